import { createServer, connect as dial, type AddressInfo, type Server, type Socket } from 'node:net';
import type { SqlViewSource } from '@cadre/connector-kit/connector';
import { openSqlView, type Cursor, type Page, type PullMode, type SqlViewTransport } from '@cadre/connector-kit/sql-view';
import { TransportError } from '@cadre/connector-kit/transport-error';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';

const LIMITS = { statementTimeoutMs: 3_000, connectTimeoutMs: 2_000, maxRowsPerPage: 1_000 };
const DATABASE = `transports_${process.pid}`;
let owner: pg.Client;
let url: string;
const open: SqlViewTransport[] = [];
const proxies: Server[] = [];
const writers: pg.Client[] = [];

beforeAll(async () => {
  const cluster = new URL(inject('clusterUrl'));
  const admin = new pg.Client(cluster.href);
  await admin.connect();
  await admin.query(`create database ${DATABASE}`);
  await admin.query(`create role reader_${DATABASE} login password 'only-for-this-test'`);
  await admin.end();
  cluster.pathname = `/${DATABASE}`;
  owner = new pg.Client(cluster.href);
  await owner.connect();
  await owner.query(`
    create schema hospital;
    create table hospital.report (no text primary key, brid text, state text, moment timestamp(6), day date, compact text);
    create table hospital.result (id text primary key, no text, value text);
    create view v_report as select no, brid, state, moment, day, compact from hospital.report;
    create view v_result as select * from hospital.result;
    grant select on v_report, v_result to reader_${DATABASE}`);
  const reader = new URL(cluster.href);
  reader.username = `reader_${DATABASE}`;
  reader.password = 'only-for-this-test';
  url = reader.href;
});

afterAll(async () => {
  await owner.end();
  const admin = new pg.Client(inject('clusterUrl'));
  await admin.connect();
  await admin.query(`drop database ${DATABASE} with (force)`);
  await admin.query(`drop role reader_${DATABASE}`);
  await admin.end();
});

beforeEach(() => owner.query('truncate hospital.report, hospital.result'));

afterEach(async () => {
  await Promise.all(writers.splice(0).map((client) => client.end()));
  await Promise.all(open.splice(0).map((transport) => transport.close()));
  for (const proxy of proxies.splice(0)) proxy.close();
});

const BY_TIME: SqlViewSource = {
  transport: 'sql-view', view: 'v_report', key: ['no'], patientColumn: 'brid', lookbackSeconds: 600,
  cursor: { column: 'moment', precision: 'instant' },
  parts: { results: { view: 'v_result', parentKey: 'no', childKey: 'no', orderBy: 'id' } },
};
const BY_DAY: SqlViewSource = { ...BY_TIME, cursor: { column: 'day', precision: 'day' }, lookbackSeconds: 0 };
const BY_TEXT: SqlViewSource = { ...BY_TIME, cursor: { column: 'compact', precision: 'compact-text' } };

function transport(address = url, limits = LIMITS): SqlViewTransport {
  const made = openSqlView(address, limits);
  open.push(made);
  return made;
}

async function read(source: SqlViewSource, mode: PullMode, pageSize = 1_000, from = transport()): Promise<Page[]> {
  return collected(from.pull(source, mode, { pageSize, signal: new AbortController().signal }));
}

async function collected(reading: AsyncIterable<Page>): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of reading) pages.push(page);
  return pages;
}

/** A second writer, whose transaction ends with the test at the latest. */
async function slowWriter(): Promise<pg.Client> {
  const address = new URL(inject('clusterUrl'));
  address.pathname = `/${DATABASE}`;
  const client = new pg.Client(address.href);
  await client.connect();
  writers.push(client);
  return client;
}

const numbers = (pages: readonly Page[]): (string | null | undefined)[] => pages.flatMap(({ rows }) => rows.map(({ values }) => values['no']));
const savedOf = (pages: readonly Page[]): Cursor | null => pages.at(-1)!.cursor;
const since = (value: string): PullMode => ({ kind: 'incremental', cursor: { value, key: ['x'] } });
const first: PullMode = { kind: 'incremental', cursor: null };

