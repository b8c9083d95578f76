import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/reading-hospital.js';
import { faketime } from '../support/faketime.js';
import { mountSmallDisk } from '../support/small-disk.js';
import { type KillableProduct, openKillableProduct, type Server } from './killable-product.js';
import { type Laboratory, openLaboratory } from './laboratory.js';

/** Rows of the first load, and how many deaths it has to survive; `npm run prove` asks for more. */
const ROWS = Number(process.env['PROVE_ROWS'] ?? 20_000);
const DEATHS = Number(process.env['PROVE_DEATHS'] ?? 4);
/** Short pages: many places to die at. */
const SMALL_PAGES = { SYNC_PAGE_SIZE: '100' };

let product: KillableProduct;
let laboratory: Laboratory;
let day: Day | undefined;

interface Day {
  /** How much was done. */
  stop(): Promise<number>;
}

async function open(database?: string): Promise<void> {
  product = await openKillableProduct(SMALL_PAGES, database);
  await product.command(['migrate']);
  laboratory = await openLaboratory(product, ROWS);
  await product.command(['seed'], { CONNECTORS_FILE: laboratory.connectorsFile });
}

afterEach(async () => {
  await day?.stop();
  await laboratory?.stop();
  await product?.stop();
});

const pause = (ms: number): Promise<void> => new Promise((go) => setTimeout(go, ms));

/** The laboratory goes on working until told to stop; the answer is how much it did. */
function living(everyMs: number): Day {
  let going = true;
  const work = (async () => {
    let turn = 0;
    for (; going; turn += 1) await Promise.all([laboratory.change(turn), pause(everyMs)]);
    return turn;
  })();
  return { stop: () => ((going = false), work) };
}

/** Everything that the laboratory says now is in the mirror, once, whole, in its newest version. */
async function expectEqual(): Promise<void> {
  try {
    await eventually(compare, 90_000);
  } catch (problem) {
    const runs = await product.query('select outcome, message, fetched, added, changed, quarantined, filtered from sync_run order by id desc limit 5');
    throw new Error(`the last runs: ${JSON.stringify(runs)}`, { cause: problem });
  }
}

async function compare(): Promise<void> {
  const [said, kept] = [await laboratory.reports(), await mirrored()];
  const [have, want] = [new Set(kept), new Set(said)];
  expect({ missing: said.filter((one) => !have.has(one)).slice(0, 3), strange: kept.filter((one) => !want.has(one)).slice(0, 3) }).toEqual({ missing: [], strange: [] });
  expect(kept).toHaveLength(said.length);
}

async function mirrored(): Promise<string[]> {
  const rows = await product.query<{ line: string }>(
    `select r.source_key || ' ' || to_char(r.source_version at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI:SS.MS') || ' ' ||
       (select count(*) from lab_result x where x.report_id = r.id) as line from lab_report r where r.deleted_at is null order by 1`);
  return rows.map(({ line }) => line);
}

/** Sums hold in every run, nothing runs for ever, and the cursor never passed what is stored. */
async function expectOrder(): Promise<void> {
  expect(await product.query(
    `select id from sync_run where outcome <> 'running' and fetched <> added + changed + removed + unchanged + filtered + superseded + quarantined`)).toEqual([]);
  expect(await product.query(`select source_key from lab_report group by source_system, source_key having count(*) > 1`)).toEqual([]);
  await eventually(async () => expect(await product.query(
    `select id from sync_run where outcome = 'running' and heartbeat_at < now() - interval '20 seconds'`)).toEqual([]), 30_000);
  const [ahead] = await product.query<{ ahead: boolean }>(
    `select coalesce(bool_or((cursor ->> 'value')::timestamp at time zone 'Asia/Shanghai' > (select max(source_version) from lab_report)), false) as ahead from source_stream where stream_id = 'lab-reports'`);
  expect(ahead).toEqual({ ahead: false });
}

async function progressed(reports: number): Promise<void> {
  await eventually(async () => {
    const [row] = await product.query<{ stored: number }>('select count(*)::int as stored from lab_report');
    if (row!.stored < reports) throw new Error(`only ${row!.stored} reports are stored`);
  }, 60_000);
}

