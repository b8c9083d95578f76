import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '@cadre/simulators/settings';
import { startSimulator, type Simulator } from '@cadre/simulators/simulator';
import { destroyCluster, startCluster } from '@cadre/tooling/postgres/embedded-postgres.mjs';
import pg from 'pg';
import { listenAsProduct, type Product } from './simulators-product.js';

/** A pretend hospital on a PostgreSQL of its own, its history ending at a fixed day, and somebody who takes its messages. */
export interface Hospital {
  readonly product: Product;
  /** Text of a file the simulator wrote. */
  dataFile(name: string): string;
  /** Asks a system as the product would: as its reader, through its line. All values as text. */
  read(system: string, sql: string): Promise<Record<string, string>[]>;
  /** Asks the control interface; throws unless it agrees. */
  post(path: string, body: object): Promise<Record<string, string>>;
  get(path: string): Promise<unknown>;
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openHospital(): Promise<Hospital> {
  const scratch = mkdtempSync(join(tmpdir(), 'cadre-simulator-'));
  const cluster = await startCluster({ directory: join(scratch, 'cluster'), settings: { fsync: 'off' } });
  const product = await listenAsProduct();
  const environment = {
    SIMULATOR_DATABASE_URL: cluster.url,
    DATA_DIR: join(scratch, 'data'),
    SIMULATOR_PORT: '0',
    SIMULATOR_LIVE: 'off',
    SIMULATOR_TODAY: '2026-11-01',
    MLLP_TARGET: `127.0.0.1:${product.port}`,
  };
  const start = (): Promise<Simulator> => startSimulator(readSettings(environment, Date.now()), () => undefined);
  let simulator = await start();
  const dataFile = (name: string): string => readFileSync(join(scratch, 'data', name), 'utf8');
  return {
    product,
    dataFile,
    read: (system, sql) => {
      const { sources } = JSON.parse(dataFile('connectors.json')) as { sources: { id: string; url: string }[] };
      return ask(sources.find((one) => one.id === system)?.url ?? '', sql);
    },
    post: async (path, body) => {
      const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      const response = await fetch(`http://127.0.0.1:${simulator.port}${path}`, request);
      const answer = (await response.json()) as Record<string, string>;
      if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(answer)}`);
      return answer;
    },
    get: async (path) => (await fetch(`http://127.0.0.1:${simulator.port}${path}`)).json(),
    restart: async () => {
      await simulator.stop();
      simulator = await start();
    },
    close: async () => {
      await simulator.stop();
      await product.close();
      await destroyCluster(join(scratch, 'cluster'));
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

async function ask(url: string, sql: string): Promise<Record<string, string>[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 3_000,
    query_timeout: 5_000,
    types: { getTypeParser: () => (value: string) => value },
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Record<string, string>>(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
