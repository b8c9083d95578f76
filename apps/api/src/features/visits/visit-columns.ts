const OF_THE_VISIT = 'r.visit_no = v.visit_no and r.beneficiary_id = v.beneficiary_id and r.deleted_at is null';

/** Abnormal results of the reports that were made for a visit `v`. */
export const ABNORMAL_COUNT = `(select coalesce(sum(r.abnormal_count), 0)::int from lab_report r
    where r.visit_no = v.visit_no and r.beneficiary_id = v.beneficiary_id and r.status in ('final', 'corrected') and r.deleted_at is null)`;

/** Critical laboratory values of a visit `v`. */
export const CRITICAL_COUNT = `(select count(*)::int from lab_report r join lab_result x on x.report_id = r.id
    where ${OF_THE_VISIT} and r.status in ('final', 'corrected') and x.critical and x.effective)`;

/** Laboratory reports of a visit `v` that came within a week and after the caller last opened it. */
export const UNREAD_COUNT = `(select count(*)::int from lab_report r
    where ${OF_THE_VISIT} and r.status in ('final', 'corrected')
      and coalesce(r.reported_at, r.recorded_from) > greatest(now() - interval '7 days', coalesce(
        (select s.seen_at from visit_seen s where s.visit_id = v.id and s.user_id = (select scope_user())), '-infinity')))`;

/** The diagnoses of a visit `v` besides its main one, in their order. */
export const OTHER_DIAGNOSES = `array(select d.name from visit_diagnosis d
    where d.visit_id = v.id and d.name is distinct from v.main_diagnosis order by d.rank nulls last, d.diagnosis_no)`;
