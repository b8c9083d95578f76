import type { RestJsonSource, StreamSpec } from '@cadre/connector-kit/connector';
import { openTransport, readAgain } from '@cadre/connector-kit/open-transport';
import type { KeyRange } from '@cadre/connector-kit/pull-transport';
import { afterEach, describe, expect, it } from 'vitest';
import { sampleMapping } from './conformance.js';
import { items, LIST, readAll } from './rest-hostile.js';
import { json, serve, type TestServer } from './rest-server.js';

let server: TestServer;
afterEach(() => server.close());

const telling = async (text: string): Promise<string> => {
  server = await serve((_, response) => json(response, text));
  return server.url;
};
const { count: _count, ...UNCOUNTED } = LIST;

describe('records of a REST list', () => {
  it('W7 are told as deleted by their flag, however it is written, and are not among the keys', async () => {
    const flags = [true, false, 1, 'Y', 'n', '是', null];
    const body = JSON.stringify({ items: items(0, flags.length).map((item, at) => ({ ...item, gone: flags[at] })) });
    const source: RestJsonSource = { ...UNCOUNTED, deleted: 'gone' };
    const { pages } = await readAll(await telling(body), { source });
    expect(pages.flatMap(({ records }) => records.map(({ deleted }) => deleted === true))).toEqual([
      true,
      false,
      true,
      true,
      false,
      true,
      false,
    ]);
    const stream: StreamSpec = {
      id: 's',
      name: '样例',
      target: 'appointment',
      rank: 1,
      source,
      mapping: sampleMapping({ no: 'no', patientId: 'person', text: 'x', at: 'at' }),
    };
    expect(await keysOf(stream, { kind: 'all' })).toEqual(['R1', 'R4', 'R6']);
    expect(await keysOf(stream, { kind: 'present', keys: [['R0'], ['R1'], ['R9']] })).toEqual(['R1']);
    expect(await keysOf(stream, { kind: 'window', from: '2026-03-02T00:04:00Z', to: '2026-03-02T00:06:00Z' })).toEqual([
      'R4',
    ]);
  });

  it('keep every digit, and are read again from what was kept as they were read at first', async () => {
    const url = await telling(
      '{"items":[{"no":900719925474099312,"person":"P1","at":"2026-03-02","fee":12.50,"lines":[{"value":1.10}],"none":[]}]}',
    );
    const source: RestJsonSource = { ...UNCOUNTED, parts: { lines: 'lines', none: 'none', unsaid: 'unsaid' } };
    const { pages } = await readAll(url, { source });
    const { message, raw } = pages[0]!.records[0]!;
    const [again] = readAgain(source, raw);
    for (const one of [message, again!]) {
      expect([one.read('no'), one.read('fee'), one.parts('lines')![0]!.read('value')]).toEqual([
        '900719925474099312',
        '12.50',
        '1.10',
      ]);
      expect([one.parts('none'), one.parts('unsaid')]).toEqual([[], undefined]);
    }
  });

  it('of one large answer are stored in portions, the place with the last where the list is not sorted', async () => {
    const url = await telling(JSON.stringify({ items: items(0, 25), total: 25 }));
    const unsorted = await readAll(url);
    expect(unsorted.pages.map(({ records, cursor, done }) => [records.length, cursor?.key[0], done])).toEqual([
      [10, undefined, false],
      [10, undefined, false],
      [5, 'R24', true],
    ]);
    const sorted = await readAll(url, { source: { ...LIST, sorted: true } });
    expect(sorted.pages.map(({ cursor }) => cursor?.key[0])).toEqual(['R9', 'R19', 'R24']);
  });

  it('outside a window are left out, whatever the source makes of its bounds', async () => {
    const url = await telling(JSON.stringify({ items: items(0, 10), total: 10 }));
    const mode = { kind: 'window', from: '2026-03-02 08:03:00', to: '2026-03-02 08:06:00' } as const;
    expect((await readAll(url, { mode })).numbers).toEqual(['R3', 'R4', 'R5']);
    const daily: RestJsonSource = { ...LIST, cursor: { column: 'at', precision: 'day' } };
    expect((await readAll(url, { mode, source: daily })).numbers).toHaveLength(10);
  });

  it('with a key of several columns are found by all of them', async () => {
    const body = {
      items: [
        { no: '1', line: 'a', at: '2026-03-02' },
        { no: '1', line: 'b', at: '2026-03-02' },
      ],
    };
    const source: RestJsonSource = { ...UNCOUNTED, key: ['no', 'line'], query: { ...LIST.query, keys: 'ids' } };
    const ended = await readAll(await telling(JSON.stringify(body)), {
      source,
      mode: { kind: 'keys', keys: [['1', 'b']] },
    });
    expect(ended.pages.flatMap(({ records }) => records.map(({ message }) => message.read('line')))).toEqual(['b']);
    expect(server.asked[0]!.query.has('ids')).toBe(false);
  });
});

async function keysOf(stream: StreamSpec, range: KeyRange): Promise<(string | null)[]> {
  const limits = { statementTimeoutMs: 2_000, connectTimeoutMs: 1_000, maxRowsPerPage: 100 };
  const transport = openTransport('rest-json', { url: server.url, options: {} }, limits);
  const found: (string | null)[] = [];
  for await (const { records } of transport.keys!(stream, range, {
    pageSize: 3,
    signal: new AbortController().signal,
  })) {
    found.push(...records.map((record) => record.read('no')));
  }
  await transport.close();
  return found;
}
