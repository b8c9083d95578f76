import type { Bed } from './board.js';

/** What whoever passes the bed should notice; each mark has its word, colour says it a second time. */
export function BedMarks({ bed }: { bed: Bed }) {
  return (
    <span className="bed-marks">
      {!!bed.criticalCount && <span className="bed-mark bed-critical">危急 {bed.criticalCount}</span>}
      {!!bed.abnormalCount && <span className="bed-mark bed-abnormal">异常 {bed.abnormalCount}</span>}
      {!!bed.unreadCount && <span className="bed-mark bed-unread">新结果 {bed.unreadCount}</span>}
      {!!bed.examsToday && <span className="bed-mark">今日检查 {bed.examsToday}</span>}
      {!!bed.surgeriesToday && <span className="bed-mark bed-surgery">今日手术</span>}
      {bed.doublyTaken && <span className="bed-mark bed-doubly">床位重复</span>}
    </span>
  );
}
