import { mysqlDialect } from '@cadre/connector-kit/mysql-dialect';
import type { Page } from '@cadre/connector-kit/sql-view';
import { TransportError } from '@cadre/connector-kit/transport-error';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { noMariadb } from '../support/mariadb.js';
import { openLine, type Line } from './conformance-line.js';
import { first, LIMITS, reading, view } from './sql-mariadb-reading.js';
import { mariadbSource } from './sql-mariadb-source.js';

const source = mariadbSource();
const { transport, read } = reading(source);
const lines: Line[] = [];
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
    await source.owner().query(`update wide set amount = id + 0.0000000001; create or replace view v_exact as select amount as id, brid, moment from wide;
      grant select on v_exact to reader@'127.0.0.1'`);
    expect(column(await read(view('v_exact'), first, 4), 'id')).toEqual(ids.map((id) => `${id}.0000000001`));
    expect(column(await read(view('v_exact'), { kind: 'keys', keys: [[`${ids[3]}.0000000001`]] }), 'id')).toHaveLength(1);
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

describe('a parameter for MySQL, which compares a text with a number as two binary fractions,', () => {
  it.each([
    ['bigint(20) unsigned', 'cast(? as unsigned)'],
    ['int(11)', 'cast(? as signed)'],
    ['decimal(30,10)', 'cast(? as decimal(65, 30))'],
    ['datetime(6)', 'cast(? as datetime(6))'],
    ['date', 'cast(? as date)'],
    ['varchar(20)', '?'],
  ])('is of the kind of its column: %s', (type, sql) => {
    expect(mysqlDialect.parameter(1, { name: 'id', type }, '7')).toEqual({ sql, value: '7' });
  });
});
