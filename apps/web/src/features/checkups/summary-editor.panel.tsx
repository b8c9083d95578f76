import { useRef } from 'react';
import { Alert, Input, Radio, type GetRef } from 'antd';
import { useAccess } from '../../shared/access/access.js';
import { AdviceFields } from './advice.fields.js';
import { RISK_LEVELS, type CheckupDetail, type Edition } from './checkups.js';
import { ConflictPanel } from './conflict.panel.js';
import { FindingsPanel } from './findings.panel.js';
import { SnippetsPanel } from './snippets.panel.js';
import { SummarySteps } from './summary-steps.panel.js';
import { useSummaryDraft, type SaveState } from './use-summary-draft.js';

const SAVE_WORDS: Readonly<Record<SaveState, string>> = {
  saved: '已保存',
  waiting: '正在输入，稍后自动保存',
  saving: '正在保存…',
  offline: '网络中断：内容保留在本机，恢复后自动上传',
  refused: '未能保存',
};

interface Props {
  readonly checkup: CheckupDetail;
  readonly edition: Edition | null;
  readonly mayApprove: boolean;
}

/** Split screen: the report at the left, what is written about it at the right. */
export function SummaryEditor({ checkup, edition, mayApprove }: Props) {
  const { me } = useAccess();
  const control = useSummaryDraft(checkup.id, me.username, edition);
  const { draft, state, problem, theirs, change } = control;
  const area = useRef<GetRef<typeof Input.TextArea>>(null);

  /** Puts text where the cursor stands. */
  const insert = (text: string) => {
    const box = area.current?.resizableTextArea?.textArea;
    const at = box?.selectionStart ?? draft.body.length;
    const end = box?.selectionEnd ?? at;
    const before = draft.body.slice(0, at);
    const gap = before && !before.endsWith('\n') ? '\n' : '';
    change({ body: before + gap + text + draft.body.slice(end) });
    const next = at + gap.length + text.length;
    requestAnimationFrame(() => {
      box?.focus();
      box?.setSelectionRange(next, next);
    });
  };
  const chosen = () => {
    const box = area.current?.resizableTextArea?.textArea;
    return box ? box.value.slice(box.selectionStart, box.selectionEnd) : '';
  };
  return (
    <div className="summary-split">
      <FindingsPanel checkup={checkup} onQuote={insert} />
      <section className="summary-editor" aria-label="体检小结">
        {edition?.status === 'draft' && edition.withdrawalReason && (
          <Alert type="warning" showIcon title={`审核退回：${edition.withdrawalReason}`} />
        )}
        {edition && edition.edition > 1 && (
          <p className="weak">
            第 {edition.edition} 版，更正原因：{edition.reason ?? '—'}
          </p>
        )}
        <SnippetsPanel onUse={insert} chosen={chosen} />
        <Input.TextArea
          ref={area}
          aria-label="小结正文"
          placeholder="小结正文。左侧异常项目点“引用”即可写入。"
          autoSize={{ minRows: 10, maxRows: 22 }}
          maxLength={20_000}
          value={draft.body}
          onChange={({ target }) => change({ body: target.value })}
        />
        <AdviceFields advice={draft.advice} onChange={(advice) => change({ advice })} />
        <div role="radiogroup" aria-label="风险分层">
          <span className="weak">风险分层 </span>
          <Radio.Group value={draft.riskLevel} onChange={({ target }) => change({ riskLevel: target.value as Edition['riskLevel'] })}>
            {Object.entries(RISK_LEVELS).map(([value, label]) => (
              <Radio key={value} value={value}>
                {label}
              </Radio>
            ))}
          </Radio.Group>
        </div>
        <p role="status" className={state === 'offline' || state === 'refused' ? 'summary-state flag' : 'summary-state weak'}>
          {SAVE_WORDS[state]}
          {state === 'refused' && problem && `：${problem}`}
        </p>
        <SummarySteps checkupId={checkup.id} edition={edition} mayApprove={mayApprove} mayDraft flush={control.flush} />
        {theirs && <ConflictPanel mine={draft} theirs={theirs} onSettle={control.settle} />}
      </section>
    </div>
  );
}
