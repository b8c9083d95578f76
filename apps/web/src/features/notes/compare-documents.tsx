import { useMemo } from 'react';
import { Drawer, Spin } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import { diffLines } from './line-diff.js';
import type { NoteDetail } from './note-words.js';

/** Two documents line by line: what only one of them says is marked, by colour and by a sign. */
export function CompareDocuments({ ids, personId, onClose }: { ids: readonly [string, string]; personId: string; onClose: () => void }) {
  const first = useApi(`/notes/${ids[0]}`, { topics: ['notes'], beneficiaryId: personId });
  const second = useApi(`/notes/${ids[1]}`, { topics: ['notes'], beneficiaryId: personId });
  const error = first.error ?? second.error;
  return (
    <Drawer open title="对比两份文书" size={1100} onClose={onClose}>
      {error && <ProblemAlert error={error} onRetry={() => void Promise.all([first.refetch(), second.refetch()])} />}
      {!error && (!first.data || !second.data) && <Spin delay={200} description="正在读取" />}
      {first.data && second.data && <Lines notes={bySignature(first.data, second.data)} />}
    </Drawer>
  );
}

const bySignature = (a: NoteDetail, b: NoteDetail): readonly [NoteDetail, NoteDetail] => (a.signedAt <= b.signedAt ? [a, b] : [b, a]);

function Lines({ notes: [older, newer] }: { notes: readonly [NoteDetail, NoteDetail] }) {
  const lines = useMemo(() => diffLines(older.text ?? '', newer.text ?? ''), [older, newer]);
  if (older.text === null || newer.text === null) return <p className="list-state">其中一份不是文字文书（如 PDF 原件），不能逐行对比。</p>;
  return (
    <table className="document-diff">
      <caption className="sr-only">逐行对比</caption>
      <thead>
        <tr>
          {[older, newer].map((note) => (
            <th key={note.id} scope="col">
              {note.title} <span className="weak">{formatFullTime(note.signedAt)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ kind, text }, index) => (
          <tr key={index}>
            <td className={kind === 'left' ? 'diff-gone' : ''}>{kind === 'right' ? '' : kind === 'left' ? `− ${text}` : text}</td>
            <td className={kind === 'right' ? 'diff-new' : ''}>{kind === 'left' ? '' : kind === 'right' ? `＋ ${text}` : text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
