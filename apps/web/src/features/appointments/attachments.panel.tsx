import { useState } from 'react';
import type { Schema } from '@cadre/api-client/typed-paths';
import { App, Button, Drawer } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { api, useApi } from '../../shared/api/api.js';
import { saveFile } from '../../shared/api/save-file.js';
import { ReasonDialog } from '../../shared/form/reason-dialog.js';
import { formatTime } from '../../shared/format/dates.js';
import { HeadRow } from '../../shared/list/head-row.js';
import { Answered } from '../../shared/problem/answered.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import { readAgain } from './receptions.js';

type Attachment = Schema<'AttachmentRow'>;

/** Whose files are shown. */
export interface AttachedRecord {
  readonly kind: 'missions' | 'receptions';
  readonly id: string;
  readonly title: string;
}

const TAKEN = '.pdf,.jpg,.jpeg,.png,.docx,.xlsx';
const MEGABYTE = 1024 * 1024;
const LARGEST = 10 * MEGABYTE;
const sizeOf = (bytes: number) => (bytes < MEGABYTE ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / MEGABYTE).toFixed(1)} MB`);

/** In a list: how many files there are, or the way to the first. */
export function AttachmentsButton({ count, mayWrite, of, onOpen }: { count: number; mayWrite: boolean; of: string; onOpen: () => void }) {
  const text = count > 0 ? `${count} 个` : mayWrite ? '上传' : '无';
  return (
    <Button type="link" size="small" onClick={onOpen} aria-label={`${text}，${of} 的附件`}>
      {text}
    </Button>
  );
}

/** Notices, plans and pictures that stand with a mission or a reception. */
export function AttachmentsDrawer({ record, onClose }: { record: AttachedRecord | null; onClose: () => void }) {
  return (
    <Drawer open={record !== null} title={record && `附件 · ${record.title}`} size={720} onClose={onClose} destroyOnHidden>
      {record && <Attachments record={record} />}
    </Drawer>
  );
}

function Attachments({ record: { kind, id } }: { record: AttachedRecord }) {
  const { can } = useAccess();
  const { message } = App.useApp();
  const path = `/${kind}/${id}/attachments` as const;
  const answer = useApi(path);
  const [busy, setBusy] = useState(false);
  const [leaving, setLeaving] = useState<Attachment | null>(null);
  const mayWrite = can(kind === 'missions' ? 'mission:write' : 'reception:write');
  const again = () => Promise.all([answer.refetch(), readAgain()]);
  const attempt = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      void message.error({ content: sentenceOf(error), duration: 6, key: 'attachment' });
    } finally {
      setBusy(false);
    }
  };
  const send = (file: File) =>
    attempt(async () => {
      if (file.size > LARGEST) return void message.error({ content: '文件超过 10 MB，请压缩或拆分后再上传。', duration: 6, key: 'attachment' });
      await api.upload(path, {}, file);
      await again();
      void message.success('已上传');
    });
  return (
    <div className="attachments">
      {mayWrite && (
        <label>
          上传附件（PDF、JPG、PNG、Word、Excel，单个不超过 10 MB，最多 20 个）
          <input
            type="file"
            accept={TAKEN}
            disabled={busy}
            onChange={({ target }) => {
              if (target.files?.[0]) void send(target.files[0]);
              target.value = '';
            }}
          />
        </label>
      )}
      <Answered answer={answer} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="weak">还没有附件。</p>
          ) : (
            <table className="plain-table">
              <HeadRow titles={['文件', '大小', '上传人', '上传时间', '操作']} />
              <tbody>
                {items.map((one) => (
                  <tr key={one.id}>
                    <th scope="row">{one.name}</th>
                    <td>{sizeOf(one.bytes)}</td>
                    <td>{one.addedBy}</td>
                    <td>{formatTime(one.addedAt)}</td>
                    <td>
                      <Button type="link" size="small" disabled={busy} onClick={() => void attempt(async () => saveFile(await api.open(`${path}/${one.id}`), one.name))} aria-label={`下载 ${one.name}`}>
                        下载
                      </Button>
                      {mayWrite && (
                        <Button type="link" size="small" danger disabled={busy} onClick={() => setLeaving(one)} aria-label={`移除 ${one.name}`}>
                          移除
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Answered>
      {leaving && (
        <ReasonDialog
          title="移除附件"
          text={`移除“${leaving.name}”，文件内容随即删除，不能恢复。`}
          okText="移除"
          danger
          onOk={async (reason) => {
            await api.request(`${path}/${leaving.id}/remove`, { method: 'POST', body: { reason } });
            await again();
          }}
          onClose={() => setLeaving(null)}
        />
      )}
    </div>
  );
}
