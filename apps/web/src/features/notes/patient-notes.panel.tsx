import { formatFullTime } from '../../shared/format/dates.js';
import { columnOf } from '../../shared/list/column.js';
import { PersonRecords } from '../../shared/list/person-records.js';
import { CLASS_NAMES, NOTE_STATES, type Note } from './note-words.js';

const SOURCES = ['emr'];
const TOPICS = ['notes'] as const;

const column = columnOf<Note>();
const COLUMNS = [
  column('签名时间', 'signedAt', { width: 150, render: formatFullTime }),
  column('类别', 'patientClass', { width: 60, render: (kind) => (kind ? (CLASS_NAMES[kind] ?? kind) : '') }),
  column('文书', 'title', { width: 220, ellipsis: true, render: (title) => <b>{title}</b> }),
  column('文书类型', 'typeName', { width: 140, ellipsis: true, render: (name, { typeCode }) => name ?? typeCode }),
  column('书写者', 'author', { width: 90 }),
  column('科室', 'departmentName', { width: 150, ellipsis: true }),
  column('状态', 'status', {
    width: 110,
    render: (status, { revision }) => (
      <>
        <span className={status === 'withdrawn' ? 'tag tag-late' : 'tag tag-off'}>{NOTE_STATES[status] ?? status}</span>
        {revision > 1 && `第 ${revision} 版`}
      </>
    ),
  }),
  column('就诊号', 'visitNo', { width: 140 }),
];

interface Props {
  readonly person: { readonly id: string };
  readonly onOpen: (kind: 'note', id: string) => void;
}

/** 病历文书: the signed documents of the record; one is read beside the list. */
export function PatientNotesPanel({ person, onOpen }: Props) {
  return (
    <div className="part-page">
      <PersonRecords
        path={`/beneficiaries/${person.id}/notes`}
        personId={person.id}
        what="病历文书"
        sources={SOURCES}
        topics={TOPICS}
        keyOf={({ id }) => id}
        columns={() => COLUMNS}
        onOpen={({ id }) => onOpen('note', id)}
      />
    </div>
  );
}
