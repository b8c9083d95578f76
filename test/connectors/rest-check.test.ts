import { openTransport } from '@cadre/connector-kit/open-transport';
import { afterEach, describe, expect, it } from 'vitest';
import { items, LIST } from './rest-hostile.js';
import { json, serve, type TestServer } from './rest-server.js';

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
  const pull = async (
    source: Partial<typeof LIST>,
    answers: readonly unknown[],
    mode: Parameters<ReturnType<typeof openTransport>['pull']>[1],
  ): Promise<string[]> => {
    let at = 0;
    server = await serve((_, response) => json(response, answers[at++] ?? { items: [] }));
    const transport = openTransport(
      'rest-json',
      { url: `${server.url}/api/`, options: {} },
      { statementTimeoutMs: 2_000, connectTimeoutMs: 1_000, maxRowsPerPage: 100 },
    );
    const { count: _, next: __, ...plain } = LIST;
    for await (const _page of transport.pull({ ...plain, ...source }, mode, {
      pageSize: 3,
      signal: new AbortController().signal,
    }))
      void _page;
    await transport.close();
    return server.asked.map(({ target }) => decodeURIComponent(target));
  };

  it('by page numbers, until a page is not full', async () => {
    const query = { since: 'since', limit: 'pageSize', page: 'pageNum' };
    expect(
      await pull({ query }, [{ items: items(0, 3) }, { items: items(3, 3) }, { items: items(6, 1) }], { kind: 'full' }),
    ).toEqual(['/api/list?pageSize=3&pageNum=1', '/api/list?pageSize=3&pageNum=2', '/api/list?pageSize=3&pageNum=3']);
  });

  it('in the times that the source reads: UTC, a clock in China, a day, digits', async () => {
    const cursor = { value: '2026-03-02T00:10:00+08:00', key: [] };
    const asked = async (source: Partial<typeof LIST>): Promise<string> => {
      const [first] = await pull({ query: { since: 's', until: 'u' }, ...source }, [], { kind: 'incremental', cursor });
      await server.close();
      return first!;
    };
    expect(await asked({})).toBe('/api/list?s=2026-03-01T16:00:00.000Z');
    expect(await asked({ times: 'local' })).toBe('/api/list?s=2026-03-02 00:00:00');
    expect(await asked({ cursor: { column: 'at', precision: 'day' } })).toBe('/api/list?s=2026-03-02');
    expect(await asked({ cursor: { column: 'at', precision: 'compact-text' } })).toBe('/api/list?s=20260302000000');
  });

  it('many patients in several questions, and only once where the source cannot be told', async () => {
    const ids = Array.from({ length: 70 }, (_, index) => `P${index}`);
    const told = await pull({ query: { since: 's', patients: 'who' } }, [], { kind: 'patients', ids });
    expect(told.map((target) => target.split(',').length)).toEqual([50, 20]);
    await server.close();
    expect(await pull({ query: { since: 's' } }, [{ items: items(0, 2) }], { kind: 'patients', ids })).toEqual([
      '/api/list',
    ]);
  });
});
