import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { copyIn } from './copy-in.js';
import { SYSTEMS, VIEWED_SYSTEMS, type System, type Table } from './table.js';
import { TABLES, type Rows, type TableName } from './tables.js';

/** Address of one system's database, by replacing the database in the superuser's URL. */
export function databaseUrl(superuserUrl: string, database: string): string {
  const url = new URL(superuserUrl);
  url.pathname = `/${database}`;
  return url.href;
}

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: 'simulated-hospital' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** True when all databases were filled by an earlier start; a half-made hospital counts as none. */
export async function hospitalExists(superuserUrl: string): Promise<boolean> {
  return withClient(superuserUrl, async (client) => {
    const found = await client.query<{ datname: string }>('select datname from pg_database where datname = any ($1)', [
      SYSTEMS,
    ]);
    if (found.rows.length < SYSTEMS.length) return false;
    const filled = await Promise.all(
      SYSTEMS.map((system) =>
        withClient(databaseUrl(superuserUrl, system), async (own) => {
          const state = await own.query<{ made: boolean }>(
            `select to_regclass('hospital.setting') is not null as made`,
          );
          return state.rows[0]?.made === true;
        }),
      ),
    );
    return filled.every(Boolean);
  });
}

/** What an earlier start noted about the hospital it made, whether or not all of its systems are there; else undefined. */
export async function earlierSettings(superuserUrl: string): Promise<ReadonlyMap<string, string> | undefined> {
  const known = await withClient(superuserUrl, (client) => client.query(`select 1 from pg_database where datname = 'his'`));
  if (!known.rowCount) return undefined;
  return withClient(databaseUrl(superuserUrl, 'his'), async (client) => {
    const state = await client.query<{ made: boolean }>(`select to_regclass('hospital.setting') is not null as made`);
    if (!state.rows[0]?.made) return undefined;
    const result = await client.query<{ name: string; value: string }>('select name, value from hospital.setting');
    return new Map(result.rows.map((row) => [row.name, row.value]));
  });
}

/** Makes the databases with tables, rows, views and outbox. Each is filled in one transaction: all of it or nothing. */
export async function createHospital(
  superuserUrl: string,
  rows: Rows,
  setting: Readonly<Record<string, string>>,
): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    for (const system of SYSTEMS) {
      await client.query(`drop database if exists ${system} with (force)`);
      await client.query(`create database ${system} template template0 encoding 'UTF8'`);
      await client.query(`alter database ${system} set timezone = 'Asia/Shanghai'`);
    }
  });
  await Promise.all(
    SYSTEMS.map((system) =>
      withClient(databaseUrl(superuserUrl, system), async (client) => {
        await client.query('begin; set local synchronous_commit = off; create schema hospital');
        for (const name of Object.keys(TABLES) as TableName[]) {
          if (TABLES[name].system === system) await createTable(client, TABLES[name], rows[name]);
        }
        await client.query(`
      create sequence hospital.live_number start 1;
      create table hospital.outbox (
        id bigint generated always as identity primary key, control_id text not null unique, message text not null,
        attempts int not null default 0, last_answer text, acknowledged_at timestamptz, made_at timestamptz not null default now());
      create index on hospital.outbox (id) where acknowledged_at is null;
      create table hospital.setting (name text primary key, value text not null)`);
        for (const [name, value] of Object.entries(setting)) {
          await client.query('insert into hospital.setting values ($1, $2)', [name, value]);
        }
        await client.query('commit; analyze');
      }),
    ),
  );
}

async function createTable(client: Client, table: Table, rows: Rows[TableName]): Promise<void> {
  const columns = Object.entries(table.columns).map(([name, type]) => `${name} ${type}`);
  await client.query(`create table hospital.${table.name} (${columns.join(', ')})`);
  await copyIn(client, table, rows);
  await client.query(`
    alter table hospital.${table.name} add primary key (${table.key});
    ${table.indexes.map((index) => `create index on hospital.${table.name} (${index});`).join('\n')}
    create view public.v_${table.name} as ${viewOf(table)}`);
}

function viewOf(table: Table): string {
  const shown = Object.keys(table.columns).map((name) => (table.shown[name] ? `${table.shown[name]} as ${name}` : name));
  return `select ${shown.join(', ')} from hospital.${table.name}${table.where ? ` where ${table.where}` : ''}`;
}

/** Gives the tables and views of an earlier version's hospital the columns that were added at their ends since. */
export async function addNewColumns(superuserUrl: string): Promise<void> {
  for (const system of SYSTEMS)
    await withClient(databaseUrl(superuserUrl, system), async (client) => {
      for (const table of Object.values(TABLES).filter((one) => one.system === system)) {
        const { rows } = await client.query<{ name: string }>(
          `select column_name as name from information_schema.columns where table_schema = 'hospital' and table_name = $1`,
          [table.name],
        );
        const known = new Set(rows.map(({ name }) => name));
        const added = Object.entries(table.columns).filter(([name]) => !known.has(name));
        if (added.length === 0) continue;
        await client.query(`
          begin; alter table hospital.${table.name} ${added.map(([name, type]) => `add column ${name} ${type}`).join(', ')};
          create or replace view public.v_${table.name} as ${viewOf(table)}; commit`);
      }
    });
}

/** Gives each viewed system's reader a password (kept over restarts) and nothing but select on the views. */
export async function createReaders(superuserUrl: string): Promise<Partial<Record<System, string>>> {
  const pairs = await Promise.all(
    VIEWED_SYSTEMS.map(async (system) => {
      const password = await withClient(databaseUrl(superuserUrl, system), (client) => createReader(client, system));
      return [system, password] as const;
    }),
  );
  return Object.fromEntries(pairs);
}

async function createReader(client: Client, system: System): Promise<string> {
  const password = await keptSecret(client, 'reader_password');
  const reader = `reader_${system}`;
  const known = await client.query('select 1 from pg_roles where rolname = $1', [reader]);
  await client.query(
    `${known.rowCount ? 'alter' : 'create'} role ${reader} login nosuperuser nocreatedb nocreaterole password '${password}'`,
  );
  await client.query(`
    revoke all on database ${system} from public; grant connect on database ${system} to ${reader};
    revoke all on schema public from public; grant usage on schema public to ${reader};
    grant select on all tables in schema public to ${reader}`);
  return password;
}

/** A random secret of this system, made at the first start and the same ever after. */
export async function keptSecret(client: Client, name: string): Promise<string> {
  await client.query('insert into hospital.setting values ($1, $2) on conflict do nothing', [
    name,
    randomBytes(18).toString('base64url'),
  ]);
  const kept = await client.query<{ value: string }>('select value from hospital.setting where name = $1', [name]);
  return kept.rows[0]?.value ?? '';
}