/** Adds reports `A0001…`, all with the same values. */
async function add(prefix: string, count: number, moment: string | null, more: { day?: string; compact?: string; brid?: string } = {}): Promise<void> {
  await owner.query(
    `insert into hospital.report select $1 || lpad(n::text, 4, '0'), $3, ' final ', $2, $4, $5 from generate_series(1, $6::int) n`,
    [prefix, moment, more.brid ?? '00000001', more.day ?? null, more.compact ?? null, count],
  );
}

describe('an incremental read', () => {
  it('gives every row as the source prints it, blanks and fractions included, with its parts in order', async () => {
    await add('A', 1, '2026-11-22 08:00:00.123456');
    await owner.query(`insert into hospital.result values ('2', 'A0001', 'b'), ('1', 'A0001', null), ('3', 'other', 'c')`);
    const [page] = await read(BY_TIME, first);
    expect(page!.rows).toEqual([{
      values: { no: 'A0001', brid: '00000001', state: ' final ', moment: '2026-11-22 08:00:00.123456', day: null, compact: null },
      parts: { results: [{ id: '1', no: 'A0001', value: null }, { id: '2', no: 'A0001', value: 'b' }] },
    }]);
    expect(page!.cursor).toEqual({ value: '2026-11-22 08:00:00.123456', key: ['A0001'] });
  });

  it('loses none of 5,000 rows with one time at the page edges, and gives none twice', async () => {
    await add('A', 5_000, '2026-11-22 08:00:00.123');
    const pages = await read(BY_TIME, first, 200);
    expect(pages).toHaveLength(25);
    expect(new Set(numbers(pages)).size).toBe(5_000);
    expect(numbers(pages)).toHaveLength(5_000);
    expect(pages.map(({ done }) => done).lastIndexOf(false)).toBe(23);
  });

  it('broken off and begun again from the saved cursor gives the rest', async () => {
    await add('A', 30, '2026-11-22 08:00:00');
    await add('B', 30, '2026-11-22 09:00:00');
    const seen: (string | null | undefined)[] = [];
    let saved: Cursor | null = null;
    for await (const page of transport().pull(BY_TIME, first, { pageSize: 40, signal: new AbortController().signal })) {
      seen.push(...numbers([page]));
      saved = page.cursor;
      break;
    }
    expect(saved).toEqual({ value: '2026-11-22 09:00:00', key: ['B0010'] });
    seen.push(...numbers(await read(BY_TIME, { kind: 'incremental', cursor: saved })));
    expect(new Set(seen).size).toBe(60);
  });

  it('finds a row that was committed late, inside the look-back, and never moves the cursor back', async () => {
    await add('A', 1, '2026-11-22 08:00:00');
    const late = await slowWriter();
    await late.query('begin');
    await late.query(`insert into hospital.report (no, moment) values ('LATE', '2026-11-22 07:55:00')`);
    const saved = savedOf(await read(BY_TIME, first));
    await late.query('commit');
    await add('C', 1, '2026-11-22 07:49:00');
    const again = await read(BY_TIME, { kind: 'incremental', cursor: saved }, 1);
    expect(numbers(again)).toEqual(['LATE', 'A0001']);
    expect(again.map(({ cursor }) => cursor)).toEqual([saved, saved]);
  });

  it('reads a row from the source\'s future, but its cursor waits for it', async () => {
    await add('A', 1, '2026-11-22 08:00:00');
    await add('F', 1, '2099-01-01 00:00:00');
    const pages = await read(BY_TIME, first);
    expect(numbers(pages)).toEqual(['A0001', 'F0001']);
    expect(savedOf(pages)).toEqual({ value: '2026-11-22 08:00:00', key: ['A0001'] });
    expect(savedOf(pages)!.value < pages[0]!.signpost).toBe(true);
  });

  it('keeps its cursor behind the source clock by the safety lag', async () => {
    await owner.query(`insert into hospital.report (no, moment) values ('NOW', (clock_timestamp() at time zone 'Asia/Shanghai'))`);
    expect(savedOf(await read(BY_TIME, first))).toBeNull();
    const pages = await collected(
      transport().pull(BY_TIME, first, { pageSize: 10, signal: new AbortController().signal, safetyLagSeconds: 0 }),
    );
    expect(savedOf(pages)?.key).toEqual(['NOW']);
  });

  it('reads the whole day again where the source only knows days', async () => {
    await add('A', 3, null, { day: '2026-11-20' });
    await add('B', 3, null, { day: '2026-11-21' });
    const saved = savedOf(await read(BY_DAY, first, 2));
    expect(saved).toEqual({ value: '2026-11-21', key: ['B0003'] });
    await add('0', 1, null, { day: '2026-11-21' });
    expect(numbers(await read(BY_DAY, { kind: 'incremental', cursor: saved }, 2))).toEqual(['00001', 'B0001', 'B0002', 'B0003']);
  });

  it('counts in text where the source does', async () => {
    await add('A', 1, null, { compact: '20261121235900' });
    await add('B', 1, null, { compact: '20261122000500' });
    expect(numbers(await read(BY_TEXT, since('20261122000800')))).toEqual(['A0001', 'B0001']);
    expect(numbers(await read(BY_TEXT, since('20261122001000')))).toEqual(['B0001']);
  });

  it('sees one state of the source from its first page to its last', async () => {
    await add('A', 3, '2026-11-22 08:00:00');
    const seen: (string | null | undefined)[] = [];
    for await (const page of transport().pull(BY_TIME, first, { pageSize: 2, signal: new AbortController().signal })) {
      seen.push(...numbers([page]));
      await owner.query(`update hospital.report set moment = '2026-11-22 09:00:00' where no = 'A0001'`);
    }
    expect(seen).toEqual(['A0001', 'A0002', 'A0003']);
  });

  it('of an empty view is one empty, finished page', async () => {
    expect(await read(BY_TIME, first)).toMatchObject([{ rows: [], cursor: null, done: true }]);
  });
});

