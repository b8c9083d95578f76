import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { copyIn } from './copy-in.js';
import { SYSTEMS, TABLES, type Rows, type System, type Table, type TableName } from './tables.js';

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

/** True when all three databases were filled by an earlier start; a half-made hospital counts as none. */
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

/** Makes the three databases with tables, rows, views and outbox. Each is filled in one transaction: all of it or nothing. */
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
  const shown = Object.keys(table.columns).map((name) =>
    table.shown[name] ? `${table.shown[name]} as ${name}` : name,
  );
  await client.query(`
    alter table hospital.${table.name} add primary key (${table.key});
    ${table.indexes.map((index) => `create index on hospital.${table.name} (${index});`).join('\n')}
    create view public.v_${table.name} as select ${shown.join(', ')} from hospital.${table.name}`);
}

/** Gives each system's reader a password (kept over restarts) and nothing but select on the views. */
export async function createReaders(superuserUrl: string): Promise<Record<System, string>> {
  const passwords = { his: '', lis: '', peis: '' };
  for (const system of SYSTEMS) {
    const reader = `reader_${system}`;
    await withClient(databaseUrl(superuserUrl, system), async (client) => {
      await client.query(`insert into hospital.setting values ('reader_password', $1) on conflict do nothing`, [
        randomBytes(18).toString('base64url'),
      ]);
      const kept = await client.query<{ value: string }>(
        `select value from hospital.setting where name = 'reader_password'`,
      );
      passwords[system] = kept.rows[0]?.value ?? '';
      const known = await client.query('select 1 from pg_roles where rolname = $1', [reader]);
      await client.query(
        `${known.rowCount ? 'alter' : 'create'} role ${reader} login nosuperuser nocreatedb nocreaterole password '${passwords[system]}'`,
      );
      await client.query(`
        revoke all on database ${system} from public; grant connect on database ${system} to ${reader};
        revoke all on schema public from public; grant usage on schema public to ${reader};
        grant select on all tables in schema public to ${reader}`);
    });
  }
  return passwords;
}
