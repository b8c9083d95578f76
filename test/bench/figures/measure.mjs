import { loadavg } from 'node:os';
import { openLine, percentiles } from '../load.mjs';
import { median, right } from '../rounds.mjs';
import { openServices } from '../services.mjs';
import { withoutSecondFactor } from '../stage.mjs';
import { openHouse } from './house.mjs';
import { drillsOf, pagesOf, recountOf } from './questions.mjs';

/** @typedef {import('./house-facts.mjs').HouseSize} HouseSize */
/** @typedef {{ name: string, p50: number, p95: number }} PageTime */
/** @typedef {{ name: string, ratio: number, ours: number, raw: number, goal: number }} Ratio */
/** @typedef {{ size: HouseSize, pages: PageTime[], ratios: Ratio[], rebuildSeconds: number, loadBefore: number }} HouseTimes */

const API = '/api/v1';
const TIMES = 20;
const HEAD_OF = '100105';
const ROLES = [
  { name: '干保办', role: 'OFFICE_DIRECTOR', departmentCode: '4001', staffNo: null },
  { name: '系统科主任', role: 'DEPT_DIRECTOR', departmentCode: '1001', staffNo: null },
  { name: '科主任', role: 'DEPT_DIRECTOR', departmentCode: HEAD_OF, staffNo: null },
  { name: '医生', role: 'DOCTOR', departmentCode: HEAD_OF, staffNo: 'D41' },
];

/** @typedef {{ name: string, sessionId: string, get: (path: string) => Promise<any>, close: () => void }} Reader */

/**
 * Every page of figures over one year, by its reader, and how it stands to the same count over the records themselves.
 * @param {HouseSize} size @param {(line: string) => void} say @returns {Promise<HouseTimes>}
 */
export async function measureHouse(size, say) {
  const stage = await openHouse(size, say);
  try {
    const owner = await stage.connect('product');
    const { rows: [span] } = await owner.query(`select (last_day - interval '1 year' + interval '1 day')::date::text as from, last_day::text as to from bench_span`);
    await owner.query(String.raw`do $$ declare one text; begin
      for one in select viewname from pg_views where viewname like 'v\_due%' loop execute format('grant select on %I to app_product', one); end loop; end $$`);
    await withoutSecondFactor(owner);
    const services = await openServices(stage);
    const product = await stage.startProduct();
    /** @type {Reader[]} */
    const readers = [];
    for (const one of ROLES) readers.push(await signIn(product.port, services, one));
    const loadBefore = loadavg()[0] ?? 0;
    const pages = await timePages(readers, span, say);
    const ratios = [...(await timeRecounts(readers, services, span, say)), ...(await timeDrill(readers, owner, span, say))];
    for (const reader of readers) reader.close();
    await product.stop();
    services.close();
    const begun = performance.now();
    await stage.command('figures', 'rebuild', span.from, span.to);
    return { size, pages, ratios, loadBefore, rebuildSeconds: (performance.now() - begun) / 1_000 };
  } finally {
    await stage.close();
  }
}

/** @returns {Promise<Reader>} */
async function signIn(/** @type {number} */ port, /** @type {Awaited<ReturnType<typeof openServices>>} */ services, /** @type {typeof ROLES[number]} */ { name, ...account }) {
  const username = `bench.${account.departmentCode}.${account.role.toLowerCase()}.${Date.now()}`;
  const password = await services.account({ username, name, ...account, demo: true });
  const answer = await fetch(`http://127.0.0.1:${port}${API}/auth/login`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username, password }),
  });
  const { accessToken: token } = await answer.json();
  right(token, `signing in was answered ${answer.status}`);
  const line = openLine(port, { authorization: `Bearer ${token}` });
  return {
    name, sessionId: JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString('utf8')).sid, close: line.close,
    get: async (path) => {
      const { status, body } = await line.json(API + path);
      right(status === 200, `${name} ${path}: ${status} ${JSON.stringify(body).slice(0, 200)}`);
      return body;
    },
  };
}