describe('a large first load while the laboratory goes on working', () => {
  it('I1 I5 I6 R-06.c deaths of the server and of PostgreSQL at random moments lose and double nothing', async () => {
    await open();
    const server = await product.server();
    day = living(40);
    const deaths: string[] = [];
    for (let death = 0; death < DEATHS; death += 1) {
      await server.start();
      const wait = Math.round(200 + Math.random() * 1_800);
      await pause(wait);
      const whom = death % 2 === 0 ? 'server' : 'PostgreSQL';
      deaths.push(`${whom} after ${wait} ms`);
      if (whom === 'PostgreSQL') await product.killAndRestartDatabase();
      await server.kill();
      await expectOrderAfterDeath();
    }
    process.stdout.write(`died: ${deaths.join(', ')}\n`);
    await server.start();
    await progressed(ROWS / 10);
    expect(await day.stop()).toBeGreaterThan(20);
    await expectEqual();
    await expectOrder();
  }, 180_000 + DEATHS * 10_000);

  it('I10 R-06.e of two instances one is frozen in the middle and thawed later: it writes nothing any more', async () => {
    await open();
    const [first, second] = [await product.server(), await product.server()];
    await first.start();
    await progressed(200);
    first.freeze();
    const [held] = await product.query<{ fence: string; stored: number }>(
      `select fence, (select count(*)::int from lab_report) as stored from source_stream where stream_id = 'lab-reports'`);
    await second.start();
    await eventually(async () => {
      const [now] = await product.query<{ fence: string }>(`select fence from source_stream where stream_id = 'lab-reports'`);
      if (Number(now!.fence) <= Number(held!.fence)) throw new Error('nobody has taken over');
    }, 60_000);
    await progressed(held!.stored + 200);
    first.thaw();
    day = living(40);
    await pause(3_000);
    expect(await day.stop()).toBeGreaterThan(10);
    await expectEqual();
    await expectOrder();
    const overlapping = await product.query(
      `select a.id from sync_run a join sync_run b on a.stream_id = b.stream_id and a.id < b.id and b.started_at < a.heartbeat_at and a.outcome = 'done' and b.outcome = 'done'
       where a.mode = 'incremental' and b.mode = 'incremental' and a.finished_at > b.started_at`);
    expect(overlapping).toEqual([]);
    await keepsAnswering([first, second]);
  }, 240_000);

  it('W4 R-04.d the clock of our server steps ten minutes forth and back: nothing is lost and nothing is passed by', async (context) => {
    const library = faketime();
    if (!library) return context.skip('libfaketime 不在本机，也装不上：时钟跳变未检验');
    await open();
    const clock = join(product.directory, 'clock');
    writeFileSync(clock, '+0');
    const server = await product.server({
      LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: clock, FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1',
    });
    await server.start();
    day = living(40);
    for (const step of ['+600', '-600', '+600', '+0']) {
      writeFileSync(clock, step);
      await pause(1_500);
    }
    expect(await day.stop()).toBeGreaterThan(20);
    await expectEqual();
    await expectOrder();
  }, 180_000);

  it('I5 I8 a disk that runs full in the middle loses nothing: with room again the reading goes on from where it stood', async (context) => {
    const disk = mountSmallDisk(1_000);
    if (!disk) return context.skip('本机不允许挂载小磁盘：磁盘写满未检验');
    try {
      await open(join(disk.directory, 'postgres'));
      const server = await product.server();
      await server.start();
      await progressed(200);
      disk.fill(1);
      day = living(40);
      await pause(6_000);
      await day.stop();
      disk.empty();
      await product.killAndRestartDatabase();
      await expectEqual();
      await expectOrder();
      await keepsAnswering([server]);
    } finally {
      disk.empty();
      await laboratory?.stop();
      await product?.stop();
      disk.unmount();
    }
  }, 240_000);
});

/** Between two deaths nothing has to be complete, but what is there is whole and counted. */
async function expectOrderAfterDeath(): Promise<void> {
  await eventually(async () => {
    const said = new Set((await laboratory.reports()).map((line) => line.split(' ')[0]));
    const rows = await product.query<{ key: string; lines: number; results: number }>(
      `select source_key as key, result_count as lines, (select count(*)::int from lab_result x where x.report_id = r.id) as results from lab_report r`);
    expect(rows.filter(({ lines, results }) => lines !== results)).toEqual([]);
    expect(rows.filter(({ key }) => !said.has(key))).toEqual([]);
  }, 30_000);
}

async function keepsAnswering(servers: readonly Server[]): Promise<void> {
  for (const { port } of servers) {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`);
    expect(answer.status).toBe(200);
  }
}
