import type { SqlViewSource, StreamSpec } from '@cadre/connector-kit/connector';
import { openSqlView, type Page, type PullMode, type SqlViewTransport } from '@cadre/connector-kit/sql-view';
import { TransportError } from '@cadre/connector-kit/transport-error';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { noMariadb } from '../support/mariadb.js';
import { openLine, type Line } from './conformance-line.js';
import { mariadbSource, PASSWORD } from './sql-mariadb-source.js';

const source = mariadbSource();
const LIMITS = { statementTimeoutMs: 1_000, connectTimeoutMs: 2_000, maxRowsPerPage: 1_000 };
const first: PullMode = { kind: 'incremental', cursor: null };
const view = (name: string, more: Partial<SqlViewSource> = {}): SqlViewSource => ({
  transport: 'sql-view', view: name, key: ['id'], patientColumn: 'brid', lookbackSeconds: 0,
  cursor: { column: 'moment', precision: 'instant' }, ...more,
});
const opened: SqlViewTransport[] = [];
const lines: Line[] = [];

function transport(address = source.connection().url, limits = LIMITS): SqlViewTransport {
  const made = openSqlView({ url: address, options: {} }, limits);
  opened.push(made);
  return made;
}

async function read(of: SqlViewSource, mode: PullMode = first, pageSize = 100, from = transport()): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of from.pull(of, mode, { pageSize, signal: new AbortController().signal })) pages.push(page);
  return pages;
}
const column = (pages: readonly Page[], name: string): (string | null | undefined)[] => pages.flatMap(({ rows }) => rows.map(({ values }) => values[name]));

/** The packets of a chunk but the one that carries this text. */
function withoutPacket(chunk: Buffer, text: string): Buffer {
  const kept: Buffer[] = [];
  for (let at = 0; at < chunk.length;) {
    const end = at + 4 + chunk.readUIntLE(at, 3);
    const packet = chunk.subarray(at, end);
    if (!packet.includes(text)) kept.push(packet);
    at = end;
  }
  return Buffer.concat(kept);
}

