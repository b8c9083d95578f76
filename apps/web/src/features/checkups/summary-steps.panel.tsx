import { useState } from 'react';
import { App, Button, Input, Modal } from 'antd';
import { api, queries } from '../../shared/api/api.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import type { Edition } from './checkups.js';

type Act = 'submit' | 'approve' | 'return' | 'publish' | 'withdraw' | 'confirm' | 'editions';

interface Props {
  readonly checkupId: string;
  readonly edition: Edition | null;
  readonly mayDraft: boolean;
  readonly mayApprove: boolean;
  /** Saves what is still being typed; resolves the version that the server then holds. */
  readonly flush?: () => Promise<number | null>;
}

const WITH_REASON: Readonly<Partial<Record<Act, string>>> = {
  return: '退回原因',
  withdraw: '撤回原因',
  editions: '更正原因',
};

/** The steps that the state of an edition and one's rights allow. */
export function SummarySteps({ checkupId, edition, mayDraft, mayApprove, flush }: Props) {
  const { message, modal } = App.useApp();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState<Act | null>(null);
  const [reason, setReason] = useState('');
  const status = edition?.status ?? null;

  async function go(act: Act, done: string, why?: string): Promise<void> {
    setBusy(true);
    try {
      const version = flush ? await flush() : (edition?.version ?? null);
      if (version === null) return void message.warning('还有内容没有保存，请保存后再操作。');
      await (act === 'editions'
        ? api.request(`/checkups/${checkupId}/summary/editions`, { method: 'POST', body: { reason: why ?? '' } })
        : api.request(`/checkups/${checkupId}/summary/${act}`, { method: 'POST', body: { version, ...(why && { reason: why }) } }));
      setAsking(null);
      setReason('');
      void message.success(done);
    } catch (error) {
      void message.error(sentenceOf(error));
    } finally {
      setBusy(false);
      void queries.invalidateQueries({ predicate: ({ queryKey }) => /^\/(checkups|recalls)/.test(String(queryKey[0])) });
    }
  }
  const publish = () =>
    void modal.confirm({
      title: '发布后不能再修改，确认发布？',
      content: '带日期的建议将生成复查任务；如需更正，另起新版并说明原因。',
      okText: '发布',
      cancelText: '再看看',
      onOk: () => go('publish', '已发布'),
    });
  const button = (text: string, onClick: () => void, type: 'primary' | 'default' = 'default') => (
    <Button key={text} type={type} loading={busy} onClick={onClick}>
      {text}
    </Button>
  );
  return (
    <div className="summary-acts">
      {mayDraft && (status === 'draft' || (flush && status === null)) && button('提交审核', () => void go('submit', '已提交审核'), 'primary')}
      {mayApprove && status === 'submitted' && button('审核通过', () => void go('approve', '已审核通过'), 'primary')}
      {mayApprove && status === 'approved' && button('发布', publish, 'primary')}
      {mayApprove && (status === 'submitted' || status === 'approved') && button('退回', () => setAsking('return'))}
      {mayDraft && status === 'submitted' && !mayApprove && button('撤回到草稿', () => void go('withdraw', '已撤回到草稿'))}
      {mayDraft && status === 'published' && button('更正', () => setAsking('editions'))}
      {mayApprove && status === 'published' && button('撤回', () => setAsking('withdraw'))}
      <Modal
        open={asking !== null}
        title={asking && WITH_REASON[asking]}
        okText="确定"
        cancelText="取消"
        okButtonProps={{ disabled: reason.trim().length < 2, loading: busy }}
        onCancel={() => setAsking(null)}
        onOk={() => asking && void go(asking, '已完成', reason.trim())}
      >
        <Input.TextArea aria-label="原因" rows={3} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
      </Modal>
    </div>
  );
}
