/** @typedef {{ from: string, to: string }} Span */

/** Pages of figures over a year. `only`: who alone opens it. @param {Span} span @returns {{ name: string, path: string, only?: string }[]} */
export function pagesOf({ from, to }) {
  const year = `from=${from}&to=${to}`;
  const month = `from=${to.slice(0, 8)}01&to=${to}`;
  return [
    { name: '接待量 一年', path: `/stats/reception-volume?${year}&groupBy=month` },
    { name: '全院工作量 一年', path: `/stats/workload?${year}` },
    { name: '全院工作量 一年 含人数', path: `/stats/workload?${year}&withPeople=true` },
    { name: '全院工作量 一月 含人数', path: `/stats/workload?${month}&withPeople=true` },
    { name: '每周接待', path: `/stats/weekly` },
    { name: '医护接待量 一年', path: `/stats/staff-reception?${year}` },
    { name: '明细 门诊人次 一年', path: `/stats/drill?measure=outpatient&${year}` },
    { name: '明细 门诊人数 一年', path: `/stats/drill?measure=outpatient&${year}&unit=people` },
    { name: '工作报告', path: '/stats/reports', only: '干保办' },
  ];
}

const DEPARTMENTS = `(select scope_departments())::text[]`;
const COUNTED = `('outpatient', 'emergency', 'checkup', 'discharge', 'surgery', 'gastroscopy', 'colonoscopy', 'consultation')`;

/** @param {{ rows: { key: string, cells: { column: string, measure: string, visits: number, people: number }[] }[] }} answer @param {'visits' | 'people'} what */
const total = ({ rows }, what) => (rows.at(-1)?.cells ?? []).filter(({ column }) => column === 'all').reduce((sum, cell) => sum + cell[what], 0);

/**
 * The workload of a year and the same from the records under the same row policies: as fine as the page has it (department, measure,
 * level of the day), then added up so that one number is compared.
 * @param {Span} span
 * @returns {{ name: string, path: string, sql: string, read: (answer: any) => number, goal: number, who: string[] }[]}
 */
export function recountOf({ from, to }) {
  const path = `/stats/workload?from=${from}&to=${to}`;
  const fine = (/** @type {string} */ own) => `select department_code, case when kind = 'emergency' then 'outpatient' when kind = 'colonoscopy' then 'gastroscopy' else kind end as measure,
      case when snap_type = 'vip' then 'VIP' else coalesce(snap_level, 'L9') end as level, beneficiary_id, visits
    from v_due where day between '${from}' and '${to}' and kind in ${COUNTED} and ${own}`;
  const visits = (/** @type {string} */ own) => `select sum(visits)::int as n from (select department_code, measure, level, sum(visits) as visits from (${fine(own)}) f group by 1, 2, 3) g`;
  const people = (/** @type {string} */ own) => `select sum(people)::int as n from (select measure, count(distinct beneficiary_id) as people from (${fine(own)} and visits > 0) f group by 1) g`;
  const [head, doctor] = [`department_code = any (${DEPARTMENTS})`, `(department_code = any (${DEPARTMENTS}) or doctor_code = (select scope_staff()))`];
  const [ofVisits, ofPeople] = [(/** @type {any} */ answer) => total(answer, 'visits'), (/** @type {any} */ answer) => total(answer, 'people')];
  return [
    { name: '人次 ÷ 从原始记录计', path, sql: visits('true'), read: ofVisits, goal: 0.1, who: ['干保办'] },
    { name: '人次 ÷ 从原始记录计', path, sql: visits(head), read: ofVisits, goal: 0.1, who: ['系统科主任', '科主任'] },
    { name: '人次 ÷ 从原始记录计', path, sql: visits(doctor), read: ofVisits, goal: 0.5, who: ['医生'] },
    { name: '人数 ÷ 从原始记录计', path: `${path}&withPeople=true`, sql: people('true'), read: ofPeople, goal: 0.5, who: ['干保办'] },
    { name: '人数 ÷ 从原始记录计', path: `${path}&withPeople=true`, sql: people(head), read: ofPeople, goal: 0.5, who: ['系统科主任', '科主任'] },
    { name: '人数 ÷ 从原始记录计', path: `${path}&withPeople=true`, sql: people(doctor), read: ofPeople, goal: 0.5, who: ['医生'] },
  ];
}

/** Rows of a figure: its first page and its count, as plain statements over the same events. 机密 people are left out, as the office has none open. @param {Span} span */
export function drillsOf({ from, to }) {
  const events = `care_event e where e.kind in ('outpatient', 'emergency') and e.day between '${from}' and '${to}' and e.visits > 0 and not e.confidential`;
  return [{
    name: '明细 门诊人次 一年', path: `/stats/drill?measure=outpatient&from=${from}&to=${to}`,
    page: `select e.*, b.name, b.sex, b.birth_date, b.work_unit, d.name as department, s.main_diagnosis, s.visit_no from (
        select * from ${events} order by e.at desc, e.id desc limit 20) e
      join beneficiary b on b.id = e.beneficiary_id left join department d on d.code = e.department_code left join visit s on s.id = e.fact_id order by e.at desc, e.id desc`,
    count: `select count(*)::int as total, sum(e.visits), sum(e.cases), count(distinct e.beneficiary_id) from ${events}`,
  }];
}