describe.skipIf(noMariadb)(`values of a MariaDB${noMariadb ? ` – ${noMariadb}` : ''}`, () => {
  beforeAll(async () => {
    await source.start();
    await source.owner().query(
      `create table wide (id bigint unsigned primary key, brid varchar(20), amount decimal(30,10), small float, big double, fixed char(8),
         yes bit(1), pic blob, moment datetime, stamp timestamp(3) null, day date, note text, old varchar(50) character set latin1, tiny tinyint(1));
       create view v_wide as select * from wide; grant select on v_wide to reader@'127.0.0.1'`,
    );
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
    for (const one of lines.splice(0)) one.close();
    await source.owner().query('delete from wide');
  });
  afterAll(() => source.stop());

  it('come as the source prints them: no digit, blank or fraction is lost, no time moves', async () => {
    await source.owner().query(
      `set time_zone = '+08:00'; insert into wide values (18446744073709551615, '00000001', 12345678901234567890.0123456789, 0.1, 1e300, 'ab  ', b'1',
         x'00ff', '2026-03-02 08:00:00', '2026-03-02 08:00:00.123', '2026-03-02', ?, 'café', 1)`,
      [` 两行\n「𠮷」葉誠東\\'" `],
    );
    const [page] = await read(view('v_wide'));
    expect(page!.rows[0]!.values).toMatchObject({
      id: '18446744073709551615', brid: '00000001', amount: '12345678901234567890.0123456789', small: '0.1', big: '1e300', yes: '1', pic: '00FF',
      moment: '2026-03-02 08:00:00', stamp: '2026-03-02 08:00:00.123', day: '2026-03-02', old: 'café', tiny: '1',
    });
    // GBK knows no 𠮷; the server itself keeps a question mark for it.
    expect(page!.rows[0]!.values['note']).toBe(` 两行\n「?」葉誠東\\'" `);
  });

  it('of numbers that no binary fraction holds are told apart at the edges of pages', async () => {
    const ids = Array.from({ length: 30 }, (_, at) => String(9_007_199_254_740_993n * 1_000n + BigInt(at)));
    await source.owner().query('insert into wide (id, moment) values ?', [ids.map((id) => [id, '2026-03-02 08:00:00'])]);
    expect(column(await read(view('v_wide'), first, 4), 'id')).toEqual(ids);
    expect(column(await read(view('v_wide'), { kind: 'keys', keys: [[ids[3]!]] }), 'id')).toEqual([ids[3]]);
  });

  it('are read page by page also where the date is 0000-00-00, which is no date', async () => {
    const days = ['0000-00-00', '0000-00-00', '0000-00-00', '2026-03-01', '2026-03-02'];
    await source.owner().query('insert into wide (id, moment, day) values ?', [days.map((day, at) => [at + 1, `${day} 00:00:00`, day])]);
    expect(column(await read(view('v_wide'), first, 2), 'id')).toEqual(['1', '2', '3', '4', '5']);
    expect(column(await read(view('v_wide', { cursor: { column: 'day', precision: 'day' } }), first, 2), 'day')).toEqual(days);
  });

  it('in a key of two columns are all found, and asked for by both', async () => {
    await source.owner().query('insert into wide (id, brid, moment) values ?', [Array.from({ length: 20 }, (_, at) => [at + 1, `P${at % 3}`, '2026-03-02 08:00:00'])]);
    const pair = view('v_wide', { key: ['brid', 'id'] });
    expect(new Set(column(await read(pair, { kind: 'full' }, 3), 'id')).size).toBe(20);
    expect(column(await read(pair, { kind: 'keys', keys: [['P1', '2'], ['P2', '2']] }), 'id')).toEqual(['2']);
  });

  it('that the database takes for equal, but are not, are none lost at the edges of pages', async () => {
    const keys = ['a1', 'A1', 'a2', 'á2', 'A2', 'b1', 'B1 ', 'Ｂ1', 'b2', 'B2'];
    await source.owner().query(
      `create or replace table folded (id varchar(9) character set utf8mb4 collate utf8mb4_unicode_ci, brid varchar(9), moment datetime);
       create or replace view v_folded as select * from folded; grant select on v_folded to reader@'127.0.0.1'`,
    );
    await source.owner().query('insert into folded values ?', [keys.map((key) => [key, 'P1', '2026-03-02 08:00:00'])]);
    for (const size of [3, 4, 5, 6, 7]) {
      expect(new Set(column(await read(view('v_folded'), { kind: 'full' }, size), 'id'))).toEqual(new Set(keys));
      expect(new Set(column(await read(view('v_folded'), first, size), 'id'))).toEqual(new Set(keys));
    }
  });

  it('of a key that is none end in words, not in rows that are silently left out', async () => {
    await source.owner().query('insert into wide (id, brid, moment) values ?', [Array.from({ length: 30 }, (_, at) => [at + 1, 'P1', '2026-03-02 08:00:00'])]);
    await expect(read(view('v_wide', { key: ['brid'] }), first, 10)).rejects.toMatchObject({ kind: 'schema', message: expect.stringContaining('重复') });
    expect(column(await read(view('v_wide', { key: ['brid'] }), first, 30), 'id')).toHaveLength(30);
  });

  it('that look like a command stay values', async () => {
    await source.owner().query(`insert into wide (id, brid, moment) values (1, ?, '2026-03-02 08:00:00'), (2, 'P2', '2026-03-02 08:00:00')`, [`x\\' or 1=1 -- `]);
    expect(column(await read(view('v_wide'), { kind: 'patients', ids: [`x\\' or 1=1 -- `] }), 'id')).toEqual(['1']);
    expect(column(await read(view('v_wide'), { kind: 'patients', ids: [`' or '1'='1`] }), 'id')).toEqual([]);
  });

  it('that are changed on their way are found out', async () => {
    await source.owner().query('insert into wide (id, brid, moment) values ?', [Array.from({ length: 50 }, (_, at) => [at + 1, '00012345', '2026-03-02 08:00:00'])]);
    const door = await spoiling((chunk) => {
      const at = chunk.indexOf('00012345');
      if (at >= 0) chunk.write('6', at + 7);
    });
    await expect(read(view('v_wide'), first, 10, transport(door))).rejects.toMatchObject({ kind: 'broken' });
  });

  it('of which a whole row is lost on the way are not taken for fewer rows', async () => {
    await source.owner().query('insert into wide (id, brid, moment) values ?', [Array.from({ length: 20 }, (_, at) => [at + 1, `P-${at}-`, '2026-03-02 08:00:00'])]);
    const door = await spoiling((chunk) => withoutPacket(chunk, 'P-7-'));
    await expect(read(view('v_wide'), first, 50, transport(door))).rejects.toMatchObject({ kind: 'broken' });
  });

  it('answered as garbage end in an error of ours, never in the end of the process', async () => {
    await source.owner().query('insert into wide (id, brid, moment) values ?', [Array.from({ length: 200 }, (_, at) => [at + 1, `P${at}`, '2026-03-02 08:00:00'])]);
    const truth = (await read(view('v_wide'))).flatMap(({ rows }) => rows);
    let seed = 11;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647);
    for (let round = 0; round < 16; round += 1) {
      let sent = 0;
      const door = await spoiling((chunk) => {
        const before = sent;
        sent += chunk.length;
        if (before < 200 + round * 120) return;
        for (let at = random() % 50; at < chunk.length; at += 1 + (random() % 200)) chunk[at] = random() % 256;
      });
      const limits = { ...LIMITS, statementTimeoutMs: 50, connectTimeoutMs: 500 };
      const result = await read(view('v_wide'), first, 50, transport(door, limits)).catch((error: unknown) => error);
      if (Array.isArray(result)) expect((result as Page[]).flatMap(({ rows }) => rows)).toEqual(truth);
      else expect(result).toBeInstanceOf(TransportError);
    }
  }, 120_000);

  it('are one state of the source from the first page to the last', async () => {
    await source.owner().query(`insert into wide (id, brid, moment) values (1, 'a', '2026-03-02 08:00:00'), (2, 'b', '2026-03-02 08:00:00'), (3, 'c', '2026-03-02 08:00:00')`);
    const seen: (string | null | undefined)[] = [];
    for await (const page of transport().pull(view('v_wide'), first, { pageSize: 2, signal: new AbortController().signal })) {
      seen.push(...column([page], 'brid'));
      await source.owner().query(`update wide set brid = 'later'`);
    }
    expect(seen).toEqual(['a', 'b', 'c']);
  });

  async function spoiling(spoil: (chunk: Buffer) => Buffer | void): Promise<string> {
    const door = await openLine(source.address!(), (chunk) => {
      const copy = Buffer.from(chunk);
      return spoil(copy) ?? copy;
    });
    lines.push(door);
    return source.connection(door).url;
  }
});

