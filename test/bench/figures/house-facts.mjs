/**
 * Five years of a house as SQL, written past the triggers: care events and their sums are made by the product's own command afterwards.
 * Nothing random: a second house of a size and day is the same. The days end with the one on which the house was made.
 */

/** Years of facts; the last of them is measured. */
export const YEARS = 5;
/** Results of one laboratory report. */
const RESULTS_EACH = 10;
/** Doctors of each department: D0 … D9 of the first, D10 … of the next. */
const DOCTORS_EACH = 10;
const STAFF = 310;

/**
 * @typedef {{ people: number, visits: number, results: number }} HouseSize
 */

const SYNCED = `id, source_system, source_key, source_version, source_rank, content_hash, patient_numbers_of, patient_id, beneficiary_id, confidential`;
/** @param {string} key a letter for the kind @param {string} at when it happened */
const synced = (key, at) => `gen_random_uuid(), 'HIS', '${key}' || i, ${at}, 1, '${key}' || i, 'HIS', p.n::text, p.id, p.confidential`;
/** A spread number below `most`, another for every salt. @param {number} salt @param {string} most */
const scatter = (salt, most, of = 'i') => `((${of}::bigint * ${2_654_435_761 + salt * 7_919_002} >> 7) % ${most})::integer`;
const AT = (/** @type {number} */ salt) => `s.first_day::timestamptz + ${scatter(salt, 's.days * 1440')} * interval '1 minute'`;
const CODES = `array(select code from department where kind = 'clinical' order by code)`;

/**
 * Statements in their order. `bench_person` numbers the people and gives each a department of his own; six of ten of his visits are there.
 * @param {HouseSize} size @param {string} lastDay
 */
export function peopleOf({ people }, lastDay) {
  return [
    `create table bench_span as select '${lastDay}'::date - interval '${YEARS} years' + interval '1 day' as first_day, '${lastDay}'::date as last_day,
       '${lastDay}'::date - ('${lastDay}'::date - interval '${YEARS} years')::date as days, ${CODES} as codes`,
    `create table bench_person as
       select n, ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid as id, n % 61 = 0 as confidential, s.codes[1 + n % cardinality(s.codes)] as home,
         case when n % 5 = 0 then 'vip' else 'cadre' end as category, case when n % 17 = 0 then 'L1' when n % 3 = 0 then 'L2' when n % 14 = 0 then null else 'L3' end as level
       from generate_series(1, ${people}) n, bench_span s`,
    'create unique index on bench_person (n)',
    `insert into beneficiary (id, roster_no, name, name_sort, sex, birth_date, id_type, work_unit, categories, primary_category, person_categories, care_level, secrecy, confidential, origin, demo)
       select id, 'BJ' || lpad(n::text, 7, '0'), '测试' || n, 'ceshi' || n, (1 + n % 2)::text, date '1930-01-01' + n % 18000, '01', '测试单位', array[category], category,
         array[category], case when category = 'vip' then null else level end, case when confidential then 'V' else 'N' end, confidential, 'bench', true from bench_person`,
    `insert into care_identity (beneficiary_id, care_level, valid_from, valid_until, origin, confidential)
       select id, case when n % 4 = 1 then 'L3' else level end, '2000-01-01', case when n % 4 = 1 then (s.last_day - n % 1500 - 1)::date end, 'bench', confidential
         from bench_person, bench_span s where level is not null and category = 'cadre'
       union all select id, level, s.last_day - n % 1500, null, 'bench', confidential from bench_person, bench_span s where level is not null and category = 'cadre' and n % 4 = 1`,
  ];
}

