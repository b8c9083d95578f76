import { createServer, type AddressInfo, type Server } from 'node:net';
import type { SqlViewSource } from '@cadre/connector-kit/connector';
import { oracleDialect } from '@cadre/connector-kit/oracle-dialect';
import { oracleError } from '@cadre/connector-kit/oracle-error';
import { descriptor } from '@cadre/connector-kit/oracle-session';
import { openSqlView } from '@cadre/connector-kit/sql-view';
import { selectPage } from '@cadre/connector-kit/sql-select';
import { afterEach, describe, expect, it } from 'vitest';

const LIMITS = { statementTimeoutMs: 1_000, connectTimeoutMs: 2_000, maxRowsPerPage: 1_000 };
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A listener that answers the first packet of a login with these bytes. */
async function listener(answer: Buffer | null): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => (answer ? socket.write(answer) : socket.destroy()));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `oracle://reader:secret@127.0.0.1:${(server.address() as AddressInfo).port}/HIS`;
}

/** How a server of this protocol version accepts: 312 is Oracle 11.2, 318 is 12.2. */
function accepting(version: number): Buffer {
  const packet = Buffer.alloc(32);
  packet.writeUInt16BE(32, 0);
  packet.writeUInt8(2, 4);
  packet.writeUInt16BE(version, 8);
  packet.writeUInt16BE(0x2000, 12);
  packet.writeUInt16BE(0xffff, 14);
  packet.writeUInt16BE(0x0001, 16);
  packet.writeUInt16BE(0, 18);
  packet.writeUInt16BE(32, 20);
  packet.writeUInt8(0x04, 22);
  packet.writeUInt8(0x04, 23);
  return packet;
}

describe('the check of an Oracle, by the driver against a stand-in listener', () => {
  it('says of version 11g what can be done: Instant Client, a front machine, push or files', async () => {
    const items = await openSqlView({ url: await listener(accepting(312)), options: {} }, LIMITS).check();
    expect(items).toMatchObject([{ name: '连接与登录', ok: false }]);
    for (const way of ['12.1', 'Instant Client', 'clientDirectory', '前置机', '推送', '文件', 'NJS-138']) expect(items[0]!.message).toContain(way);
    expect(items[0]!.message).not.toContain('secret');
  });

  it('says that a line which is cut at the login is broken or refused, not more', async () => {
    const [item] = await openSqlView({ url: await listener(null), options: {} }, LIMITS).check();
    expect(item).toMatchObject({ ok: false, message: expect.stringMatching(/连接中断|无法连接/) });
  });

  it.each([
    ['nobody listens', 'oracle://reader:secret@127.0.0.1:1/HIS', '端口'],
    ['nobody knows the host', 'oracle://reader:secret@no-such-host.invalid:1521/HIS', '主机名'],
  ])('says what to do where %s', async (_, url, words) => {
    const [item] = await openSqlView({ url, options: {} }, LIMITS).check();
    expect(item).toMatchObject({ ok: false, message: expect.stringContaining(words) });
  });
});

describe('what Oracle says, in our words', () => {
  it.each([
    ['ORA-01017: invalid username/password', 'auth', '用户名'],
    ['ORA-28000: the account is locked', 'auth', '登录'],
    ['ORA-12514: listener does not currently know of service', 'auth', 'sid'],
    ['ORA-00942: table or view does not exist', 'schema', '视图'],
    ['ORA-00904: "XGSJ": invalid identifier', 'schema', '列'],
    ['ORA-01555: snapshot too old', 'timeout', 'undo_retention'],
    ['NJS-116: password verifier type 0x939 is not supported', 'auth', '10G'],
    ['NJS-123: call timeout of 1000 ms exceeded', 'timeout', '限定时间'],
    ['NJS-500: connection to the Oracle Database was broken', 'broken', '中断'],
    ['DPI-1047: Cannot locate a 64-bit Oracle Client library', 'refused', 'clientDirectory'],
    ['ORA-01722: invalid number', 'query', '接口工程师'],
  ])('%s', (message, kind, words) => {
    const error = oracleError(Object.assign(new Error(message), { code: message.slice(0, message.indexOf(':')) }));
    expect(error).toMatchObject({ kind, message: expect.stringContaining(words) });
  });
});

