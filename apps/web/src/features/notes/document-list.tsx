import { Checkbox } from 'antd';
import { formatDate, formatFullTime } from '../../shared/format/dates.js';
import { CLASS_NAMES, NOTE_STATES, type DocumentRow } from './note-words.js';

interface Props {
  readonly documents: readonly DocumentRow[];
  readonly opened: string | null;
  readonly chosen: ReadonlySet<string>;
  readonly sought: string;
  readonly onOpen: (id: string) => void;
  readonly onChoose: (id: string, on: boolean) => void;
}

/** The documents under the visits that they were written for. */
export function DocumentList({ documents, opened, chosen, sought, onOpen, onChoose }: Props) {
  const visits = new Map<string, DocumentRow[]>();
  for (const one of documents) visits.set(one.visitNo ?? '', [...(visits.get(one.visitNo ?? '') ?? []), one]);
  return (
    <div className="document-list" tabIndex={0} role="group" aria-label="病历文书列表">
      {[...visits].map(([visitNo, notes]) => (
        <section key={visitNo}>
          <h3>{visitOf(notes[0]!)}</h3>
          <ul>
            {notes.map((note) => (
              <li key={note.id} className={note.id === opened ? 'document-row document-opened' : 'document-row'}>
                <Checkbox
                  aria-label={`选择 ${note.title}`}
                  checked={chosen.has(note.id)}
                  onChange={({ target }) => onChoose(note.id, target.checked)}
                />
                <button
                  type="button"
                  className="quiet"
                  aria-current={note.id === opened ? 'true' : undefined}
                  onClick={() => onOpen(note.id)}
                >
                  <b>{note.title}</b>{' '}
                  {note.status === 'withdrawn' && <span className="tag tag-late">{NOTE_STATES[note.status]}</span>}
                  <span className="weak">
                    {formatFullTime(note.signedAt)} {note.author}
                  </span>
                  {note.excerpts.map((excerpt, index) => (
                    <span key={index} className="document-excerpt">
                      <Marked text={excerpt} sought={sought} />
                    </span>
                  ))}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function visitOf({ visitNo, visitClass, patientClass, visitStartedAt, visitDepartmentName }: DocumentRow): string {
  if (!visitNo) return '未注明就诊';
  const kind = visitClass ?? patientClass;
  return [visitStartedAt && formatDate(visitStartedAt), kind && (CLASS_NAMES[kind] ?? kind), visitDepartmentName, visitNo].filter(Boolean).join(' ');
}

/** The places of `sought` are marked; everything else is plain text. */
function Marked({ text, sought }: { text: string; sought: string }) {
  const at = sought ? text.toLowerCase().indexOf(sought.toLowerCase()) : -1;
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + sought.length)}</mark>
      {text.slice(at + sought.length)}
    </>
  );
}
