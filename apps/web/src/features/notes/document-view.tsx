import { useState } from 'react';
import { DownloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { textOr } from '../../shared/format/numbers.js';
import { Answered } from '../../shared/problem/answered.js';
import { download, fileOf } from './document-file.js';
import { DocumentFrame, shownHtml } from './document-frame.js';
import { NOTE_STATES, type NoteDetail } from './note-words.js';
import './notes.css';

interface Props {
  readonly id: string;
  readonly personId: string;
  /** Marked in the text. */
  readonly sought?: string;
}

/** One document: what it is, which versions it had, and itself, drawn where nothing in it can act. */
export function DocumentView({ id, personId, sought = '' }: Props) {
  const answer = useApi(`/notes/${id}`, { topics: ['notes'], beneficiaryId: personId });
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
          <Body key={note.id} note={note} sought={sought} />
          <p className="weak">
            来源 {note.sourceSystem.toUpperCase()}，来源数据更新于 {formatFullTime(note.sourceVersion)}。版式以病历系统为准。
          </p>
        </>
      )}
    </Answered>
  );
}

function Body({ note, sought }: { note: NoteDetail; sought: string }) {
  const [raw, setRaw] = useState(false);
  const readable = shownHtml(note) !== null;
  const open = () => window.open(URL.createObjectURL(fileOf(note).blob), '_blank', 'noopener');
  return (
    <>
      {!readable && (
        <p className="notice-line" role="status">
          {note.format === 'pdf' ? '这份文书是 PDF 原件，请打开或下载查看。' : '这份文书的格式不能直接显示，请下载原件，或查看原文。'}
        </p>
      )}
      <div className="part-tools">
        {note.format === 'pdf' && <Button onClick={open}>打开原件</Button>}
        <Button icon={<DownloadOutlined />} onClick={() => download(note)}>
          下载原件
        </Button>
        {note.format !== 'pdf' && <Button onClick={() => setRaw(!raw)}>{raw ? '按版式显示' : '查看纯文本'}</Button>}
      </div>
      {raw || (!readable && note.format !== 'pdf') ? (
        <article className="note-text">{note.text ?? note.body}</article>
      ) : (
        <DocumentFrame note={note} sought={sought} />
      )}
    </>
  );
}
