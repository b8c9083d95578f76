import { LAB_ITEMS } from '@cadre/clinical/lab-items';

/** A long record: more than three years of weekly reports that each hold every item of the matrix. */
export const RECORD = { visits: 500, reports: 334, items: 60, ofOneStay: 25 };
export const RECORD_ITEMS = LAB_ITEMS.filter(({ kind }) => kind === 'quantitative').slice(0, RECORD.items);

/**
 * Gives one person 500 visits and 20,040 results; the newest 25 reports, 1,500 results, belong to one running stay.
 * @param {import('pg').Client} owner
 * @param {{ id: string, home: string }} person
 */
export async function fillRecord(owner, { id, home }) {
  await owner.query(
    `insert into visit (id, source_system, source_key, source_version, source_rank, content_hash, patient_numbers_of, patient_id, beneficiary_id, confidential,
       visit_class, visit_type, visit_no, registered_at, started_at, seen_at, ended_at, department_code, department_name, doctor_code, doctor_name,
       main_diagnosis_code, main_diagnosis, organization_code, organization_name, status)
     select ('00000000-0000-4000-b000-' || lpad(i::text, 12, '0'))::uuid, 'HIS', 'LONG' || i, at, 1, md5('long' || i), 'HIS', 'long', $1, false,
       case when i = 1 then 'inpatient' else 'outpatient' end, '110', 'LONG' || i, at, at, at, case when i = 1 then null else at + interval '1 hour' end,
       $2, '科室' || $2, 'D1', '测试医生', 'I10.x00', '高血压病', 'H01', '医院', case when i = 1 then 'in_hospital' else 'finished' end
     from (select i, now() - i * interval '2 days' as at from generate_series(1, ${RECORD.visits}) i) v`,
    [id, home],
  );
  await owner.query(
    `insert into lab_report (id, source_system, source_key, source_version, source_rank, content_hash, patient_numbers_of, patient_id, beneficiary_id, confidential,
       report_no, visit_no, panel_name, specimen, collected_at, reported_at, status, result_count, abnormal_count)
     select ('00000000-0000-4000-c000-' || lpad(j::text, 12, '0'))::uuid, 'LIS', 'LONG' || j, at, 1, md5('long' || j), 'HIS', 'long', $1, false,
       'LONG' || j, case when j <= ${RECORD.ofOneStay} then 'LONG1' end, '全套', '血清', at, at, 'final', ${RECORD.items}, 0
     from (select j, now() - j * interval '3 days' as at from generate_series(1, ${RECORD.reports}) j) r`,
    [id],
  );
  await owner.query(
    `insert into lab_result (report_id, result_no, line_no, beneficiary_id, confidential, item_code, item_name, identity_code, value_text, value_number,
       value_kind, unit, range_text, range_low, range_high, flag, flag_source, specimen, collected_at, effective)
     select r.id, line::text, line, $1, false, code, name, code, value::text, value, 'number', nullif(unit, ''), '20-90', 20, 90,
       case when value > 90 then 'H' else 'N' end, 'lis', '血清', r.collected_at, true
     from lab_report r, unnest($2::text[], $3::text[], $4::text[]) with ordinality as item (code, name, unit, line),
       lateral (select round((20 + (extract(epoch from r.collected_at)::bigint / 86400 * 31 + line * 17) % 900 / 10.0)::numeric, 1) as value) v
     where r.beneficiary_id = $1 and r.report_no like 'LONG%'`,
    [id, RECORD_ITEMS.map(({ code }) => code), RECORD_ITEMS.map(({ name }) => name), RECORD_ITEMS.map(({ unit }) => unit ?? '')],
  );
  await owner.query('vacuum analyze visit, lab_report, lab_result');
}
