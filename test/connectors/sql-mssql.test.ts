import { mssqlDialect } from '@cadre/connector-kit/mssql-dialect';
import { mssqlError } from '@cadre/connector-kit/mssql-error';
import type { SqlViewSource } from '@cadre/connector-kit/connector';
import { selectPage } from '@cadre/connector-kit/sql-select';
import { openSqlView, type Page, type PullMode } from '@cadre/connector-kit/sql-view';
import { afterEach, describe, expect, it } from 'vitest';
import { type Answer, startStandIn, type StandIn } from './sql-mssql-server.js';

const LIMITS = { statementTimeoutMs: 700, connectTimeoutMs: 700, maxRowsPerPage: 1_000 };
const VIEW: SqlViewSource = {
  transport: 'sql-view', view: 'dbo.v_report', key: ['no'], patientColumn: 'brid', lookbackSeconds: 0, cursor: { column: 'xgsj', precision: 'instant' },
};
const servers: StandIn[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function standIn(...given: Parameters<typeof startStandIn>): Promise<StandIn> {
  const server = await startStandIn(...given);
  servers.push(server);
  return server;
}

/** A hospital's answers; `more` comes first. */
function hospital(more: (statement: string) => Answer | undefined = () => undefined): (statement: string) => Answer {
  const rows = [
    { NO: '1', brid: '00000001', XGSJ: '2026-03-02 08:00:00.123' },
    { NO: '2', brid: null, XGSJ: '2026-03-02 08:00:00.123' },
    { NO: '3', brid: ' 陈(VIP)', XGSJ: '2026-03-02 08:00:00.127' },
  ];
  return (statement) => {
    const said = more(statement);
    if (said) return said;
    if (statement.includes('snapshot_isolation_state')) return [{ state: '1' }];
    if (statement.includes('sysutcdatetime')) return [{ now: '2026-11-22T00:00:00.1234567Z' }];
    if (statement.includes('from sys.columns')) return [{ name: 'NO', type: 'varchar' }, { name: 'brid', type: 'nvarchar' }, { name: 'XGSJ', type: 'datetime' }];
    if (statement.includes('@@version')) return [{ version: 'Microsoft SQL Server 2019' }];
    if (statement.includes('has_perms_by_name')) return [{ writable: '0' }];
    if (/top \(\d+\)/.test(statement)) return /XGSJ\] > /.test(statement) ? rows.slice(2) : rows;
    return [];
  };
}

const at = ({ port }: StandIn, options: Record<string, string> = { encrypt: 'false' }) => openSqlView({ url: `sqlserver://reader:secret@127.0.0.1:${port}/HIS`, options }, LIMITS);

async function read(server: StandIn, mode: PullMode, pageSize: number, options?: Record<string, string>): Promise<Page[]> {
  const view = at(server, options);
  const pages: Page[] = [];
  try {
    for await (const page of view.pull(VIEW, mode, { pageSize, signal: new AbortController().signal })) pages.push(page);
    return pages;
  } finally {
    await view.close();
  }
}