/** @param {HouseSize} size @returns {[string, string][]} table and statement, each filled without its slow indexes */
export function factsOf({ people, visits }) {
  const person = (/** @type {number} */ salt) => `join bench_person p on p.n = 1 + ${scatter(salt, String(people))}`;
  const department = (/** @type {number} */ salt) => `case when i % 10 < 6 then p.home else s.codes[1 + ${scatter(salt, 'cardinality(s.codes)')}] end`;
  const from = (/** @type {number} */ count, /** @type {number} */ salt) => `from generate_series(1, ${Math.round(count)}) i cross join bench_span s ${person(salt)}`;
  const doctor = `'D' || (array_position(codes, code) - 1) * ${DOCTORS_EACH} + ${scatter(5, String(DOCTORS_EACH))}`;
  return [
    ['visit', `insert into visit (${SYNCED}, visit_class, visit_type, visit_no, registered_at, started_at, seen_at, ended_at, admission_department_code, department_code, department_name,
         doctor_code, doctor_name, main_diagnosis_code, main_diagnosis, organization_code, organization_name, status)
       select ${synced('V', 'at')}, class, '110', 'MZ' || i, at, at, at, at + case class when 'inpatient' then interval '9 days' else interval '1 hour' end,
         case class when 'inpatient' then code end, code, '科室' || code, ${doctor}, '测试医生', 'I' || 10 + i % 40 || '.x00', '测试诊断' || i % 40, 'H01', '医院',
         case when class <> 'inpatient' then 'finished' when at > s.last_day - interval '9 days' then 'in_hospital' else 'discharged' end
       from (select i, s.last_day, s.codes, p.n, p.id, p.confidential, ${AT(1)} as at, ${department(2)} as code,
           case when i % 12 = 0 then 'inpatient' when i % 25 = 1 then 'emergency' else 'outpatient' end as class ${from(visits, 3)}) v,
         lateral (select v.n, v.id, v.confidential) p, lateral (select v.last_day) s`],
    ['visit', `update visit v set ended_at = null from bench_span s where v.status = 'in_hospital'`],
    ['visit_transfer', `insert into visit_transfer (visit_id, transfer_no, beneficiary_id, confidential, kind, from_department_code, to_department_code, moved_at)
       select v.id, '1', v.beneficiary_id, v.confidential, 'department', v.department_code, s.codes[1 + abs(hashtext(v.source_key)) % cardinality(s.codes)], v.started_at + interval '2 days'
       from visit v, bench_span s where v.visit_class = 'inpatient' and abs(hashtext(v.source_key)) % 10 = 0`],
    ['checkup', `insert into checkup (${SYNCED}, checkup_no, year, checkup_date, package_name, chief_doctor, status, abnormal_count)
       select ${synced('C', AT(11))}, 'TJ' || i, extract(year from (${AT(11)}))::integer, (${AT(11)})::date, '年度体检', '测试医生', 'issued', 0 ${from(people * YEARS * 0.92, 12)}`],
    ['surgery', `insert into surgery (${SYNCED}, surgery_no, status, scheduled_at, started_at, ended_at, department_code, department_name, surgeon_name)
       select ${synced('S', AT(21))}, 'SS' || i, 'completed', ${AT(21)}, ${AT(21)}, ${AT(21)} + interval '2 hours', ${department(22)}, '手术科室', '测试医生' ${from(visits / 70, 23)}`],
    ['surgery_procedure', `insert into surgery_procedure (surgery_id, procedure_no, beneficiary_id, confidential, rank, code, name, main)
       select id, '1', beneficiary_id, confidential, 1, case when right(surgery_no, 1) < '2' then '45.4200x003' else '51.2300' end, '测试手术', true from surgery`],
    ['exam_report', `insert into exam_report (${SYNCED}, exam_no, category, item_name, endoscopy_kind, department_code, department_name, request_department_code, request_department_name, examined_at, status)
       select ${synced('E', AT(31))}, 'JC' || i, 'endoscopy', '内镜检查', case when i % 3 = 0 then 'colon' else 'gastro' end, s.codes[3], '消化内科', ${department(32)}, '申请科室', ${AT(31)}, 'final' ${from(visits / 20, 33)}`],
    ['consultation', `insert into consultation (${SYNCED}, consultation_no, status, requested_at, started_at, ended_at, request_department_code, request_department_name)
       select ${synced('H', AT(41))}, 'HZ' || i, 'finished', ${AT(41)}, ${AT(41)}, ${AT(41)}, ${department(42)}, '申请科室' ${from(visits / 50, 43)}`],
    ['consultation_participant', `insert into consultation_participant (consultation_id, participant_no, beneficiary_id, confidential, department_code, department_name, doctor_name)
       select c.id, k::text, c.beneficiary_id, c.confidential, s.codes[1 + (abs(hashtext(c.source_key)) + k * 7) % cardinality(s.codes)], '应邀科室', '测试医生'
       from consultation c, bench_span s, generate_series(1, 2) k where k = 1 or abs(hashtext(c.source_key)) % 2 = 0`],
    ['reception', `insert into reception (beneficiary_id, confidential, kind, status, department_code, department_name, doctor_name, started_at, ended_at, key_care, origin, snap_type, snap_level, snap_category, snap_key_care, created_by, created_by_name)
       select p.id, p.confidential, case when i % 6 = 0 then 'PE' else 'OP' end, 'done', ${department(52)}, '科室', '测试医生', ${AT(51)}, ${AT(51)} + interval '40 minutes', i % 50 = 0, 'blank',
         p.category, case when p.category = 'vip' then null else p.level end, array[p.category], false, 'bench', '测试' ${from(visits / 10, 53)}`],
    // Everybody of the staff has a department of his own, as D0 … D9 are of the first.
    ['reception_staff', `insert into reception_staff (reception_id, staff_no, beneficiary_id, confidential, staff_name, department_code, counted_at)
       select r.id, 'D' || w.no, r.beneficiary_id, r.confidential, '测试医护', s.codes[1 + w.no / ${DOCTORS_EACH} % cardinality(s.codes)], r.started_at
       from reception r, bench_span s, generate_series(0, 1) k, lateral (select (abs(hashtext(r.id::text)) + k * 13) % ${STAFF} as no) w
       where k = 0 or abs(hashtext(r.id::text)) % 3 = 0`],
    ['person_access', `insert into person_access (beneficiary_id, department_code, staff_no, reason, valid_until)
       select beneficiary_id, department_code, '', case visit_class when 'inpatient' then 'stay' else 'outpatient' end, case when bool_or(status = 'in_hospital') then null else max(ended_at) + interval '30 days' end
         from visit group by 1, 2, 4
       union all select distinct beneficiary_id, '', doctor_code, 'treated', null::timestamptz from visit
       union all select id, '@everyone', '', 'everyone', null from bench_person`],
  ];
}

/** What nothing of is counted, but lies beside the rest. @param {HouseSize} size @returns {[string, string][]} */
export function resultsOf({ people, results }) {
  const at = AT(61);
  return [
    ['lab_report', `insert into lab_report (${SYNCED}, report_no, panel_name, specimen, collected_at, reported_at, status, result_count, abnormal_count)
       select ${synced('R', at)}, 'BG' || i, '生化', '血清', ${at}, ${at}, 'final', ${RESULTS_EACH}, 0
       from generate_series(1, ${Math.round(results / RESULTS_EACH)}) i cross join bench_span s join bench_person p on p.n = 1 + ${scatter(62, String(people))}`],
    ['lab_result', `insert into lab_result (report_id, result_no, line_no, beneficiary_id, confidential, item_code, item_name, identity_code, value_text, value_number, value_kind, unit, collected_at, effective)
       select r.id, k::text, k, r.beneficiary_id, r.confidential, 'ITEM' || k, '项目' || k, 'ITEM' || k, (20 + k)::text, 20 + k, 'number', 'mmol/L', r.collected_at, true
       from lab_report r, generate_series(1, ${RESULTS_EACH}) k`],
  ];
}
