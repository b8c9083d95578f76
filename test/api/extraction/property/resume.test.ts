import type { INestApplicationContext } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppModule } from '../../../../apps/api/src/app.module.js';
import { readEnvironment } from '../../../../apps/api/src/config/environment.js';
import { LaneRunner, type Served } from '../../../../apps/api/src/features/extraction/lane-runner.js';
import { createHttpServer } from '../../../../apps/api/src/platform/http/http-server.js';
import { startHospital, type TestHospital } from '../../../support/app.js';
import { type CutLine, openCutLine } from '../../../support/cut-line.js';
import { eventually } from '../../../support/eventually.js';
import { addPerson } from '../../../support/facts.js';
import { type ForeignSystem, startForeignSystem } from '../../../support/foreign-system.js';
import { PRESCRIPTION_TABLES, prescriptionsAt } from '../../../support/prescriptions.js';
import { isCampaign } from '../../../support/runs.js';

/** Three pages of five. */
const PAGE = '5';
const ROWS = 14;
const ENVIRONMENT = { ROLE: 'http', LOG_LEVEL: 'silent', DATABASE_POOL: '4', SYNC_PAGE_SIZE: PAGE, SYNC_SAFETY_LAG_SECONDS: '0', SYNC_LEASE_SECONDS: '0.2' };

let steady: TestHospital;
let shaky: INestApplicationContext;
let foreign: ForeignSystem;
let database: CutLine;
let source: CutLine;
beforeAll(async () => {
  steady = await startHospital(ENVIRONMENT);
  foreign = await startForeignSystem(PRESCRIPTION_TABLES, ['v_cf', 'v_cfmx']);
  [database, source] = [await openCutLine(steady.database.appUrl), await openCutLine(foreign.url)];
  const values = readEnvironment({ ...ENVIRONMENT, PORT: '0', DATA_DIR: steady.database.dataDir, DATABASE_APP_URL: database.url(steady.database.appUrl) });
  shaky = await (await createHttpServer(AppModule.of(values), values)).init();
  const person = await addPerson(steady.database);
  await steady.database.query(
    `insert into patient_link (source_system, patient_id, beneficiary_id, rule, reason, confidential, matched_by) values ('HIS', '1', $1, 'M3', '测试', false, 'test')`, [person.id]);
  await steady.database.query(`insert into source (id, connector_id, name, system, host) values ('drugs', 'drugs', '处方系统', 'HIS', 'nowhere:1')`);
});
afterAll(async () => {
  database.close();
  await shaky.close().catch(() => undefined);
  source.close();
  await foreign.drop();
  await steady.stop();
});

const serve = (app: INestApplicationContext, url: string): Promise<Served> =>
  app.get(LaneRunner, { strict: false }).serve(prescriptionsAt(url), new AbortController().signal);

/** Every third prescription is a stranger's; some share a time across the edge of a page. */
async function atTheBeginning(): Promise<void> {
  await foreign.run('truncate cf, cfmx');
  await foreign.run(`insert into cf select 'CF' || lpad(i::text, 2, '0'), case when i % 3 = 0 then '9' else '1' end, '2026-03-01 08:00:00', '诊断 ' || i,
    '2026-03-01 09:00:00'::timestamp + (i / 4) * interval '1 minute' from generate_series(1, ${ROWS}) i`);
  await foreign.run(`insert into cfmx select cfh || '-' || n, cfh, '药品 ' || n from cf, generate_series(1, 2) n`);
  await steady.database.query(`truncate prescription, prescription_history, prescription_item, prescription_item_history, sync_run, full_scan, removal_candidate, sync_inbox, notice cascade;
    delete from source_stream; insert into source_stream (source_id, stream_id, target) values ('drugs', 'prescriptions', 'prescription')`);
}

/** Afterwards one was changed without a new time, two are gone, one is new. */
async function somethingHappened(): Promise<void> {
  await serve(steady.app, foreign.url);
  await foreign.run(`update cfmx set ypmc = '换了的药' where mxh = 'CF05-1'`);
  await foreign.run(`delete from cfmx where cfh in ('CF02', 'CF11')`);
  await foreign.run(`delete from cf where cfh in ('CF02', 'CF11')`);
  await foreign.run(`insert into cf values ('CF00', '1', '2026-03-01 08:00:00', '新的', '2026-03-01 09:30:00')`);
  await steady.database.query(`update source_stream set full_requested = true, next_run_at = now()`);
}

