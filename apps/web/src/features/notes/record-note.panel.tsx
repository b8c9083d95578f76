import { useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { textOr } from '../../shared/format/numbers.js';
import { Answered } from '../../shared/problem/answered.js';
import { NOTE_STATES } from './note-words.js';
import './notes.css';

interface Props {
  readonly id: string;
  readonly person: { readonly id: string };
}

/** One document as text. Markup of its source is never drawn as markup. */
export function RecordNotePanel({ id, person }: Props) {
  const answer = useApi(`/notes/${id}`, { topics: ['notes'], beneficiaryId: person.id });
  return (
    <Answered answer={answer} rows={12}>
      {(note) => (
        <>
          <h2 className="part">
            {note.title}{' '}
            <span className={note.status === 'withdrawn' ? 'tag tag-late' : 'tag tag-good'}>
              {NOTE_STATES[note.status] ?? note.status}
            </span>
          </h2>
          {note.status === 'withdrawn' && <p className="notice-line">⚠ 这份文书已被撤回，仅供追溯。</p>}
          {note.earlier.length > 0 && (
            <p className="notice-line">
              当前为第 {note.revision} 版；
              {note.earlier
                .map(({ revision, recordedUntil }) => `第 ${revision} 版于 ${formatFullTime(recordedUntil)} 被替换`)
                .join('，')}
              。
            </p>
          )}
          <dl className="facts">
            <dt>文书类型</dt>
            <dd>{note.typeName ?? note.typeCode}</dd>
            <dt>书写者</dt>
            <dd>{textOr(note.author)}</dd>
            <dt>科室</dt>
            <dd>{textOr(note.departmentName)}</dd>
            <dt>书写时间</dt>
            <dd>{formatFullTime(note.writtenAt)}</dd>
            <dt>签名时间</dt>
            <dd>{formatFullTime(note.signedAt)}</dd>
            <dt>就诊号</dt>
            <dd>{textOr(note.visitNo)}</dd>
          </dl>
          {note.text === null ? (
            <p className="list-state" role="status">
              这份文书是 PDF 原件，本页只显示文字内容。
            </p>
          ) : (
            <article className="note-text">{note.text}</article>
          )}
          <p className="weak">
            来源 {note.sourceSystem.toUpperCase()}，来源数据更新于 {formatFullTime(note.sourceVersion)}。版式以病历系统为准。
          </p>
        </>
      )}
    </Answered>
  );
}
