import type { RestJsonSource } from '@cadre/connector-kit/connector';
import { openTransport } from '@cadre/connector-kit/open-transport';
import type { PullMode } from '@cadre/connector-kit/sql-view-types';
import { afterEach, describe, expect, it } from 'vitest';
import { items, LIST } from './rest-hostile.js';
import { json, serve, type Asked, type TestServer } from './rest-server.js';

let server: TestServer;
afterEach(() => server.close());

const findings = async (
  answer: unknown,
  options: Record<string, string> = {},
): Promise<(readonly [string, boolean, string])[]> => {
  server = await serve((_, response) => json(response, answer));
  const transport = openTransport(
    'rest-json',
    { url: server.url, options },
    { statementTimeoutMs: 2_000, connectTimeoutMs: 1_000, maxRowsPerPage: 100 },
  );
  const found = await transport.check([
    { name: '预约记录', source: LIST, columns: [['no'], ['note', 'remark']], partColumns: {} },
  ]);
  await transport.close();
  return found.map(({ name, ok, message }) => [name, ok, message] as const);
};

describe('a REST list is looked at before it is connected', () => {
  it('what came is told, with fields that no sample has', async () => {
    expect(await findings({ items: items(0, 3), total: 3 })).toEqual([
      ['传输加密', true, expect.stringContaining('本机')],
      ['预约记录', true, expect.stringMatching(/3 条样例数据.*note 或 remark/)],
      ['时钟', true, expect.stringContaining('一致')],
    ]);
    expect(server.asked[0]!.query.get('limit')).toBe('20');
  });

  it('keys and times that cannot be read are told', async () => {
    const [, finding] = await findings({ items: [{ person: 'P1', at: 'yesterday' }], total: 1 });
    expect(finding).toEqual(['预约记录', false, expect.stringMatching(/主键 no、修改时间 at/)]);
  });

  it('an empty list and an error are told apart', async () => {
    expect((await findings({ items: [], total: 0 }))[1]).toEqual([
      '预约记录',
      true,
      expect.stringContaining('目前没有数据'),
    ]);
    await server.close();
    expect((await findings({ code: 1 }))[1]).toEqual(['预约记录', false, expect.any(String)]);
  });
});

describe('how a list is asked', () => {
  const { count: _count, next: _next, ...plain } = LIST;
  const asked = async (
    source: Partial<RestJsonSource>,
    answers: readonly unknown[],
    mode: PullMode,
  ): Promise<readonly Asked[]> => {
    let at = 0;
    server = await serve((_, response) => json(response, answers[at++] ?? { items: [], total: 0 }));
    const connection = { url: `${server.url}/api/`, options: {} };
    const transport = openTransport('rest-json', connection, {
      statementTimeoutMs: 2_000,
      connectTimeoutMs: 1_000,
      maxRowsPerPage: 100,
    });
    const options = { pageSize: 3, signal: new AbortController().signal };
    try {
      for await (const _page of transport.pull({ ...plain, ...source }, mode, options)) void _page;
    } finally {
      await transport.close();
    }
    return server.asked;
  };
  const targets = (requests: readonly Asked[]): string[] => requests.map(({ target }) => decodeURIComponent(target));
  const FULL: PullMode = { kind: 'full' };

  it('by page numbers, until as many came as were announced, though every page holds less than was asked for', async () => {
    const query = { since: 'since', limit: 'pageSize', page: 'pageNum' };
    const answers = [0, 2, 4].map((from) => ({ items: items(from, from === 4 ? 1 : 2), total: 5 }));
    expect(targets(await asked({ query, count: 'total' }, answers, FULL))).toEqual([
      '/api/list?pageSize=3&pageNum=1',
      '/api/list?pageSize=3&pageNum=2',
      '/api/list?pageSize=3&pageNum=3',
    ]);
  });

  it('by page numbers only where the source says how many there are', async () => {
    const query = { since: 'since', limit: 'pageSize', page: 'pageNum' };
    await expect(asked({ query }, [{ items: items(0, 3) }], FULL)).rejects.toThrow('count');
    await server.close();
    await expect(asked({ query, count: 'total' }, [{ items: items(0, 3), total: 5 }], FULL)).rejects.toThrow(
      '声明有 0 条',
    );
  });

  it('by POST with numbers as numbers, and with what is sent every time', async () => {
    const query = { since: 'begin', limit: 'pageSize', page: 'pageNum' };
    const source = { query, count: 'total', method: 'POST' as const, fixed: { orgCode: 'H01' } };
    const [first] = await asked(source, [{ items: items(0, 1), total: 1 }], FULL);
    expect([first!.method, first!.target, JSON.parse(first!.body)]).toEqual([
      'POST',
      '/api/list',
      { orgCode: 'H01', pageSize: 3, pageNum: 1 },
    ]);
    expect(first!.headers['content-type']).toContain('application/json');
  });

  it('in the times that the source reads: UTC, a clock in China, a day, digits', async () => {
    const cursor = { value: '2026-03-02T00:10:00+08:00', key: [] };
    const first = async (source: Partial<RestJsonSource>): Promise<string> => {
      const [target] = targets(
        await asked({ query: { since: 's', until: 'u' }, ...source }, [], { kind: 'incremental', cursor }),
      );
      await server.close();
      return target!;
    };
    expect(await first({})).toBe('/api/list?s=2026-03-01T16:00:00.000Z');
    expect(await first({ times: 'epoch' })).toBe('/api/list?s=1772380800000');
    expect(await first({ times: 'local' })).toBe('/api/list?s=2026-03-02 00:00:00');
    expect(await first({ cursor: { column: 'at', precision: 'day' } })).toBe('/api/list?s=2026-03-02');
    expect(await first({ cursor: { column: 'at', precision: 'compact-text' } })).toBe('/api/list?s=20260302000000');
  });

  it('span by span where the source answers only for so many days, and the place is kept until all were read', async () => {
    const source = {
      query: { since: 's', until: 'u' },
      times: 'local' as const,
      span: { days: 10, from: '2026-01-01' },
    };
    const mode: PullMode = { kind: 'window', from: '2026-01-05 00:00:00', to: '2026-01-28 12:00:00' };
    expect(targets(await asked(source, [], mode))).toEqual([
      '/api/list?s=2026-01-05 00:00:00&u=2026-01-15 00:00:00',
      '/api/list?s=2026-01-15 00:00:00&u=2026-01-25 00:00:00',
      '/api/list?s=2026-01-25 00:00:00&u=2026-01-28 12:00:00',
    ]);
    await server.close();
    const all = targets(await asked(source, [], { kind: 'incremental', cursor: null }));
    expect(all[0]).toBe('/api/list?s=2026-01-01 00:00:00&u=2026-01-11 00:00:00');
    expect(Date.parse(`${all.at(-1)!.split('u=')[1]!}+08:00`)).toBeGreaterThan(Date.now());
    await server.close();
    await expect(asked({ ...source, query: { since: 's' } }, [], FULL)).rejects.toThrow('query.until');
  });

  it('many patients in several questions, and only once where the source cannot be told', async () => {
    const ids = Array.from({ length: 70 }, (_, index) => `P${index}`);
    const told = targets(await asked({ query: { since: 's', patients: 'who' } }, [], { kind: 'patients', ids }));
    expect(told.map((target) => target.split(',').length)).toEqual([50, 20]);
    await server.close();
    expect(
      targets(await asked({ query: { since: 's' } }, [{ items: items(0, 2) }], { kind: 'patients', ids })),
    ).toEqual(['/api/list']);
  });
});
