import type { StreamSpec } from '@cadre/connector-kit/connector';
import pg from 'pg';
import { inject } from 'vitest';
import { sampleMapping } from './conformance.js';
import type { SampleRecord, SourceUnderTest } from './conformance-source.js';

const PASSWORD = 'only-for-this-test';

/** The suite's records as a view of any database offers them. */
export const SAMPLE_VIEW: StreamSpec = {
  id: 'samples',
  name: '样例',
  target: 'lab-report',
  rank: 1,
  source: {
    transport: 'sql-view', view: 'v_sample', key: ['no'], patientColumn: 'brid', lookbackSeconds: 600,
    cursor: { column: 'moment', precision: 'instant' },
  },
  mapping: sampleMapping({ no: 'no', patientId: 'brid', text: 'txt', at: 'moment' }),
};

export const SAMPLE_VIEW_BY_DAY: StreamSpec = {
  ...SAMPLE_VIEW,
  source: {
    transport: 'sql-view', view: 'v_sample', key: ['no'], patientColumn: 'brid', lookbackSeconds: 0,
    cursor: { column: 'day', precision: 'day' },
  },
};

/** A database of this process's own on the run's PostgreSQL, with a login that may only read its view. */
export function postgresSource(name: string): SourceUnderTest & { query(sql: string, values?: unknown[]): Promise<unknown[]> } {
  const database = `${name}_${process.pid}`;
  const login = `reader_${database}`;
  const at = (user?: string): URL => {
    const address = new URL(inject('clusterUrl'));
    address.pathname = `/${database}`;
    if (user) [address.username, address.password] = [user, PASSWORD];
    return address;
  };
  let owner: pg.Client;
  const insert = async (client: pg.Client, records: readonly SampleRecord[]): Promise<void> => {
    await client.query(
      `insert into sample select r->>'no', r->>'patientId', r->>'text', (r->>'at')::timestamp, (r->>'at')::date
       from jsonb_array_elements($1) with ordinality as x(r, n) order by n`,
      [JSON.stringify(records)],
    );
  };
  return {
    kind: 'sql-view',
    stream: SAMPLE_VIEW,
    daily: SAMPLE_VIEW_BY_DAY,
    connection(through) {
      const url = at(login);
      if (through) url.host = `${through.host}:${through.port}`;
      return { url: url.href, options: {} };
    },
    address: () => ({ host: at().hostname, port: Number(at().port) }),
    async start() {
      await asAdmin(`create database ${database}`, `create role ${login} login password '${PASSWORD}'`);
      owner = new pg.Client(at().href);
      await owner.connect();
      await owner.query(
        `create table sample (no text, brid text, txt text, moment timestamp, day date);
         create view v_sample as select * from sample; grant select on v_sample to ${login}`,
      );
    },
    async stop() {
      await owner.end();
      await asAdmin(`drop database ${database} with (force)`, `drop role ${login}`);
    },
    clear: async () => void (await owner.query('truncate sample')),
    seed: (records) => insert(owner, records),
    seedBad: async (no, moment) => void (await owner.query('insert into sample values ($1, null, null, $2::timestamp, $2::timestamp)', [no, moment])),
    async seedLate(record) {
      const writer = new pg.Client(at().href);
      await writer.connect();
      await writer.query('begin');
      await insert(writer, [record]);
      return async () => {
        await writer.query('commit');
        await writer.end();
      };
    },
    update: async ({ no, patientId, text, at: moment }) =>
      void (await owner.query('update sample set brid = $2, txt = $3, moment = $4::timestamp, day = $4::timestamp where no = $1', [no, patientId, text, moment])),
    delete: async (no) => void (await owner.query('delete from sample where no = $1', [no])),
    // The whole run shares this server: a reader's lines end as they do when it restarts.
    restart: () => asAdmin(`select pg_terminate_backend(pid) from pg_stat_activity where usename = '${login}'`),
    query: async (sql, values) => (await owner.query(sql, values)).rows,
  };
}

async function asAdmin(...statements: readonly string[]): Promise<void> {
  const admin = new pg.Client(inject('clusterUrl'));
  await admin.connect();
  for (const statement of statements) await admin.query(statement);
  await admin.end();
}
