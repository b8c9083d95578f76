const REPORTS = `r.visit_no = v.visit_no and r.beneficiary_id = v.beneficiary_id and r.deleted_at is null and r.status in ('final', 'corrected')`;
const START_OF_TODAY = `date_trunc('day', now(), 'Asia/Shanghai')`;

/** Whether a moment is of today by the hospital's clock. */
export const TODAY = (at: string): string => `(${at} >= ${START_OF_TODAY} and ${at} < ${START_OF_TODAY} + interval '1 day')`;

/* Counts of a stay `v`. */
export const ABNORMAL_COUNT = `(select coalesce(sum(r.abnormal_count), 0)::int from lab_report r where ${REPORTS})`;
export const CRITICAL_COUNT = `(select count(*)::int from lab_report r join lab_result x on x.report_id = r.id where ${REPORTS} and x.critical and x.effective)`;
export const UNREAD_COUNT = `(select count(*)::int from lab_report r where ${REPORTS}
  and coalesce(r.reported_at, r.recorded_from) > greatest(now() - interval '7 days', coalesce(
    (select s.seen_at from visit_seen s where s.visit_id = v.id and s.user_id = (select scope_user())), '-infinity')))`;
export const EXAMS_TODAY = `(select count(*)::int from exam_report r where r.visit_no = v.visit_no and r.beneficiary_id = v.beneficiary_id
  and r.deleted_at is null and (${TODAY('r.examined_at')} or ${TODAY('r.requested_at')}))`;
export const SURGERIES_TODAY = `(select count(*)::int from surgery r where r.visit_no = v.visit_no and r.beneficiary_id = v.beneficiary_id
  and r.deleted_at is null and ${TODAY('coalesce(r.started_at, r.scheduled_at)')})`;