const stored = () => steady.database.query(
  `select source_key, source_version, source_rank, content_hash, diagnosis, deleted_at is not null as gone,
     (select json_agg(json_build_array(item_no, drug_name) order by item_no) from prescription_item i where i.prescription_id = p.id) as items
   from prescription p order by source_key`);

/** What must hold at every moment: the cursor is never ahead of the rows, every run's sum is right, no version is doubled. */
async function holdsNow(): Promise<void> {
  const [state] = await steady.database.query<{ cursor: { value: string; key: string[] } | null }>('select cursor from source_stream');
  const mirror = new Set((await steady.database.query<{ key: string }>('select source_key as key from prescription')).map(({ key }) => key));
  const behind = OURS.filter(([key, at]) => state!.cursor !== null && (at < state!.cursor.value || (at === state!.cursor.value && key <= state!.cursor.key[0]!)));
  expect(behind.filter(([key]) => !mirror.has(key))).toEqual([]);
  expect(await steady.database.query('select id from sync_run where fetched <> added + changed + removed + unchanged + filtered + superseded + quarantined')).toEqual([]);
  expect(await steady.database.query('select source_key from prescription_history group by source_key, content_hash, deleted_at is null having count(*) > 1')).toEqual([]);
}

const OURS = Array.from({ length: ROWS }, (_, at) => at + 1).filter((i) => i % 3 !== 0)
  .map((i): [string, string] => [`CF${String(i).padStart(2, '0')}`, `2026-03-01 09:0${Math.floor(i / 4)}:00.000`]);

/** The process is gone; another takes over as soon as the lease of the dead one is over. */
async function recover(): Promise<void> {
  await eventually(async () => {
    await steady.database.query('update source_stream set next_run_at = now()');
    await serve(steady.app, foreign.url);
    const [state] = await steady.database.query<{ done: boolean }>(
      `select last_outcome = 'done' and not full_requested and coalesce(lease_until, '-infinity') < now() as done from source_stream`);
    expect(state!.done).toBe(true);
  }, 15_000);
}

interface Story {
  readonly name: string;
  readonly prepare: () => Promise<void>;
}
const STORIES: readonly Story[] = [
  { name: 'a first load of three pages', prepare: async () => undefined },
  { name: 'a full scan that finds a change, a new record and two that are gone', prepare: somethingHappened },
];

describe.each(STORIES)('PT2 $name', ({ prepare }) => {
  async function undisturbed(line: CutLine): Promise<{ requests: number; end: unknown }> {
    await atTheBeginning();
    await prepare();
    line.watch();
    await serve(shaky, source.url(foreign.url));
    const { requests } = line;
    return { requests, end: await stored() };
  }

  /** In every run some of the places, one after the other over many runs; all of them in a campaign. */
  const places = (requests: number): number[] =>
    Array.from({ length: requests }, (_, at) => at + 1).filter((at) => isCampaign || at % 3 === Math.floor(Date.now() / 86_400_000) % 3);

  it.each(['request', 'answer'] as const)('I1 I5 I6 R-06.c loses and doubles nothing when the line to the database breaks at whichever statement, by its %s', async (side) => {
    const { requests, end } = await undisturbed(database);
    expect(requests).toBeGreaterThan(20);
    let broken = 0;
    for (const at of places(requests)) {
      await atTheBeginning();
      await prepare();
      database.breakAt(at, side);
      await serve(shaky, source.url(foreign.url)).catch(() => undefined);
      broken += database.mend() ? 1 : 0;
      await holdsNow();
      await recover();
      expect(await stored(), `${side} ${at}`).toEqual(end);
      await holdsNow();
    }
    // Statements may travel together, so that a run has fewer packets than the one before; hardly ever half as many.
    expect(broken).toBeGreaterThan(places(requests).length / 2);
  }, 300_000);

  it.each(['request', 'answer'] as const)('I1 I5 I6 R-06.c loses and doubles nothing when the line to the source breaks at whichever of its answers, by the %s', async (side) => {
    const { requests, end } = await undisturbed(source);
    let broken = 0;
    for (const at of places(requests)) {
      await atTheBeginning();
      await prepare();
      source.breakAt(at, side);
      await serve(shaky, source.url(foreign.url)).catch(() => undefined);
      broken += source.mend() ? 1 : 0;
      await holdsNow();
      await recover();
      expect(await stored(), `${side} ${at}`).toEqual(end);
    }
    expect(broken).toBeGreaterThan(places(requests).length / 2);
  }, 300_000);
});
