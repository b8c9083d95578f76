import { readViews, writePage } from './floor/view-upsert.mjs';
import { RESULTS_EACH } from './laboratory.mjs';
import { compare, right } from './rounds.mjs';

const ROUNDS = 3;

/**
 * Reading a laboratory's views: the first load and a re-scan in which nothing is new. The product's server must not run,
 * or its lanes would read the same source.
 * @param {object} given
 * @param {import('./stage.mjs').Stage} given.stage
 * @param {number} given.reports in the views
 * @param {Awaited<ReturnType<typeof import('./services.mjs').openServices>>} given.services
 */
export async function measureViews({ stage, reports, services }) {
  const [owner, floor, laboratory] = [await stage.connect('product'), await stage.connect('floor'), await stage.connect('laboratory')];
  const rows = reports * (1 + RESULTS_EACH);
  /** @type {import('./floor/view-upsert.mjs').Page[]} */
  const pages = [];
  for await (const page of readViews(laboratory)) pages.push(page);

  const pace = (/** @type {number} */ ms) => ({ rate: (rows / ms) * 1_000, p50: ms, p95: ms });
  const timed = async (/** @type {() => Promise<unknown>} */ work) => {
    const begun = performance.now();
    await work();
    return pace(performance.now() - begun);
  };
  const empty = () => floor.query('truncate view_report, view_result');
  const fromMemory = () => timed(async () => { for (const page of pages) await writePage(floor, page); });
  const fromViews = () => timed(async () => { for await (const page of readViews(laboratory)) await writePage(floor, page); });

  const serve = async () => {
    const { fetched, ms } = await services.serve('view');
    right(fetched === reports, `${fetched} of ${reports} reports were read`);
    return pace(ms);
  };
  const firstLoad = async () => {
    await owner.query(`delete from lab_result x using lab_report r where r.id = x.report_id and r.source_system = 'view';
      delete from lab_report where source_system = 'view'; truncate lab_report_history, lab_result_history, sync_inbox;
      update source_stream set cursor = null, signpost = null, full_requested = false, next_run_at = now() where source_id = 'view'`);
    await owner.query('vacuum lab_report, lab_result');
    const found = await serve();
    const { rows: [stored] } = await owner.query(
      `select count(*)::int as reports, (select count(*)::int from lab_result x join lab_report y on y.id = x.report_id where y.source_system = 'view') as results
       from lab_report where source_system = 'view'`);
    right(stored.reports === reports && stored.results === reports * RESULTS_EACH, `${stored.reports} reports with ${stored.results} results are stored`);
    return found;
  };
  const rescan = async () => {
    await owner.query(`update source_stream set full_requested = true, next_run_at = now() where source_id = 'view'`);
    const found = await serve();
    const { rows: [run] } = await owner.query(`select unchanged, fetched from sync_run where source_id = 'view' order by id desc limit 1`);
    right(run.unchanged === reports, `${run.unchanged} of ${run.fetched} reports were found unchanged`);
    return found;
  };
  const emptied = (/** @type {() => Promise<import('./load.mjs').Pace>} */ work) => async () => {
    await empty();
    return work();
  };
  const unit = 'rows/s';
  await owner.query(`update source set enabled = (id = 'view')`);
  return [
    await compare({ name: '视图首次读取 : unnest 写入内存中的同样行', goal: 0.5, unit, rounds: ROUNDS, product: firstLoad, floor: emptied(fromMemory) }),
    await compare({ name: '视图首次读取 : 读视图并 unnest 写入', goal: null, unit, rounds: ROUNDS, product: firstLoad, floor: emptied(fromViews) }),
    await compare({ name: '重读未变的行 : 带哈希比较的 unnest（内存）', goal: 0.65, unit, rounds: ROUNDS, product: rescan, floor: fromMemory }),
    await compare({ name: '重读未变的行 : 读视图并带哈希比较', goal: null, unit, rounds: ROUNDS, product: rescan, floor: fromViews }),
  ];
}
