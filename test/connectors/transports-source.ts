import type { SqlViewSource } from '@cadre/connector-kit/connector';
import {
  openSqlView,
  type Cursor,
  type Page,
  type PullMode,
  type SqlViewTransport,
} from '@cadre/connector-kit/sql-view';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';

export const LIMITS = { statementTimeoutMs: 3_000, connectTimeoutMs: 2_000, maxRowsPerPage: 1_000 };
export const first: PullMode = { kind: 'incremental', cursor: null };

const parts = { results: { view: 'v_result', parentKey: 'no', childKey: 'no', orderBy: 'id' } };
/** One view, read by each kind of time it knows. */
export const BY_TIME: SqlViewSource = {
  transport: 'sql-view',
  view: 'v_report',
  key: ['no'],
  patientColumn: 'brid',
  lookbackSeconds: 600,
  parts,
  cursor: { column: 'moment', precision: 'instant' },
};
export const BY_DAY: SqlViewSource = { ...BY_TIME, cursor: { column: 'day', precision: 'day' }, lookbackSeconds: 0 };
export const BY_TEXT: SqlViewSource = { ...BY_TIME, cursor: { column: 'compact', precision: 'compact-text' } };

const TABLES = `
  create schema hospital;
  create table hospital.report (no text primary key, brid text, state text, moment timestamp(6), day date, compact text);
  create table hospital.result (id text primary key, no text, value text);
  create view v_report as select no, brid, state, moment, day, compact from hospital.report;
  create view v_result as select * from hospital.result`;

/** A hospital database of this file's own, with a login that may only read its views. */
export interface Source {
  readonly owner: pg.Client;
  /** Address for the reading login. */
  readonly url: string;
  readonly ownerUrl: string;
  readonly login: string;
  /** Another connection of the hospital's; its transaction ends with the test at the latest. */
  writer(): Promise<pg.Client>;
  /** Adds `count` reports `A0001…` that share their values. */
  add(
    prefix: string,
    count: number,
    moment: string | null,
    more?: { day?: string; compact?: string; brid?: string },
  ): Promise<void>;
  /** A transport that is closed behind the test. */
  transport(address?: string, limits?: typeof LIMITS): SqlViewTransport;
  read(source: SqlViewSource, mode: PullMode, pageSize?: number, from?: SqlViewTransport): Promise<Page[]>;
}

/** Makes the database for the tests of the calling file; its tables are empty before each of them. */
export function hospitalSource(name: string): Source {
  const database = `${name}_${process.pid}`;
  const login = `reader_${database}`;
  const at = (user?: string): string => {
    const address = new URL(inject('clusterUrl'));
    address.pathname = `/${database}`;
    if (user) [address.username, address.password] = [user, 'only-for-this-test'];
    return address.href;
  };
  const owner = new pg.Client(at());
  const writers: pg.Client[] = [];
  const open: SqlViewTransport[] = [];
  beforeAll(async () => {
    await asAdmin(`create database ${database}`, `create role ${login} login password 'only-for-this-test'`);
    await owner.connect();
    await owner.query(`${TABLES}; grant select on v_report, v_result to ${login}`);
  });
  beforeEach(() => owner.query('truncate hospital.report, hospital.result'));
  afterEach(async () => {
    await Promise.all(writers.splice(0).map((client) => client.end()));
    await Promise.all(open.splice(0).map((transport) => transport.close()));
  });
  afterAll(async () => {
    await owner.end();
    await asAdmin(`drop database ${database} with (force)`, `drop role ${login}`);
  });
  const transport: Source['transport'] = (address = at(login), limits = LIMITS) => {
    const made = openSqlView({ url: address, options: {} }, limits);
    open.push(made);
    return made;
  };
  return {
    owner,
    login,
    url: at(login),
    ownerUrl: at(),
    transport,
    async writer() {
      const client = new pg.Client(at());
      await client.connect();
      writers.push(client);
      return client;
    },
    async add(
      prefix,
      count,
      moment,
      {
        day = null,
        compact = null,
        brid = '00000001',
      }: { day?: string | null; compact?: string | null; brid?: string } = {},
    ) {
      await owner.query(
        `insert into hospital.report select $1 || lpad(n::text, 4, '0'), $3, ' final ', $2, $4, $5 from generate_series(1, $6::int) n`,
        [prefix, moment, brid, day, compact, count],
      );
    },
    read: (source, mode, pageSize = 1_000, from = transport()) =>
      collected(from.pull(source, mode, { pageSize, signal: new AbortController().signal })),
  };
}

export async function collected(reading: AsyncIterable<Page>): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of reading) pages.push(page);
  return pages;
}

export const numbers = (pages: readonly Page[]): (string | null | undefined)[] =>
  pages.flatMap(({ rows }) => rows.map(({ values }) => values['no']));

export const savedOf = (pages: readonly Page[]): Cursor | null => pages.at(-1)!.cursor;

async function asAdmin(...statements: readonly string[]): Promise<void> {
  const admin = new pg.Client(inject('clusterUrl'));
  await admin.connect();
  for (const statement of statements) await admin.query(statement);
  await admin.end();
}