/** One after the other, as one person clicks: the first of each is not counted. */
async function timePages(/** @type {Reader[]} */ readers, /** @type {{ from: string, to: string }} */ span, /** @type {(line: string) => void} */ say) {
  /** @type {PageTime[]} */
  const times = [];
  for (const { name: page, path, only } of pagesOf(span)) {
    for (const reader of readers.filter(({ name }) => !only || name === only)) {
      await reader.get(path);
      /** @type {number[]} */
      const took = [];
      for (let nth = 0; nth < TIMES; nth += 1) {
        const begun = performance.now();
        await reader.get(path);
        took.push(performance.now() - begun);
      }
      const time = { name: `${page}（${reader.name}）`, ...percentiles(took) };
      say(`${time.name}：中位 ${time.p50.toFixed(0)} ms，p95 ${time.p95.toFixed(0)} ms`);
      times.push(time);
    }
  }
  return times;
}

/** The page and the same count from the records by turns; both must say the same before either is timed. */
async function timeRecounts(/** @type {Reader[]} */ readers, /** @type {Awaited<ReturnType<typeof openServices>>} */ services, /** @type {{ from: string, to: string }} */ span, /** @type {(line: string) => void} */ say) {
  /** @type {Ratio[]} */
  const ratios = [];
  for (const { name: question, path, sql, read, goal, who } of recountOf(span)) {
    for (const reader of readers.filter(({ name }) => who.includes(name))) {
      const { rows } = await services.asCaller(reader.sessionId, sql);
      const [told, counted] = [read(await reader.get(path)), Number(rows[0]?.['n'])];
      right(told === counted, `${question} of ${reader.name}: the page says ${told}, the records ${counted}`);
      /** @type {{ ours: number[], raw: number[] }} */
      const took = { ours: [], raw: [] };
      for (let round = 0; round < 5; round += 1) {
        const begun = performance.now();
        await reader.get(path);
        took.ours.push(performance.now() - begun);
        took.raw.push((await services.asCaller(reader.sessionId, sql)).ms);
      }
      const [ours, raw] = [median(took.ours), median(took.raw)];
      say(`${question}（${reader.name}）：${ours.toFixed(0)} ms ÷ ${raw.toFixed(0)} ms = ${(ours / raw).toFixed(2)}`);
      ratios.push({ name: `${question}（${reader.name}）`, ratio: ours / raw, ours, raw, goal });
    }
  }
  return ratios;
}

/** The first page of the rows of a figure beside its own statements, put to the database by its owner: no sign-in, policies, masks or trail. */
async function timeDrill(/** @type {Reader[]} */ readers, /** @type {import('pg').Client} */ owner, /** @type {{ from: string, to: string }} */ span, /** @type {(line: string) => void} */ say) {
  const office = readers[0];
  right(office, 'nobody reads');
  /** @type {Ratio[]} */
  const ratios = [];
  for (const { name, path, page, count } of drillsOf(span)) {
    /** @type {{ ours: number[], raw: number[] }} */
    const took = { ours: [], raw: [] };
    for (let round = 0; round < 7; round += 1) {
      const begun = performance.now();
      const told = await office.get(path);
      const between = performance.now();
      const { rows } = await owner.query(page);
      const { rows: [counted] } = await owner.query(count);
      if (round > 0) took.raw.push(performance.now() - between);
      if (round > 0) took.ours.push(between - begun);
      right(told.total === counted.total && told.items[0]?.id === rows[0]?.id, `${name}: the page has ${told.total} rows, its statement ${counted.total}`);
    }
    const [ours, raw] = [median(took.ours), median(took.raw)];
    say(`${name} ÷ 其语句：${ours.toFixed(0)} ms ÷ ${raw.toFixed(0)} ms = ${(ours / raw).toFixed(2)}`);
    ratios.push({ name: `${name} ÷ 其语句`, ratio: ours / raw, ours, raw, goal: 3 });
  }
  return ratios;
}
