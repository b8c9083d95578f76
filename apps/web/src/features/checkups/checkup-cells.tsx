import { CHECKUP_STATUS, FINISHED, SUMMARY_STATES, SUMMARY_TAGS, type CheckupListRow } from './checkups.js';
import './checkups.css';

/** Where a check-up stands, with what is missing from it. */
export function ProgressCell({ row }: { row: CheckupListRow }) {
  const { status, missingCount, revision } = row;
  const begun = status !== 'booked' && status !== 'cancelled';
  return (
    <>
      <span className={`tag ${status === 'cancelled' ? 'tag-off' : FINISHED.has(status) ? 'tag-good' : 'tag-late'}`}>
        {CHECKUP_STATUS[status] ?? status}
      </span>{' '}
      {begun && missingCount > 0 && <span className="checkup-missing-count">缺 {missingCount} 项</span>}
      {revision > 1 && <span className="tag tag-corrected">已更正</span>}
    </>
  );
}

/** `异常 3` in red; what is far out of range is said in words. */
export function AbnormalCell({ row: { abnormalCount, criticalCount } }: { row: CheckupListRow }) {
  if (!abnormalCount) return <span className="weak">0</span>;
  return (
    <span className="flag" title={criticalCount ? `其中重大异常 ${criticalCount} 项` : undefined}>
      {abnormalCount} 项{criticalCount > 0 && ' 重大'}
    </span>
  );
}

export function SummaryTag({ row }: { row: Pick<CheckupListRow, 'summaryStatus' | 'summaryOutdated'> }) {
  return (
    <>
      <span className={`tag ${SUMMARY_TAGS[row.summaryStatus] ?? 'tag-off'}`}>
        {SUMMARY_STATES[row.summaryStatus] ?? row.summaryStatus}
      </span>
      {row.summaryOutdated && <span className="checkup-outdated">⚠ 报告已更正</span>}
    </>
  );
}