describe.skipIf(noMariadb)(`the check of a MariaDB${noMariadb ? ` – ${noMariadb}` : ''}`, () => {
  const stream: StreamSpec = source.stream;
  const asked = { name: '样例', source: stream.source as SqlViewSource, columns: [['no'], ['gone', 'txt']], partColumns: {} };
  beforeAll(() => source.start());
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
  });
  afterAll(() => source.stop());

  it('passes a login that may only read, and finds the views it may read', async () => {
    const items = await transport().check([asked]);
    expect(items.filter(({ ok }) => !ok)).toEqual([]);
    expect(items.find(({ name }) => name === '数据库版本')!.message).toContain('MariaDB');
    expect(await transport().discover()).toMatchObject([{ name: 'v_sample', fields: [{ name: 'no' }, { name: 'brid' }, { name: 'txt' }, { name: 'moment' }, { name: 'day' }] }]);
  });

  it.each([
    ['by its own right', `grant insert on his.sample to ward@'127.0.0.1'`],
    ['by a role', `create role scribe; grant update on his.* to scribe; grant scribe to ward@'127.0.0.1'; set default role scribe for ward@'127.0.0.1'`],
    ['because it is the owner', `grant all privileges on *.* to ward@'127.0.0.1'`],
  ])('refuses a login that can write %s', async (_, grant) => {
    await source.owner().query(`create or replace user ward@'127.0.0.1' identified by '${PASSWORD}'; ${grant}`);
    const items = await transport(source.connection().url.replace('reader', 'ward')).check();
    expect(items.find(({ name }) => name === '只读账号')).toMatchObject({ ok: false, message: expect.stringContaining('只有视图查询权限') });
  });

  it.each<[string, (url: URL) => void, string]>([
    ['a wrong password', (url) => (url.password = 'wrong'), '用户名、密码'],
    ['a database that is not there', (url) => (url.pathname = '/nowhere'), '数据库名'],
    ['a host that nobody knows', (url) => (url.hostname = 'no-such-host.invalid'), '主机名'],
    ['a port where nobody listens', (url) => (url.port = '1'), '端口'],
  ])('says what to do about %s, and tells no password', async (_, change, words) => {
    const url = new URL(source.connection().url.replace('mariadb:', 'mysql:'));
    change(url);
    const items = await transport(url.href).check([asked]);
    expect(items).toMatchObject([{ name: '连接与登录', ok: false, message: expect.stringContaining(words) }]);
    expect(items[0]!.message).not.toContain(PASSWORD);
  });

  it('names views and columns that are missing, and Chinese that was stored in the wrong character set', async () => {
    await source.owner().query(
      `create or replace table garbled (no int, brid varchar(9), name varchar(90) character set latin1, moment datetime);
       insert into garbled values (1, 'P1', x'b3c2d7d3', '2026-03-02 08:00:00');
       create or replace view v_garbled as select * from garbled; grant select on v_garbled to reader@'127.0.0.1'`,
    );
    const of = asked.source;
    const items = await transport().check([
      { ...asked, columns: [['lost', 'missing']] },
      { ...asked, source: { ...of, view: 'v_gone' } },
      { ...asked, source: { ...of, view: 'v_garbled' }, columns: [] },
    ]);
    expect(items.slice(-3)).toMatchObject([
      { ok: false, message: expect.stringContaining('v_sample.lost 或 missing') },
      { ok: false, message: expect.stringContaining('v_gone 不存在') },
      { ok: false, message: expect.stringContaining('name') },
    ]);
    expect(items.at(-1)!.message).toContain('乱码');
  });

  it('gives up a server that takes the call and says nothing, and one that cannot encrypt', async () => {
    const mute = createServer((socket) => socket.on('error', () => undefined));
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const url = `mysql://reader:${PASSWORD}@127.0.0.1:${(mute.address() as AddressInfo).port}/his`;
    expect(await transport(url, { ...LIMITS, connectTimeoutMs: 300 }).check()).toMatchObject([{ ok: false, message: expect.stringContaining('限定时间') }]);
    mute.close();
    const encrypted = openSqlView({ url: source.connection().url, options: { encrypt: 'true' } }, LIMITS);
    expect(await encrypted.check()).toMatchObject([{ ok: false, message: expect.stringContaining('encrypt') }]);
  });

  it('finds the views again after the server was restarted', async () => {
    const one = transport();
    expect(await one.discover()).not.toEqual([]);
    await source.restart!();
    await one.discover().catch((error: unknown) => expect(error).toBeInstanceOf(TransportError));
    expect(await one.discover()).not.toEqual([]);
  });

  it('stops a statement that takes too long on the server itself', async () => {
    await source.owner().query(`create or replace view v_slow as select no as id, brid, moment, sleep(30) as nap from sample; grant select on v_slow to reader@'127.0.0.1'`);
    await source.seed([{ no: 'A001', patientId: 'P1', text: 'x', at: '2026-03-02 08:00:00' }]);
    await expect(read(view('v_slow'))).rejects.toMatchObject({ kind: 'timeout' });
    const [running] = await source.owner().query(`select count(*) as n from information_schema.processlist where user = 'reader' and command = 'Query'`);
    expect(running).toEqual([{ n: 0 }]);
  });
});
