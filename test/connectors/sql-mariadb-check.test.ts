import { createServer, type AddressInfo } from 'node:net';
import type { SqlViewSource, StreamSpec } from '@cadre/connector-kit/connector';
import { openSqlView } from '@cadre/connector-kit/sql-view';
import { TransportError } from '@cadre/connector-kit/transport-error';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noMariadb } from '../support/mariadb.js';
import { LIMITS, reading, view } from './sql-mariadb-reading.js';
import { mariadbSource, PASSWORD } from './sql-mariadb-source.js';

const source = mariadbSource();
const { transport, read } = reading(source);

describe.skipIf(noMariadb)(`the check of a MariaDB${noMariadb ? ` – ${noMariadb}` : ''}`, () => {
  const stream: StreamSpec = source.stream;
  const asked = { name: '样例', source: stream.source as SqlViewSource, columns: [['no'], ['gone', 'txt']], partColumns: {} };
  beforeAll(() => source.start());
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
    const running = async (): Promise<unknown> =>
      (await source.owner().query(`select count(*) as n from information_schema.processlist where user = 'reader' and info like '%v_slow%' and command = 'Query'`))[0];
    await expect.poll(running, { timeout: 5_000 }).toEqual([{ n: 0 }]);
  });
});
