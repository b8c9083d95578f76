import { useState } from 'react';
import { App, Button, Form, Input, Modal } from 'antd';
import { ApiProblem } from '@cadre/api-client/client';
import { api, queries } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { STATUS_NAMES, type Finding } from './abnormal-words.js';

const LONGEST = 500;

/** Says what becomes of a finding: known, taken on, or closed with what was done. */
export function AbnormalHandling({ finding, onClose }: { finding: Finding | null; onClose: () => void }) {
  return (
    <Modal open={finding !== null} title="处理异常关注" onCancel={onClose} footer={null} destroyOnHidden width={560}>
      {finding && <Handling key={finding.id} finding={finding} onClose={onClose} />}
    </Modal>
  );
}

function Handling({ finding, onClose }: { finding: Finding; onClose: () => void }) {
  const { message } = App.useApp();
  const [note, setNote] = useState(finding.note ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const handle = async (status: 'known' | 'in_progress' | 'closed') => {
    if (status === 'closed' && !note.trim()) return setProblem('关闭前请写明处理结果。');
    setBusy(true);
    try {
      const body = { status, version: finding.version, ...(note.trim() && { note: note.trim() }) };
      await api.request(`/abnormal-findings/${finding.id}`, { method: 'PATCH', body });
      void message.success(`已标为“${STATUS_NAMES[status]}”`);
      onClose();
    } catch (failure) {
      setProblem(failure instanceof ApiProblem ? failure.message : '没有保存，请重试。');
    } finally {
      setBusy(false);
      void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/abnormal-findings') });
    }
    return undefined;
  };
  return (
    <Form layout="vertical" component={false}>
      <p>
        <b>
          {finding.name} · {finding.itemName} {finding.text} {finding.unit}
        </b>
      </p>
      {finding.reasons.map(({ kind, sentence }) => (
        <p key={kind}>{sentence}</p>
      ))}
      {finding.statusBy && (
        <p className="weak">
          {STATUS_NAMES[finding.status]}：{finding.statusBy} {formatFullTime(finding.statusAt)}
        </p>
      )}
      <Form.Item label="处理记录" help={problem} {...(problem && { validateStatus: 'error' as const })}>
        <Input.TextArea
          aria-label="处理记录"
          rows={3}
          maxLength={LONGEST}
          value={note}
          placeholder="例如：已电话告知主管医师，安排复查"
          onChange={(event) => setNote(event.target.value)}
        />
      </Form.Item>
      <div style={{ display: 'flex', gap: 8, justifyContent: 'flex-end', marginTop: 16 }}>
        <Button disabled={busy || finding.status !== 'unread'} onClick={() => void handle('known')}>
          已知晓
        </Button>
        <Button disabled={busy || finding.mine} onClick={() => void handle('in_progress')}>
          由我处理
        </Button>
        <Button type="primary" disabled={busy} onClick={() => void handle('closed')}>
          关闭
        </Button>
      </div>
    </Form>
  );
}
