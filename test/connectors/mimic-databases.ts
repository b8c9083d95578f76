import type { Connection } from 'mysql2/promise';
import pg from 'pg';
import { inject } from 'vitest';
import { type Mariadb, startMariadb } from '../support/mariadb.js';
import { fillHospital, type HospitalDatabase, VIEW_NAMES } from './mimic-hospital.js';
import type { Row } from './mimic-tables.js';

const PASSWORD = 'only-for-this-test';
const AT_ONCE = 2_000;

/** The demo hospital on the run's PostgreSQL. */
export async function mimicOnPostgres(): Promise<HospitalDatabase> {
  const name = `mimic_${process.pid}`;
  const at = (user?: string): string => {
    const url = new URL(inject('clusterUrl'));
    url.pathname = `/${name}`;
    if (user) [url.username, url.password] = [user, PASSWORD];
    return url.href;
  };
  const admin = async (...statements: readonly string[]): Promise<void> => {
    const client = new pg.Client(inject('clusterUrl'));
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  await admin(`create database ${name}`, `create role reader_${name} login password '${PASSWORD}'`);
  const owner = new pg.Client(at());
  await owner.connect();
  const insert = async (client: pg.Client, table: string, rows: readonly Row[]): Promise<void> => {
    await client.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`, [JSON.stringify(rows)]);
  };
  const database: HospitalDatabase = {
    url: at(`reader_${name}`),
    async run(sql, values = []) {
      let position = 0;
      await owner.query(sql.replace(/\?/g, () => `$${(position += 1)}`), [...values]);
    },
    ask: async (sql) => (await owner.query<Row>({ text: sql, types: { getTypeParser: () => (text: string) => text } })).rows,
    insert: (table, rows) => insert(owner, table, rows),
    async later() {
      const client = new pg.Client(at());
      await client.connect();
      await client.query('begin');
      return {
        insert: (table, rows) => insert(client, table, rows),
        async commit() {
          await client.query('commit');
          await client.end();
        },
      };
    },
    async stop() {
      await owner.end();
      await admin(`drop database ${name} with (force)`, `drop role reader_${name}`);
    },
  };
  await fillHospital(database, 'timestamp(3)');
  await owner.query(`grant select on ${VIEW_NAMES.join(', ')} to reader_${name}`);
  return database;
}

/** The demo hospital on a MariaDB of its own. */
export async function mimicOnMariadb(): Promise<HospitalDatabase> {
  const server: Mariadb = await startMariadb();
  const root = await server.owner();
  await root.query(`create database his; create user reader@'127.0.0.1' identified by '${PASSWORD}'`);
  await root.end();
  const owner = await server.owner('his');
  // Or a change would wait for whatever it passes on its way.
  await owner.query('set session transaction isolation level read committed');
  const insert = async (client: Connection, table: string, rows: readonly Row[]): Promise<void> => {
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const some = rows.slice(at, at + AT_ONCE);
      await client.query(`insert into ${table} (${Object.keys(some[0]!).join(', ')}) values ?`, [some.map((row) => Object.values(row))]);
    }
  };
  const database: HospitalDatabase = {
    url: `mariadb://reader:${PASSWORD}@127.0.0.1:${server.port}/his`,
    run: async (sql, values = []) => void (await owner.query(sql, [...values])),
    ask: async (sql) => ((await owner.query({ sql, typeCast: (field: { string(): string | null }) => field.string() }))[0] as Row[]),
    insert: (table, rows) => insert(owner, table, rows),
    async later() {
      const client = await server.owner('his');
      await client.query('start transaction');
      return {
        insert: (table, rows) => insert(client, table, rows),
        async commit() {
          await client.query('commit');
          await client.end();
        },
      };
    },
    async stop() {
      await owner.end();
      await server.stop();
    },
  };
  await fillHospital(database, 'datetime(3)');
  for (const view of VIEW_NAMES) await owner.query(`grant select on ${view} to reader@'127.0.0.1'`);
  return database;
}