describe('other reads', () => {
  it('a full one meets rows without a time, counts them, and hands over the cursor at its end only', async () => {
    await add('A', 2, '2026-11-22 08:00:00');
    await add('N', 1, null);
    const pages = await read(BY_TIME, { kind: 'full' }, 1);
    expect(numbers(pages)).toEqual(['A0001', 'A0002', 'N0001']);
    expect(pages.map(({ withoutCursor }) => withoutCursor)).toEqual([0, 0, 1]);
    expect(pages.map(({ cursor }) => cursor?.value ?? null)).toEqual([null, null, '2026-11-22 08:00:00']);
    expect(numbers(await read(BY_TIME, first))).toEqual(['A0001', 'A0002']);
  });

  it('a window takes its beginning and leaves its end, in each kind of time', async () => {
    await add('A', 1, '2026-11-20 00:00:00', { day: '2026-11-20', compact: '20261120000000' });
    await add('B', 1, '2026-11-21 00:00:00', { day: '2026-11-21', compact: '20261121000000' });
    const days: PullMode = { kind: 'window', from: '2026-11-20', to: '2026-11-21' };
    const instants: PullMode = { kind: 'window', from: '2026-11-19T16:00:00.000Z', to: '2026-11-20T16:00:00.000Z' };
    for (const source of [BY_TIME, BY_DAY, BY_TEXT]) {
      for (const mode of [days, instants]) expect(numbers(await read(source, mode))).toEqual(['A0001']);
    }
  });

  it('by patients or by keys gives theirs alone, page by page', async () => {
    await add('A', 3, '2026-11-20 00:00:00', { brid: '1' });
    await add('B', 3, null, { brid: '2' });
    await add('C', 3, null, { brid: '3' });
    expect(numbers(await read(BY_TIME, { kind: 'patients', ids: ['1', '2', '9'] }, 2))).toHaveLength(6);
    expect(numbers(await read(BY_TIME, { kind: 'keys', keys: [['C0002'], ['A0001'], ['gone']] }))).toEqual(['A0001', 'C0002']);
    expect(numbers(await read({ ...BY_TIME, key: ['brid', 'no'] }, { kind: 'keys', keys: [['3', 'C0002'], ['1', 'C0002']] }))).toEqual(['C0002']);
    expect((await read(BY_TIME, { kind: 'keys', keys: [['A0001']] }))[0]!.cursor).toBeNull();
  });

  it('cannot write even where the login could', async () => {
    const owned = new URL(inject('clusterUrl'));
    owned.pathname = `/${DATABASE}`;
    await owner.query(`create function hospital.touch() returns int language sql volatile as 'insert into hospital.result values (''w'', ''w'', ''w''); select 1'`);
    await owner.query('create view v_writing as select hospital.touch()::text as no, now()::timestamp as moment');
    await expect(read({ ...BY_TIME, view: 'v_writing', parts: {} }, first, 10, transport(owned.href))).rejects.toMatchObject({ kind: 'query' });
    expect((await owner.query('select from hospital.result')).rowCount).toBe(0);
  });
});

