import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '@cadre/simulators/settings';
import { type Simulator, startSimulator } from '@cadre/simulators/simulator';
import { destroyCluster, startCluster } from '@cadre/tooling/postgres/embedded-postgres.mjs';
import pg from 'pg';
import { SourceFile } from '../../apps/api/src/features/extraction/source-file.js';
import { RosterFileService } from '../../apps/api/src/features/roster/roster-file.service.js';
import { startHospital, type TestHospital } from './app.js';
import { eventually } from './eventually.js';
import { freePort } from './free-port.js';

/** The product reading the pretend hospital, both real, each on a PostgreSQL of its own. */
export interface ReadingHospital extends TestHospital {
  readonly simulator: Simulator;
  /** Asks the pretend hospital's control interface. */
  simulate<T = Record<string, unknown>>(path: string, body?: unknown): Promise<T>;
  /** Reads the source itself, as an oracle. */
  ask<R extends object>(system: 'his' | 'lis' | 'peis', sql: string, values?: readonly unknown[]): Promise<R[]>;
  /** Waits until every stream was read once and no history is waiting. */
  settled(): Promise<void>;
  /** Waits until at least so many runs of this mode since then are over, and none is under way. */
  quiet(mode: string, since: Date, atLeast: number): Promise<void>;
  /** Asks again while the answer is 409: a lane may be at work on the same data set. */
  retry<T extends { status: number }>(ask: () => Promise<T>): Promise<T>;
}

const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
const TODAY = '2026-11-20';

export interface ReadingOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** As many people as a newcomer meets; else just enough of them for every sample, which is read in a quarter of the time. */
  readonly size?: 'small' | 'quick';
  /** Leave the roster empty; the test fills it. */
  readonly withoutRoster?: boolean;
}

export async function startReadingHospital({ environment = {}, withoutRoster = false, size = 'small' }: ReadingOptions = {}): Promise<ReadingHospital> {
  const directory = mkdtempSync(join(tmpdir(), 'cadre-reading-'));
  const cluster = await startCluster({ directory: join(directory, 'postgres'), settings: FAST });
  const mllpPort = await freePort();
  const settings = readSettings(
    {
      SIMULATOR_DATABASE_URL: cluster.url, DATA_DIR: directory, SIMULATOR_PORT: '0', SIMULATOR_LIVE: 'off', SIMULATOR_TODAY: TODAY, SIMULATOR_SIZE: size,
      MLLP_TARGET: `127.0.0.1:${mllpPort}`,
    },
    Date.now(),
  );
  const simulator = await startSimulator(settings, () => undefined);
  const hospital = await startHospital({
    ROLE: 'http,jobs', MLLP_PORT: String(mllpPort), SYNC_TICK_SECONDS: '0.2', SYNC_EVERY_SECONDS: '1', SYNC_SAFETY_LAG_SECONDS: '0.3', ...environment,
  });
  if (!withoutRoster) await hospital.app.get(RosterFileService, { strict: false }).load(join(directory, 'roster.csv'), { demo: true });
  await hospital.app.get(SourceFile, { strict: false }).load(join(directory, 'connectors.json'));
  const pools = new Map<string, pg.Pool>();
  const pool = (system: string): pg.Pool => {
    const url = new URL(cluster.url);
    url.pathname = `/${system}`;
    const known = pools.get(system) ?? new pg.Pool({ connectionString: url.href, max: 2 });
    pools.set(system, known);
    return known;
  };
  return {
    ...hospital,
    simulator,
    simulate: async <T>(path: string, body?: unknown): Promise<T> => {
      const answer = await fetch(`http://127.0.0.1:${simulator.port}${path}`, {
        method: body === undefined ? 'GET' : 'POST', headers: { 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T;
    },
    ask: async <R extends object>(system: string, sql: string, values: readonly unknown[] = []) =>
      (await pool(system).query<R & pg.QueryResultRow>(sql, [...values])).rows,
    settled: () => eventually(async () => {
      const [state] = await hospital.database.query<{ waiting: number; first: number }>(
        `select (select count(*)::int from backfill_request) as waiting,
           (select count(*)::int from source_stream where not first_load_done and stream_id !~ 'push') as first`);
      if (state!.waiting + state!.first > 0) throw new Error(`${state!.first} streams unread, ${state!.waiting} histories waiting`);
    }, 280_000),
    quiet: (mode, since, atLeast) => eventually(async () => {
      const rows = await hospital.database.query<{ outcome: string }>('select outcome from sync_run where mode = $1 and started_at >= $2', [mode, since]);
      if (rows.length < atLeast || rows.some(({ outcome }) => outcome === 'running')) throw new Error(`${mode} runs are not over`);
    }, 60_000),
    retry: (ask) => eventually(async () => {
      const answer = await ask();
      if (answer.status === 409) throw new Error('still busy');
      return answer;
    }),
    stop: async () => {
      await hospital.stop();
      await simulator.stop();
      await Promise.all([...pools.values()].map((one) => one.end()));
      await destroyCluster(join(directory, 'postgres'));
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export { eventually };
