import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Cluster, destroyCluster, startCluster } from '@cadre/tooling/postgres/embedded-postgres.mjs';
import pg from 'pg';
import { freePort } from '../support/free-port.js';
import { eventually } from '../support/reading-hospital.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NODE = join(ROOT, 'libs/tooling/node_modules/.bin/node');
const run = promisify(execFile);

/** One process of the product. */
export interface Server {
  readonly port: number;
  /** Starts it and waits until it answers. */
  start(): Promise<void>;
  /** kill -9; resolves when it is gone. */
  kill(): Promise<void>;
  /** It stands still as if its machine had been suspended, and goes on as if nothing had been. */
  freeze(): void;
  thaw(): void;
}

/** The built product as processes that can be killed. Its database writes to disk as in earnest. */
export interface KillableProduct {
  readonly directory: string;
  /** An instance with settings of its own; each has its own port. */
  server(environment?: Readonly<Record<string, string>>): Promise<Server>;
  /** Runs a command of the product's command line; throws when it fails. What this process pretends to be answers meanwhile. */
  command(args: readonly string[], environment?: Readonly<Record<string, string>>): Promise<void>;
  /** kill -9 of PostgreSQL, then the tooling starts the cluster again on the same port. */
  killAndRestartDatabase(): Promise<void>;
  /** Asks the product's database as its owner. */
  query<R extends object>(sql: string, values?: readonly unknown[]): Promise<R[]>;
  /** Kills what runs and removes everything. */
  stop(): Promise<void>;
}

/** @param database where PostgreSQL keeps its files; beside the rest unless said */
export async function openKillableProduct(environment: Readonly<Record<string, string>> = {}, database?: string): Promise<KillableProduct> {
  const directory = mkdtempSync(join(tmpdir(), 'cadre-faults-'));
  const data = database ?? join(directory, 'postgres');
  let cluster: Cluster = await startCluster({ directory: data });
  const owner = await makeDatabase(cluster.url);
  const pool = new pg.Pool({ connectionString: owner, max: 2 });
  pool.on('error', () => undefined);
  const servers: Server[] = [];
  const env = {
    ...withoutDatabase(), TZ: 'Asia/Shanghai', HOST: '127.0.0.1', DATA_DIR: directory, DEMO: '1', ROLE: 'http,jobs', LOG_LEVEL: 'error',
    SYNC_TICK_SECONDS: '0.2', SYNC_EVERY_SECONDS: '1', SYNC_SAFETY_LAG_SECONDS: '0.3', SYNC_LEASE_SECONDS: '3', ...environment,
  };
  return {
    directory,
    server: async (more = {}) => {
      const server = serverOf({ ...env, PORT: String(await freePort()), MLLP_PORT: '', ...more });
      servers.push(server);
      return server;
    },
    command: async (args, more = {}) => {
      await run(NODE, [join(ROOT, 'apps/api/dist/cli.js'), ...args], { env: { ...env, DATABASE_URL: owner, PORT: '0', ...more } });
    },
    killAndRestartDatabase: async () => {
      if (isAlive(cluster.pid)) process.kill(cluster.pid, 'SIGKILL');
      await eventually(async () => {
        if (isAlive(cluster.pid)) throw new Error('the database is still there');
      });
      cluster = await startCluster({ directory: data });
    },
    query: async <R extends object>(sql: string, values: readonly unknown[] = []) => (await pool.query<R & pg.QueryResultRow>(sql, [...values])).rows,
    stop: async () => {
      if (pool.ended) return;
      await Promise.all(servers.map((server) => server.kill()));
      await pool.end();
      await destroyCluster(data);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function serverOf(env: NodeJS.ProcessEnv & { PORT: string }): Server {
  let child: ChildProcess | undefined;
  let said = '';
  const alive = (): boolean => child !== undefined && child.exitCode === null && child.signalCode === null;
  const ready = async (): Promise<void> => {
    if (!alive()) throw new Error(`the server ended: ${said}`);
    const answer = await fetch(`http://127.0.0.1:${env.PORT}/health/ready`, { signal: AbortSignal.timeout(2_000) });
    if (!answer.ok) throw new Error(`not ready: ${answer.status} ${said}`);
  };
  return {
    port: Number(env.PORT),
    start: async () => {
      child = spawn(NODE, ['--enable-source-maps', join(ROOT, 'apps/api/dist/main.js')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      said = '';
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000)));
      await eventually(ready, 60_000);
    },
    kill: async () => {
      if (!alive()) return;
      const gone = new Promise((resolve) => child!.once('exit', resolve));
      child!.kill('SIGKILL');
      await gone;
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
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
