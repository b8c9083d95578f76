import { createHash } from 'node:crypto';

/** The floor of view reading: arrays through unnest, a hash guard against rewriting what is equal. Nothing is interpreted. */

const PAGE = 500;
const REPORT = ['report_no', 'patient_no', 'panel_name', 'status', 'department_name', 'requesting_doctor', 'collected_at', 'reported_at', 'changed_at', 'hash'];
const RESULT = ['report_no', 'result_no', 'line_no', 'patient_no', 'item_code', 'item_name', 'value_text', 'unit', 'range_text', 'range_low',
  'range_high', 'flag', 'method', 'instrument', 'hash'];
/** @type {Record<string, string>} */
const TYPES = { line_no: 'int', collected_at: 'timestamptz', reported_at: 'timestamptz', changed_at: 'timestamptz' };

const upsert = (/** @type {string} */ table, /** @type {string[]} */ columns, /** @type {string[]} */ key) => `
  insert into ${table} (${columns.join(', ')}) select * from unnest(${columns.map((name, at) => `$${at + 1}::${TYPES[name] ?? 'text'}[]`).join(', ')})
  on conflict (${key.join(', ')}) do update set ${columns.filter((name) => !key.includes(name)).map((name) => `${name} = excluded.${name}`).join(', ')}
  where ${table}.hash is distinct from excluded.hash`;
const REPORTS = upsert('view_report', REPORT, ['report_no']);
const RESULTS = upsert('view_result', RESULT, ['report_no', 'result_no']);

/** @typedef {Record<string, string | number | null>} Row */
/** @typedef {{ reports: Row[], results: Row[] }} Page */

const hashed = (/** @type {Row} */ row) => ({ ...row, hash: createHash('md5').update(JSON.stringify(row)).digest('hex') });

/** Reads the views page by page as they are. @param {import('pg').Client} laboratory @returns {AsyncGenerator<Page>} */
export async function* readViews(laboratory) {
  for (let last = ''; ;) {
    const { rows } = await laboratory.query({
      name: 'page', values: [last],
      text: `select bgdh as report_no, brid as patient_no, jyxmmc as panel_name, bgzt as status, sqksmc as department_name, sqysxm as requesting_doctor,
        cjrq::text as collected_at, bgrq::text as reported_at, xgsj::text as changed_at from v_lis_bg where bgdh > $1 order by bgdh limit ${PAGE}`,
    });
    if (rows.length === 0) return;
    last = rows.at(-1).report_no;
    const patients = new Map(rows.map((row) => [row.report_no, row.patient_no]));
    const { rows: results } = await laboratory.query({
      name: 'parts', values: [rows.map((row) => row.report_no)],
      text: `select bgdh as report_no, jgid as result_no, dyxh as line_no, jczbdm as item_code, jczbmc as item_name, jczbjg as value_text, jldw as unit,
        ckz as range_text, reflo as range_low, refhi as range_high, ycts as flag, jcff as method, yqbh as instrument
        from v_lis_jg where bgdh = any ($1) order by bgdh, jgid`,
    });
    yield { reports: rows.map(hashed), results: results.map((row) => hashed({ ...row, patient_no: patients.get(row.report_no) ?? null })) };
  }
}

/** One page in one transaction. @param {import('pg').Client} floor @param {Page} page */
export async function writePage(floor, { reports, results }) {
  await floor.query('begin');
  await floor.query({ name: 'reports', text: REPORTS, values: REPORT.map((name) => reports.map((row) => row[name])) });
  await floor.query({ name: 'results', text: RESULTS, values: RESULT.map((name) => results.map((row) => row[name])) });
  await floor.query('commit');
}
