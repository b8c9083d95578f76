import { mssqlDialect } from '@cadre/connector-kit/mssql-dialect';
import { mssqlError } from '@cadre/connector-kit/mssql-error';
import type { SqlViewSource } from '@cadre/connector-kit/connector';
import { selectPage } from '@cadre/connector-kit/sql-select';
import { describe, expect, it } from 'vitest';

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
