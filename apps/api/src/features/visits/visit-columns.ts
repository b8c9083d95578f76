/** Abnormal results of the reports that were made for a visit `v`. */
export const ABNORMAL_COUNT = `(select coalesce(sum(r.abnormal_count), 0)::int from lab_report r
    where r.visit_no = v.visit_no and r.beneficiary_id = v.beneficiary_id and r.status in ('final', 'corrected') and r.deleted_at is null)`;

/** The diagnoses of a visit `v` besides its main one, in their order. */
export const OTHER_DIAGNOSES = `array(select d.name from visit_diagnosis d
    where d.visit_id = v.id and d.name is distinct from v.main_diagnosis order by d.rank nulls last, d.diagnosis_no)`;
