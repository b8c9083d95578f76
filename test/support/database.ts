import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { openDataSource } from '../../apps/api/src/platform/database/data-source.js';
import { migrate } from '../../apps/api/src/platform/database/migrate.js';
import { seedReferenceData } from '../../apps/api/src/reference-data.js';

export interface TestDatabase {
  /** The owner sees and may do everything: for arranging and for oracles. */
  readonly ownerUrl: string;
  /** The role that the server uses. */
  readonly appUrl: string;
  readonly dataDir: string;
  /** Runs a statement as the owner. */
  query<R extends object = Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<R[]>;
  drop(): Promise<void>;
}

const TEMPLATE = 'cadre_template';
const LOCK = 51_423;
const ROLE = 'app_test';
const PASSWORD = 'only-in-tests';

/** A database of its own for each test file: a copy of a template that is migrated and seeded once per run. */
export const freshDatabase = (): Promise<TestDatabase> => newDatabase(TEMPLATE);

/** One in which nothing is yet, and that knows the role of the server. */
export const emptyDatabase = (): Promise<TestDatabase> => newDatabase(null);

async function newDatabase(template: string | null): Promise<TestDatabase> {
  const clusterUrl = inject('clusterUrl');
  const name = `t_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  const admin = new pg.Client({ connectionString: clusterUrl });
  await admin.connect();
  await admin.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    await prepareTemplate(admin, clusterUrl);
    await admin.query(`create database ${name}${template ? ` template ${template} strategy file_copy` : ''}`);
    if (!template) await admin.query(`alter database ${name} set cadre.app_role = '${ROLE}'`);
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [LOCK]);
    await admin.end();
  }
  const owner = new pg.Pool({ connectionString: addressOf(clusterUrl, name), max: 3 });
  owner.on('error', () => undefined);
  return {
    ownerUrl: addressOf(clusterUrl, name),
    appUrl: addressOf(clusterUrl, name, ROLE),
    dataDir: mkdtempSync(join(tmpdir(), 'cadre-data-')),
    query: async <R extends object>(sql: string, values?: readonly unknown[]) => (await owner.query<R & pg.QueryResultRow>(sql, values as unknown[])).rows,
    drop: async () => {
      await owner.end();
      const client = new pg.Client({ connectionString: clusterUrl });
      await client.connect();
      await client.query(`drop database if exists ${name} with (force)`);
      await client.end();
    },
  };
}

async function prepareTemplate(admin: pg.Client, clusterUrl: string): Promise<void> {
  const { rowCount } = await admin.query(`select 1 from pg_database where datname = $1 and datistemplate`, [TEMPLATE]);
  if (rowCount) return;
  await admin.query(`drop database if exists ${TEMPLATE} with (force)`);
  await admin.query(`create database ${TEMPLATE}`);
  await migrate({ ownerUrl: addressOf(clusterUrl, TEMPLATE), appUrl: addressOf(clusterUrl, TEMPLATE, ROLE), dataDir: tmpdir() });
  const source = await openDataSource(addressOf(clusterUrl, TEMPLATE), { pool: 2, statementTimeout: 0 });
  await source.transaction((em) => seedReferenceData(em));
  await source.destroy();
  await admin.query(`alter database ${TEMPLATE} is_template true`);
}

function addressOf(clusterUrl: string, database: string, role?: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${database}`;
  if (role) {
    url.username = role;
    url.password = PASSWORD;
  }
  return url.href;
}