/** Stands between us and the source; `spoil` sees every chunk of an answer and may cut or change it. */
async function through(spoil: (chunk: Buffer, sentSoFar: number, ends: { near: Socket; far: Socket }) => Buffer | null): Promise<string> {
  const target = new URL(url);
  const proxy = createServer((near) => {
    const far = dial(Number(target.port), target.hostname);
    let sent = 0;
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
    near.pipe(far);
    far.on('data', (chunk: Buffer) => {
      const passed = spoil(chunk, sent, { near, far });
      if (passed && !near.destroyed) near.write(passed);
      sent += chunk.length;
    });
    far.on('close', () => near.destroy());
    near.on('close', () => far.destroy());
  });
  proxies.push(proxy);
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = new URL(url);
  address.host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  return address.href;
}

describe('a line that fails', () => {
  it('in the middle of a page ends the read; what came before stays good, and the next read works', async () => {
    await add('A', 2_000, '2026-11-22 08:00:00');
    let broken = true;
    const address = await through((chunk, sent, { near }) => {
      if (!broken || sent < 60_000) return chunk;
      near.destroy();
      return null;
    });
    const reader = transport(address);
    const seen: (string | null | undefined)[] = [];
    const reading = async (): Promise<void> => {
      for await (const page of reader.pull(BY_TIME, first, { pageSize: 200, signal: new AbortController().signal })) seen.push(...numbers([page]));
    };
    await expect(reading()).rejects.toMatchObject({ name: 'TransportError', kind: 'broken' });
    expect(seen.length % 200).toBe(0);
    expect(seen.length).toBeGreaterThan(0);
    broken = false;
    expect(numbers(await read(BY_TIME, first, 500, reader))).toHaveLength(2_000);
  });

  it('by answering garbage ends in an error of ours, never in the end of the process', async () => {
    await add('A', 300, '2026-11-22 08:00:00');
    let seed = 7;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647);
    for (let round = 0; round < 24; round += 1) {
      const address = await through((chunk, sent) => {
        if (sent < 500 + round * 60) return chunk;
        const spoilt = Buffer.from(chunk);
        for (let at = random() % 50; at < spoilt.length; at += 1 + (random() % 200)) spoilt[at] = random() % 256;
        return spoilt;
      });
      const reader = transport(address, { ...LIMITS, statementTimeoutMs: 100, connectTimeoutMs: 500 });
      const result = await read(BY_TIME, first, 50, reader).catch((error: unknown) => error);
      if (!Array.isArray(result)) expect(result).toBeInstanceOf(TransportError);
    }
    expect(numbers(await read(BY_TIME, first))).toHaveLength(300);
  }, 120_000);

  it('by saying nothing any more ends in a time-out', async () => {
    await add('A', 300, '2026-11-22 08:00:00');
    const address = await through((chunk, sent) => (sent < 3_000 ? chunk : null));
    const reader = transport(address, { ...LIMITS, statementTimeoutMs: 200 });
    await expect(read(BY_TIME, first, 50, reader)).rejects.toMatchObject({ kind: 'timeout' });
  });

  it.each<[string, (address: URL) => void, string]>([
    ['nobody listens', (address) => { address.port = '1'; }, 'refused'],
    ['the password is wrong', (address) => { address.password = 'wrong'; }, 'auth'],
    ['there is no such database', (address) => { address.pathname = '/nowhere'; }, 'auth'],
  ])('because %s says what to do, in Chinese', async (_, change, kind) => {
    const address = new URL(url);
    change(address);
    const error = await read(BY_TIME, first, 10, transport(address.href)).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ name: 'TransportError', kind });
    expect((error as Error).message).toMatch(/请/);
    expect((error as Error).message).not.toContain('only-for-this-test');
  });

  it('because the view is gone or a column is missing says so', async () => {
    await expect(read({ ...BY_TIME, view: 'v_gone' }, first)).rejects.toMatchObject({ kind: 'schema' });
    await expect(read({ ...BY_TIME, cursor: { column: 'gone', precision: 'instant' } }, first)).rejects.toMatchObject({ kind: 'schema' });
  });

  it('because we stop it ends with the reason we gave', async () => {
    await add('A', 300, '2026-11-22 08:00:00');
    const stop = new AbortController();
    const reading = async (): Promise<void> => {
      for await (const page of transport().pull(BY_TIME, first, { pageSize: 50, signal: stop.signal })) stop.abort(new Error(`stopped after ${page.rows.length}`));
    };
    await expect(reading()).rejects.toThrow('stopped after 50');
  });
});

