import { describe, expect, it } from 'vitest';
import { BY_TIME, hospitalSource } from './transports-source.js';

const { url, ownerUrl, add, transport } = hospitalSource('transports_check');

describe('the check of a source', () => {
  const stream = {
    name: '检验报告',
    source: BY_TIME,
    columns: [['no'], ['state', 'status']],
    partColumns: { results: [['value']] },
  };

  it('passes a read-only login whose views have every column', async () => {
    await add('A', 1, '2026-11-22 08:00:00');
    const items = await transport().check([stream]);
    expect(items.map(({ name, ok }) => [name, ok])).toEqual([
      ['连接与登录', true],
      ['数据库版本', true],
      ['只读账号', true],
      ['线路', true],
      ['时钟', true],
      ['检验报告', true],
    ]);
    expect(items.at(-1)!.message).toContain('样例');
  });

  it('refuses a login that can write', async () => {
    const items = await transport(ownerUrl).check();
    expect(items.find(({ name }) => name === '只读账号')).toMatchObject({
      ok: false,
      message: expect.stringContaining('只有视图查询权限'),
    });
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
