import { Alert, Button } from 'antd';
import { api, queries, useApi } from '../../shared/api/api.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { Answered } from '../../shared/problem/answered.js';
import { RISK_LEVELS, SUMMARY_STATES, SUMMARY_TAGS, type CheckupDetail, type Edition, type SummaryView } from './checkups.js';
import { FindingsPanel } from './findings.panel.js';
import { SummaryEditor } from './summary-editor.panel.js';
import { SummarySteps } from './summary-steps.panel.js';

/** 体检小结: what the hospital writes about a check-up, typed where one may, read where one may not. */
export function SummaryPanel({ checkup }: { checkup: CheckupDetail }) {
  const answer = useApi(`/checkups/${checkup.id}/summary`, { topics: ['checkups'], beneficiaryId: checkup.beneficiaryId });
  return (
    <Answered answer={answer} rows={8}>
      {(view) => <Summary checkup={checkup} view={view} />}
    </Answered>
  );
}

function Summary({ checkup, view }: { checkup: CheckupDetail; view: SummaryView }) {
  const { editions, mayDraft, mayApprove } = view;
  const newest = editions[0] ?? null;
  const open = !newest || newest.status === 'withdrawn' || newest.status === 'draft' || (newest.status === 'submitted' && mayApprove);
  const typing = mayDraft && open;
  const inWork = newest?.status === 'withdrawn' ? null : newest;
  return (
    <>
      {newest?.outdated && newest.status !== 'withdrawn' && <Outdated checkupId={checkup.id} edition={newest} mayConfirm={mayDraft} />}
      {typing ? (
        <SummaryEditor key={inWork?.id ?? 'new'} checkup={checkup} edition={inWork} mayApprove={mayApprove} />
      ) : (
        <div className="summary-split">
          <FindingsPanel checkup={checkup} />
          <section className="summary-editor" aria-label="体检小结">
            {newest ? <EditionText edition={newest} /> : <p className="weak">还没有已发布的小结。</p>}
            <SummarySteps checkupId={checkup.id} edition={newest} mayDraft={mayDraft} mayApprove={mayApprove} />
          </section>
        </div>
      )}
      {editions.slice(1).map((edition) => (
        <details key={edition.id} className="checkup-version">
          <summary>
            第 {edition.edition} 版 {SUMMARY_STATES[edition.status]} {formatFullTime(edition.publishedAt)}
          </summary>
          <EditionText edition={edition} />
        </details>
      ))}
    </>
  );
}

function Outdated({ checkupId, edition, mayConfirm }: { checkupId: string; edition: Edition; mayConfirm: boolean }) {
  const confirm = async () => {
    await api.request(`/checkups/${checkupId}/summary/confirm`, { method: 'POST', body: { version: edition.version } }).catch(() => undefined);
    await queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/checkups') });
  };
  return (
    <Alert
      type="warning"
      showIcon
      title="报告已更正，请复核小结"
      description="体检系统在小结写成之后改动了报告内容。请对照左侧报告；小结仍然成立的，点“已复核”。"
      action={mayConfirm && <Button onClick={() => void confirm()}>已复核</Button>}
    />
  );
}

export function EditionText({ edition }: { edition: Edition }) {
  const { status, body, advice, riskLevel, authorName, approvedByName, publishedAt, withdrawnAt, withdrawalReason, reason } = edition;
  return (
    <div className="edition">
      <p>
        <span className={`tag ${SUMMARY_TAGS[status] ?? 'tag-off'}`}>{SUMMARY_STATES[status]}</span> 第 {edition.edition} 版{' '}
        {riskLevel && <b>{RISK_LEVELS[riskLevel]}</b>}
      </p>
      {reason && <p className="weak">更正原因：{reason}</p>}
      {status === 'withdrawn' && (
        <p className="checkup-missing">
          {formatFullTime(withdrawnAt)} 撤回：{withdrawalReason}
        </p>
      )}
      <p className="checkup-prose">{body}</p>
      {advice.length > 0 && (
        <ol>
          {advice.map(({ text, recheckItem, recheckDate }, index) => (
            <li key={index}>
              {text}
              {recheckDate && <b>（复查{recheckItem ? ` ${recheckItem}` : ''}：{recheckDate}）</b>}
            </li>
          ))}
        </ol>
      )}
      <p className="weak">
        起草 {authorName}
        {approvedByName && `，审核 ${approvedByName}`}
        {publishedAt && `，发布 ${formatFullTime(publishedAt)}`}
      </p>
    </div>
  );
}