describe('SQL Server, by the driver against a stand-in that speaks its protocol', () => {
  it('is read page by page in one snapshot that ends without a trace, every value as it was printed', async () => {
    const server = await standIn(hospital());
    const pages = await read(server, { kind: 'incremental', cursor: null }, 2);
    expect(pages.flatMap(({ rows }) => rows.map(({ values }) => values))).toEqual([
      { no: '1', brid: '00000001', xgsj: '2026-03-02 08:00:00.123' },
      { no: '2', brid: null, xgsj: '2026-03-02 08:00:00.123' },
      { no: '3', brid: ' 陈(VIP)', xgsj: '2026-03-02 08:00:00.127' },
    ]);
    expect(pages.at(-1)!.cursor).toEqual({ value: '2026-03-02 08:00:00.127', key: ['3'] });
    expect(server.heard.find((statement) => statement.startsWith('set transaction'))).toBe(
      'set transaction isolation level snapshot; set lock_timeout 700; begin transaction',
    );
    expect(server.heard.at(-1)).toBe('if @@trancount > 0 rollback transaction');
  });

  it.each([
    ['the database does not allow snapshots', '0', {}, 'read committed'],
    ['the settings say so', '1', { isolation: 'uncommitted' }, 'read uncommitted'],
  ])('is read as committed, or dirtily, where %s', async (_, state, options, level) => {
    const server = await standIn(hospital((statement) => (statement.includes('snapshot_isolation_state') ? [{ state }] : undefined)));
    await read(server, { kind: 'full' }, 10, { encrypt: 'false', ...options });
    expect(server.heard.some((statement) => statement.startsWith(`set transaction isolation level ${level};`))).toBe(true);
  });

  it('passes the check of a reading login, and is told that its line is not encrypted', async () => {
    const items = await at(await standIn(hospital())).check();
    expect(items.map(({ name, ok }) => [name, ok])).toEqual([['连接与登录', true], ['数据库版本', true], ['只读账号', true], ['线路', true], ['时钟', false]]);
    expect(items.find(({ name }) => name === '线路')!.message).toContain('encrypt');
  });

  it('is refused where the login can write', async () => {
    const items = await at(await standIn(hospital((statement) => (statement.includes('has_perms') ? [{ writable: '12' }] : undefined)))).check();
    expect(items.find(({ name }) => name === '只读账号')).toMatchObject({ ok: false, message: expect.stringContaining('12 张表') });
  });

  it.each<[string, Answer, string, string]>([
    ['the view is gone', { number: 208, message: 'Invalid object name' }, 'schema', '视图'],
    ['another holds a lock for too long', { number: 1222, message: 'Lock request time out' }, 'timeout', '限定时间'],
    ['it says nothing', 'silence', 'timeout', '限定时间'],
  ])('whose answer fails because %s ends the read in our words', async (_, answer, kind, words) => {
    const server = await standIn(hospital((statement) => (/top \(/.test(statement) ? answer : undefined)));
    await expect(read(server, { kind: 'full' }, 10)).rejects.toMatchObject({ name: 'TransportError', kind, message: expect.stringContaining(words) });
  });

  it.each<[string, Parameters<typeof startStandIn>[1], Record<string, string>, string[]]>([
    ['a wrong password', 'refuse', { encrypt: 'false' }, ['用户名、密码']],
    ['a server that says nothing', 'silence', { encrypt: 'false' }, ['限定时间']],
    ['an encryption of the past', 'encrypted, badly', {}, ['TLS 1.0', 'minVersion', 'encrypt']],
  ])('at whose login there is %s says what to do', async (_, login, options, words) => {
    const items = await at(await standIn(hospital(), login), options).check();
    expect(items).toMatchObject([{ name: '连接与登录', ok: false }]);
    for (const word of words) expect(items[0]!.message).toContain(word);
    expect(items[0]!.message).not.toContain('secret');
  });

  it('with a setting that does not exist says which there are', async () => {
    const items = await at(await standIn(hospital()), { encrypted: 'no' }).check();
    expect(items[0]!.message).toMatch(/没有“encrypted”这项设置.*minVersion/);
  });
});

describe('what SQL Server says, in our words', () => {
  const said = (number: number): Error => Object.assign(new Error('said'), { code: 'EREQUEST', number });
  it.each([
    [18456, 'auth', '用户名'],
    [4060, 'auth', '数据库名'],
    [208, 'schema', '视图'],
    [207, 'schema', '列'],
    [229, 'schema', '授权'],
    [1222, 'timeout', '限定时间'],
    [3952, 'query', 'ALLOW_SNAPSHOT_ISOLATION'],
    [8115, 'query', '接口工程师'],
  ])('error %i', (number, kind, words) => {
    expect(mssqlError(said(number))).toMatchObject({ kind, message: expect.stringContaining(words) });
  });

  it.each([
    ['write EPROTO: error:0A000102:SSL routines::unsupported protocol', ['minVersion', 'TLSv1', 'encrypt', 'false']],
    ['Client network socket disconnected: tlsv1 alert protocol version', ['minVersion', 'TLS 1.2']],
    ['self-signed certificate', ['证书', 'trust']],
    ['getaddrinfo ENOTFOUND his-db', ['主机名']],
  ])('“%s” names the setting that helps', (story, words) => {
    const error = mssqlError(Object.assign(new Error('Failed to connect', { cause: new Error(story) }), { code: 'ESOCKET' }));
    expect(error.kind).toBe('refused');
    for (const word of words) expect(error.message).toContain(word);
  });
});

describe('how SQL Server is asked', () => {
  const source: SqlViewSource = {
    transport: 'sql-view', view: 'dbo.v_report', key: ['no'], patientColumn: 'brid', lookbackSeconds: 600, cursor: { column: 'xgsj', precision: 'instant' },
  };
  const columns = new Map([
    ['no', { name: 'NO', type: 'varchar' }],
    ['brid', { name: 'brid', type: 'nvarchar' }],
    ['xgsj', { name: 'XGSJ', type: 'datetime' }],
    ['je', { name: 'je', type: 'decimal' }],
  ]);

  it('a page is read by place and TOP, every value as text, every parameter as its column’s own type', () => {
    const mode = { kind: 'incremental', cursor: { value: '2026-03-02 08:00:00.123', key: ['7'] } } as const;
    const { sql, values } = selectPage(mssqlDialect, { source, mode, columns, place: ['2026-03-02 08:00:00.123', '7'], rows: 101 });
    expect(sql).toBe(
      'select top (101) v.[NO] as [NO], v.[brid] as [brid], convert(varchar(33), v.[XGSJ], 121) as [XGSJ], convert(varchar(60), v.[je]) as [je] ' +
        'from [dbo].[v_report] v where [XGSJ] >= convert(datetime, left(@p1, 23), 121) and [XGSJ] >= convert(datetime, left(@p2, 23), 121) ' +
        'and ([XGSJ] > convert(datetime, left(@p3, 23), 121) or [XGSJ] = convert(datetime, left(@p4, 23), 121) ' +
        'and ([NO] > convert(varchar(8000), @p5))) order by v.[XGSJ], v.[NO]',
    );
    expect(values[0]).toBe('2026-03-02 07:50:00.123');
  });
});
