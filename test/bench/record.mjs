import { openLine } from './load.mjs';
import { openBrowser } from './record-browser.mjs';
import { fillRecord, RECORD, RECORD_ITEMS } from './record-data.mjs';
import { median, paceOf, right, compare } from './rounds.mjs';

const API = '/api/v1';
const ROUNDS = 5;
const SERIES_ITEMS = 6;
const ASKED_TIMES = 20;
const MATRIX_COLUMNS = 40;
const SERIES_SQL = `select x.report_id, r.report_no, r.status, r.revision, x.collected_at, x.identity_code, x.item_name, x.value_text, x.value_number, x.comparator,
    x.unit, x.method, x.range_text, x.range_low, x.range_high, x.flag, x.flag_source
  from lab_result x join lab_report r on r.id = x.report_id
  where x.beneficiary_id = $1 and x.identity_code = any ($2) and x.effective and r.status in ('final', 'corrected') and r.deleted_at is null
  order by x.collected_at`;

/** @typedef {{ name: string, value: string, goal: string, met: boolean | null }} Fact */

/**
 * The record of one person with 500 visits and 20,000 results: as the server answers, and as it stands in a browser.
 * @param {object} given
 * @param {import('pg').Client} given.owner
 * @param {import('./stage.mjs').Server} given.product with its pages
 * @param {{ id: string, home: string }} given.person
 * @param {{ username: string, password: string, token: string }} given.reader
 */
export async function measureRecord({ owner, product, person, reader }) {
  await fillRecord(owner, person);
  const line = openLine(product.port, { authorization: `Bearer ${reader.token}` });
  const codes = RECORD_ITEMS.slice(0, SERIES_ITEMS).map(({ code }) => code);
  const asked = `${API}/beneficiaries/${person.id}/lab-series?items=${codes.join(',')}`;
  const { status, body } = await line.json(asked);
  right(status === 200, `a trend was answered ${status}: ${JSON.stringify(body).slice(0, 200)}`);
  const points = body.series.reduce((/** @type {number} */ sum, /** @type {{ points: unknown[] }} */ one) => sum + one.points.length, 0);
  right(points === SERIES_ITEMS * RECORD.reports, `${points} points are drawn`);
  const times = async (/** @type {() => Promise<unknown>} */ work) => {
    for (let n = 0; n < ASKED_TIMES; n += 1) await work();
  };
  const series = await compare({
    name: `${SERIES_ITEMS} 项趋势，${points.toLocaleString('en-US')} 点 : 直接执行其 SQL`, goal: 1 / 3, rounds: ROUNDS,
    product: () => paceOf(ASKED_TIMES, () => times(async () => right((await line.get(asked)).status === 200, 'a trend was refused'))),
    floor: () => paceOf(ASKED_TIMES, () => times(() => owner.query(SERIES_SQL, [person.id, codes]))),
  });
  line.close();
  return { compared: [series], facts: await facts({ product, person, reader }) };
}

/** @returns {Promise<Fact[]>} */
async function facts(/** @type {Pick<Parameters<typeof measureRecord>[0], 'product' | 'person' | 'reader'>} */ { product, person, reader }) {
  const browser = await openBrowser(`http://127.0.0.1:${product.port}`, reader);
  if (!browser) return [{ name: '档案页面（浏览器）', value: '没有找到 Chromium，未测', goal: '–', met: null }];
  try {
    const seconds = (/** @type {number} */ ms) => `${(ms / 1_000).toFixed(2)} s`;
    const several = async (/** @type {() => Promise<number>} */ work) => {
      await work();
      const found = [];
      for (let n = 0; n < ROUNDS; n += 1) found.push(await work());
      return median(found);
    };
    const overview = await several(() => browser.recordReady(person.id));
    const stay = await several(() => browser.stayReady('/inpatient', RECORD.ofOneStay));
    let cells = 0;
    const matrix = await several(async () => {
      const painted = await browser.matrixPainted(person.id, MATRIX_COLUMNS);
      cells = painted.cells;
      return painted.ms;
    });
    right(cells >= RECORD.items * MATRIX_COLUMNS, `${cells} cells are drawn`);
    const bare = await several(() => browser.barePainted(RECORD.items, MATRIX_COLUMNS));
    return [
      { name: `档案 ${RECORD.visits} 次就诊、${(RECORD.reports * RECORD.items).toLocaleString('en-US')} 条结果：打开到可操作`, value: seconds(overview), goal: '≤ 3 s', met: overview <= 3_000 },
      { name: `一次住院 ${RECORD.ofOneStay * RECORD.items} 条结果：打开就诊详情的检验页签`, value: seconds(stay), goal: '≤ 1 s', met: stay <= 1_000 },
      { name: `检验矩阵 ${RECORD.items}×${MATRIX_COLUMNS}：应答到画出`, value: `${matrix.toFixed(0)} ms，同样大小的裸表格 ${bare.toFixed(0)} ms`, goal: '≤ 200 ms', met: matrix <= 200 },
    ];
  } finally {
    await browser.close();
  }
}
