import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSettings } from '@cadre/simulators/settings';
import { startSimulator } from '@cadre/simulators/simulator';
import { type Cluster, destroyCluster, startCluster } from '@cadre/tooling/postgres/embedded-postgres.mjs';
import pg from 'pg';
import { freePort } from '../support/free-port.js';
import { eventually } from '../support/reading-hospital.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NODE = join(ROOT, 'libs/tooling/node_modules/.bin/node');
/** The pretend hospital's own data are not what is at stake. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** One fact that a system stands for, as its ledger tells it. */
export interface Fact {
  readonly entity: string;
  readonly key: string;
  readonly patientId: string | null;
  readonly version: string | null;
  readonly deleted: boolean;
}

/** The built product as processes that can be killed, reading the pretend hospital. Its database writes to disk as in earnest. */
export interface KillableSystem {
  /** Starts the server and waits until it answers. */
  startServer(): Promise<void>;
  /** kill -9; resolves when it is gone. */
  killServer(): Promise<void>;
  /** kill -9 of PostgreSQL, then the tooling starts the cluster again on the same port. */
  killAndRestartDatabase(): Promise<void>;
  /** Lets something happen in the hospital; false when there is nobody it can happen to. */
  happen(event: string): Promise<boolean>;
  ledger(system: 'his' | 'lis' | 'peis'): Promise<Fact[]>;
  /** Asks the product's database as its owner. */
  query<R extends object>(sql: string, values?: readonly unknown[]): Promise<R[]>;
  /** Asks a system of the hospital itself. */
  ask<R extends object>(system: 'his' | 'lis' | 'peis', sql: string, values?: readonly unknown[]): Promise<R[]>;
  stop(): Promise<void>;
}

export async function startKillableSystem(): Promise<KillableSystem> {
  const directory = mkdtempSync(join(tmpdir(), 'cadre-faults-'));
  const [port, mllpPort] = [await freePort(), await freePort()];
  const product = join(directory, 'postgres');
  let cluster: Cluster = await startCluster({ directory: product });
  const hospitalCluster = await startCluster({ directory: join(directory, 'hospital'), settings: FAST });
  const owner = await makeDatabase(cluster.url);
  const simulator = await startSimulator(
    readSettings(
      { SIMULATOR_DATABASE_URL: hospitalCluster.url, DATA_DIR: join(directory, 'simulators'), SIMULATOR_PORT: '0', SIMULATOR_LIVE: 'off', MLLP_TARGET: `127.0.0.1:${mllpPort}` },
      Date.now(),
    ),
    () => undefined,
  );
  const env = {
    ...withoutDatabase(), TZ: 'Asia/Shanghai', PORT: String(port), HOST: '127.0.0.1', MLLP_PORT: String(mllpPort), DATA_DIR: directory, DEMO: '1', ROLE: 'http,jobs', LOG_LEVEL: 'error',
    CONNECTORS_FILE: join(directory, 'simulators/connectors.json'),
    SYNC_TICK_SECONDS: '0.2', SYNC_EVERY_SECONDS: '1', SYNC_SAFETY_LAG_SECONDS: '0.3', SYNC_LEASE_SECONDS: '3',
  };
  for (const command of [['migrate'], ['seed'], ['sync', '--first']]) {
    const done = spawnSync(NODE, [join(ROOT, 'apps/api/dist/cli.js'), ...command], {
      env: { ...env, DATABASE_URL: owner, ROSTER_FILE: join(directory, 'simulators/roster.csv') }, encoding: 'utf8',
    });
    if (done.status !== 0) throw new Error(`${command.join(' ')}: ${done.stdout}${done.stderr}`);
  }
  let server: ChildProcess | undefined;
  let said = '';
  const ready = async (): Promise<void> => {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(2_000) });
    if (!answer.ok) throw new Error(`not ready: ${answer.status} ${said}`);
  };
  const pools = new Map<string, pg.Pool>();
  const pool = (url: string, database?: string): pg.Pool => {
    const address = new URL(url);
    if (database) address.pathname = `/${database}`;
    const known = pools.get(address.href) ?? new pg.Pool({ connectionString: address.href, max: 2 });
    if (!pools.has(address.href)) known.on('error', () => undefined);
    pools.set(address.href, known);
    return known;
  };
  const killServer = async (): Promise<void> => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server!.once('exit', resolve));
    server.kill('SIGKILL');
    await gone;
  };
  return {
    startServer: async () => {
      server = spawn(NODE, ['--enable-source-maps', join(ROOT, 'apps/api/dist/main.js')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      said = '';
      for (const stream of [server.stdout, server.stderr]) stream?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000)));
      await eventually(ready, 60_000);
    },
    killServer,
    killAndRestartDatabase: async () => {
      process.kill(cluster.pid, 'SIGKILL');
      await eventually(async () => {
        if (isAlive(cluster.pid)) throw new Error('the database is still there');
      });
      cluster = await startCluster({ directory: product });
    },
    happen: async (event) => {
      const answer = await fetch(`http://127.0.0.1:${simulator.port}/events/${event}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
      if (!answer.ok && answer.status !== 409) throw new Error(`${event}: ${answer.status} ${await answer.text()}`);
      return answer.ok;
    },
    ledger: async (system) => (await (await fetch(`http://127.0.0.1:${simulator.port}/ledger?system=${system}`)).json()) as Fact[],
    query: async <R extends object>(sql: string, values: readonly unknown[] = []) => (await pool(owner).query<R & pg.QueryResultRow>(sql, [...values])).rows,
    ask: async <R extends object>(system: string, sql: string, values: readonly unknown[] = []) =>
      (await pool(hospitalCluster.url, system).query<R & pg.QueryResultRow>(sql, [...values])).rows,
    stop: async () => {
      await killServer();
      await simulator.stop();
      await Promise.all([...pools.values()].map((one) => one.end()));
      await destroyCluster(product);
      await destroyCluster(join(directory, 'hospital'));
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function makeDatabase(clusterUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: clusterUrl });
  await client.connect();
  await client.query('create database cadre_health');
  await client.end();
  const url = new URL(clusterUrl);
  url.pathname = '/cadre_health';
  return url.href;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The run's own settings must not lead the product to another database. */
function withoutDatabase(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _owner, DATABASE_APP_URL: _app, ...rest } = process.env;
  return rest;
}