describe('one connection', () => {
  it('reads one thing at a time, and is made once', async () => {
    await add('A', 3, '2026-11-22 08:00:00');
    const reader = transport();
    for await (const page of reader.pull(BY_TIME, first, { pageSize: 2, signal: new AbortController().signal })) {
      if (!page.done) await expect(read(BY_TIME, first, 2, reader)).rejects.toThrow('正在读取');
    }
    await read(BY_TIME, first, 2, reader);
    const { rows } = await owner.query(`select count(*)::int as n from pg_stat_activity where application_name = 'cadre-health' and usename = $1`, [`reader_${DATABASE}`]);
    expect(rows).toEqual([{ n: 1 }]);
  });
});

describe('the check of a source', () => {
  const stream = { name: '检验报告', source: BY_TIME, columns: [['no'], ['state', 'status']], partColumns: { results: [['value']] } };

  it('passes a read-only login whose views have every column', async () => {
    await add('A', 1, '2026-11-22 08:00:00');
    const items = await transport().check([stream]);
    expect(items.map(({ name, ok }) => [name, ok])).toEqual([
      ['连接与登录', true], ['数据库版本', true], ['只读账号', true], ['时钟', true], ['检验报告', true],
    ]);
    expect(items.at(-1)!.message).toContain('样例');
  });

  it('refuses a login that can write', async () => {
    const owned = new URL(inject('clusterUrl'));
    owned.pathname = `/${DATABASE}`;
    const items = await transport(owned.href).check();
    expect(items.find(({ name }) => name === '只读账号')).toMatchObject({ ok: false, message: expect.stringContaining('只有视图查询权限') });
  });

  it('names the columns and views that are missing', async () => {
    const items = await transport().check([
      { ...stream, columns: [['no'], ['gone', 'lost']], partColumns: { results: [['unit']] } },
      { ...stream, name: '体检', source: { ...BY_TIME, view: 'v_gone' } },
    ]);
    expect(items.slice(-2)).toMatchObject([
      { ok: false, message: expect.stringContaining('v_report.gone 或 lost、v_result.unit') },
      { ok: false, message: expect.stringContaining('v_gone 不存在') },
    ]);
  });

  it('of a source that cannot be reached is one finding', async () => {
    const address = new URL(url);
    address.port = '1';
    expect(await transport(address.href).check([stream])).toMatchObject([{ name: '连接与登录', ok: false }]);
  });
});