describe('how Oracle is asked', () => {
  const source: SqlViewSource = {
    transport: 'sql-view', view: 'his.v_report', key: ['no'], patientColumn: 'brid', lookbackSeconds: 0, cursor: { column: 'xgsj', precision: 'instant' },
  };
  const columns = new Map([
    ['no', { name: 'NO', type: 'number' }],
    ['brid', { name: 'BRID', type: 'char(10)' }],
    ['xgsj', { name: 'XGSJ', type: 'date' }],
  ]);

  it('a page is read by place and ROWNUM, in the order of the columns themselves, every value as text', () => {
    const mode = { kind: 'incremental', cursor: { value: '2026-03-02 08:00:00', key: ['7'] } } as const;
    const { sql, values } = selectPage(oracleDialect, { source, mode, columns, place: ['2026-03-02 08:00:00', '7'], rows: 101 });
    expect(sql).toBe(
      `select * from (select to_char(v."NO", 'TM9') as "NO", v."BRID" as "BRID", to_char(v."XGSJ", 'YYYY-MM-DD HH24:MI:SS') as "XGSJ" ` +
        `from "HIS"."V_REPORT" v where "XGSJ" >= to_date(:1, 'YYYY-MM-DD HH24:MI:SS') ` +
        `and "XGSJ" >= to_date(:2, 'YYYY-MM-DD HH24:MI:SS') and ("XGSJ" > to_date(:3, 'YYYY-MM-DD HH24:MI:SS') ` +
        `or "XGSJ" = to_date(:4, 'YYYY-MM-DD HH24:MI:SS') and ("NO" > to_number(:5))) order by v."XGSJ", v."NO") where rownum <= 101`,
    );
    expect(values).toEqual(['2026-03-02 08:00:00', '2026-03-02 08:00:00', '2026-03-02 08:00:00', '2026-03-02 08:00:00', '7']);
  });

  it('a padded column is compared with its blanks, a moment with its fraction and zone', () => {
    expect(oracleDialect.parameter(3, { name: 'BRID', type: 'char(10)' }, '12')).toEqual({ sql: 'rpad(:3, 10)', value: '12' });
    expect(oracleDialect.parameter(1, { name: 'T', type: 'timestamp(6)' }, '2026-03-02')).toMatchObject({ value: '2026-03-02 00:00:00.000000' });
    expect(oracleDialect.parameter(1, { name: 'T', type: 'timestamp(6) with time zone' }, '2026-03-02 08:00:00.5')).toMatchObject({ value: '2026-03-02 08:00:00.5 +08:00' });
  });

  it('more than 1,000 keys go into several lists, as one takes no more', () => {
    const keys = Array.from({ length: 1_500 }, (_, at) => [String(at)]);
    const { sql, values } = oracleDialect.oneOf([columns.get('no')!], keys, 1);
    expect(sql.match(/ in \(/g)).toHaveLength(2);
    expect(values).toHaveLength(1_500);
  });

  it('an address cannot say more than host, port and service', () => {
    const connection = { url: 'oracle://u:p@db.example:1521/HIS)(X=1', options: {} };
    expect(descriptor(connection, { trust: false, isolation: 'auto' }, LIMITS)).toBe(
      '(DESCRIPTION=(CONNECT_TIMEOUT=2)(TRANSPORT_CONNECT_TIMEOUT=2)(ADDRESS=(PROTOCOL=TCP)(HOST=db.example)(PORT=1521))(CONNECT_DATA=(SERVICE_NAME=HISX1)))',
    );
    expect(descriptor({ ...connection, url: 'oracle://u:p@db.example' }, { trust: true, encrypt: true, sid: 'ORCL', isolation: 'auto' }, LIMITS)).toContain(
      '(ADDRESS=(PROTOCOL=TCPS)(HOST=db.example)(PORT=1521))(CONNECT_DATA=(SID=ORCL))(SECURITY=(SSL_SERVER_DN_MATCH=OFF))',
    );
  });
});
