import { join } from 'node:path';
import { readSettings } from '@cadre/simulators/settings';
import { startSimulator } from '@cadre/simulators/simulator';
import { destroyCluster, startCluster } from '@cadre/tooling/postgres/embedded-postgres.mjs';
import pg from 'pg';
import { freePort } from '../support/free-port.js';
import type { Ledger, LedgerFact } from '../support/ledger.js';
import { type KillableProduct, openKillableProduct, type Server } from './killable-product.js';

/** The pretend hospital's own data are not what is at stake. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** The product reading the pretend hospital. */
export interface KillableSystem extends Pick<KillableProduct, 'query' | 'killAndRestartDatabase'> {
  readonly server: Server;
  /** Lets something happen in the hospital; false when there is nobody it can happen to. */
  happen(event: string): Promise<boolean>;
  ledger(system: Ledger): Promise<LedgerFact[]>;
  /** Asks a system of the hospital itself. */
  ask<R extends object>(system: Exclude<Ledger, 'pacs'>, sql: string, values?: readonly unknown[]): Promise<R[]>;
  stop(): Promise<void>;
}

export async function startKillableSystem(): Promise<KillableSystem> {
  const mllpPort = await freePort();
  const product = await openKillableProduct({ MLLP_PORT: String(mllpPort) });
  const { directory } = product;
  const hospital = await startCluster({ directory: join(directory, 'hospital'), settings: FAST });
  const simulator = await startSimulator(
    readSettings(
      {
        SIMULATOR_DATABASE_URL: hospital.url, DATA_DIR: join(directory, 'simulators'), SIMULATOR_PORT: '0', SIMULATOR_SIZE: 'small', SIMULATOR_LIVE: 'off',
        MLLP_TARGET: `127.0.0.1:${mllpPort}`,
      },
      Date.now(),
    ),
    () => undefined,
  );
  const connectors = { CONNECTORS_FILE: join(directory, 'simulators/connectors.json'), ROSTER_FILE: join(directory, 'simulators/roster.csv') };
  for (const command of [['migrate'], ['seed'], ['sync', '--first']]) await product.command(command, connectors);
  const server = await product.server({ ...connectors, MLLP_PORT: String(mllpPort) });
  const pools = new Map<string, pg.Pool>();
  const pool = (system: string): pg.Pool => {
    const address = new URL(hospital.url);
    address.pathname = `/${system}`;
    const known = pools.get(system) ?? new pg.Pool({ connectionString: address.href, max: 2 });
    if (!pools.has(system)) known.on('error', () => undefined);
    pools.set(system, known);
    return known;
  };
  return {
    server,
    query: product.query,
    killAndRestartDatabase: product.killAndRestartDatabase,
    happen: async (event) => {
      const answer = await fetch(`http://127.0.0.1:${simulator.port}/events/${event}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
      if (!answer.ok && answer.status !== 409) throw new Error(`${event}: ${answer.status} ${await answer.text()}`);
      return answer.ok;
    },
    ledger: async (system) => (await (await fetch(`http://127.0.0.1:${simulator.port}/ledger?system=${system}`)).json()) as LedgerFact[],
    ask: async <R extends object>(system: string, sql: string, values: readonly unknown[] = []) => (await pool(system).query<R & pg.QueryResultRow>(sql, [...values])).rows,
    stop: async () => {
      await server.kill();
      await simulator.stop();
      await Promise.all([...pools.values()].map((one) => one.end()));
      await destroyCluster(join(directory, 'hospital'));
      await product.stop();
    },
  };
}
