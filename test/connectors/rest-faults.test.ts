import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterEach, describe, expect, it } from 'vitest';
import { items, LIST, readAll } from './rest-hostile.js';
import { json, serve, type Asked, type TestServer } from './rest-server.js';

type Handle = Parameters<typeof serve>[0];
const servers: TestServer[] = [];
const start = async (handle: Handle): Promise<TestServer> => {
  const server = await serve(handle);
  servers.push(server);
  return server;
};
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const isFirst = ({ query }: Asked): boolean => !query.has('cursor');
/** A good first page of ten, and then this. */
const afterFirst =
  (second: Handle): Handle =>
  (asked, response) =>
    isFirst(asked) ? json(response, { items: items(0, 10), next: 'p2', total: 20 }) : second(asked, response);

describe('W11 a page counts only when it is whole, and no place is saved beyond what came:', () => {
  const whole = JSON.stringify({ items: items(10, 10), next: null, total: 20 });
  const faults: [string, Handle, RegExp][] = [
    [
      'half an answer',
      (_, response) =>
        void response
          .writeHead(200, { 'content-length': whole.length })
          .write(whole.slice(0, 300), () => response.destroy()),
      /中断|没有传完/,
    ],
    ['truncated JSON that claims to be all', (_, response) => json(response, whole.slice(0, 300)), /不是完整的 JSON/],
    ['a web page', (_, response) => json(response, '<html><body>请登录</body></html>'), /网页/],
    ['an empty answer', (_, response) => json(response, ''), /是空的/],
    [
      'HTTP 500 with a page of error text',
      (_, response) => json(response, 'java.lang.NullPointerException at 张三', 500),
      /HTTP 500/,
    ],
    [
      'an object where the list should be',
      (_, response) => json(response, { items: { no: 'R1' }, total: 20 }),
      /没有记录列表/,
    ],
    ['an error inside 200', (_, response) => json(response, { error: 'busy' }), /没有给出条数|没有记录列表/],
    [
      'page 1 again under another token',
      (_, response) => json(response, { items: items(0, 10), next: 'p3', total: 20 }),
      /重复或没有尽头/,
    ],
    [
      'a next token that leads back',
      (_, response) => json(response, { items: items(10, 5), next: 'p2', total: 40 }),
      /重复或没有尽头/,
    ],
    [
      'fewer records than announced',
      (_, response) => json(response, { items: items(10, 7), next: null, total: 20 }),
      /声明有 20 条，实际收到 17 条/,
    ],
    [
      'a total that shrinks while reading',
      (_, response) => json(response, { items: items(10, 10), next: null, total: 12 }),
      /声明有 12 条/,
    ],
    [
      'bytes that are no text',
      (_, response) =>
        void response.end(
          Buffer.concat([Buffer.from('{"items":"'), Buffer.from([0xff, 0xff, 0xff]), Buffer.from('"}')]),
        ),
      /字符编码/,
    ],
    [
      'a broken gzip',
      (_, response) =>
        void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(whole).subarray(0, 60)),
      /中断|没有传完/,
    ],
    [
      'a redirect',
      (_, response) => void response.writeHead(302, { location: 'https://elsewhere.example/' }).end(),
      /未跟随/,
    ],
  ];

  it.each(faults)('%s ends the read, the first page stays, the place is not moved', async (_, second, words) => {
    const { url } = await start(afterFirst(second));
    const ended = await readAll(url);
    expect(ended.error).toMatchObject({ name: 'TransportError', message: expect.stringMatching(words) });
    expect(ended.numbers).toHaveLength(10);
    expect(ended.saved).toBeNull();
    expect(String((ended.error as Error).message)).not.toContain('张三');
    expect((ended.error as Error).cause).toBeUndefined();
  });

  it.each(faults)('%s in a sorted list leaves the place at the end of the page that came', async (_, second, words) => {
    const { url } = await start(afterFirst(second));
    const ended = await readAll(url, { source: { ...LIST, sorted: true } });
    expect(String((ended.error as Error).message)).toMatch(words);
    expect(ended.saved).toEqual({ value: items(9, 1)[0]!['at'], key: ['R9'] });
  });

  it('a list that claims to be sorted and is not is told as such, before the page in question', async () => {
    const { url } = await start(
      afterFirst((_, response) =>
        json(response, { items: items(3, 10).map((item) => ({ ...item, no: `X${String(item['no'])}` })), total: 20 }),
      ),
    );
    const ended = await readAll(url, { source: { ...LIST, sorted: true } });
    expect(ended.error).toMatchObject({ kind: 'schema' });
    expect(ended.numbers).toHaveLength(10);
  });

  it('endless pages of nothing end', async () => {
    let page = 0;
    const { url } = await start((_, response) => json(response, { items: [], next: `p${(page += 1)}`, total: 0 }));
    expect((await readAll(url)).error).toMatchObject({ message: expect.stringContaining('没有尽头') });
    expect(page).toBeLessThan(20);
  });

  it('what the other side says inside 200 is told, without numbers of people', async () => {
    const { url } = await start((_, response) => json(response, { code: 500, msg: '患者440301195006151234不存在' }));
    const source = { ...LIST, ok: { path: 'code', equals: '0', message: 'msg' } };
    expect((await readAll(url, { source })).error).toMatchObject({
      kind: 'query',
      message: expect.stringContaining('患者***不存在'),
    });
  });

  it('an empty list may be null where the source says beside it that all is well', async () => {
    const { url } = await start((_, response) => json(response, { code: 0, items: null, total: 0 }));
    expect(
      (await readAll(url, { source: { ...LIST, ok: { path: 'code', equals: '0', message: '' } } })).pages,
    ).toMatchObject([{ done: true, records: [] }]);
    expect((await readAll(url)).error).toMatchObject({ kind: 'schema' });
  });
});

describe("W4 the source's clock decides how far the saved place goes:", () => {
  it('a record dated in its future is stored and moves nothing', async () => {
    const future = { no: 'F1', person: 'P1', at: '2099-01-01T00:00:00Z' };
    const { url } = await start((_, response) =>
      json(response, { items: [...items(0, 2), future], next: null, total: 3 }),
    );
    const ended = await readAll(url);
    expect(ended.numbers).toEqual(['R0', 'R1', 'F1']);
    expect(ended.saved!.key).toEqual(['R1']);
  });

  it('a source without a clock is not read, unless its answers tell the time', async () => {
    const { url } = await start((_, response) => {
      response.sendDate = false;
      json(response, { items: items(0, 2), next: null, total: 2, now: '2026-03-02T00:00:30Z' });
    });
    expect((await readAll(url)).error).toMatchObject({ message: expect.stringContaining('时钟') });
    expect((await readAll(url, { source: { ...LIST, clock: 'now' } })).saved!.key).toEqual(['R0']);
  });
});

describe('S66 hostile answers are contained:', () => {
  it('three gigabytes are cut at the limit, with flat memory', async () => {
    const chunk = Buffer.alloc(1_000_000, 0x20);
    let sent = 0;
    const endless = function* (): Generator<Buffer> {
      for (; sent < 3_000; sent += 1) yield chunk;
    };
    const { url } = await start((_, response) => pipeline(Readable.from(endless()), response).catch(() => undefined));
    const before = process.memoryUsage().rss;
    const ended = await readAll(url, { limits: { statementTimeoutMs: 30_000 } });
    expect(ended.error).toMatchObject({ message: expect.stringContaining('超过 64 MB') });
    expect(sent).toBeLessThan(150);
    expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000);
  });

  it('a small packed answer that swells is cut by what comes out of it', async () => {
    const packed = gzipSync(Buffer.alloc(200_000_000, 0x20));
    expect(packed.length).toBeLessThan(1_000_000);
    const { url } = await start(
      (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed),
    );
    expect((await readAll(url, { limits: { statementTimeoutMs: 20_000 } })).error).toMatchObject({
      message: expect.stringContaining('超过 64 MB'),
    });
  });

  it('a drip of bytes ends by the limit of the whole answer', async () => {
    const { url } = await start(async (_, response) => {
      while (!response.destroyed) {
        response.write(' ');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    });
    const begun = Date.now();
    expect((await readAll(url)).error).toMatchObject({ kind: 'timeout' });
    expect(Date.now() - begun).toBeLessThan(5_000);
  });

  it('an address that nothing listens at is refused, one that is none is said to be none', async () => {
    const server = await start((_, response) => json(response, {}));
    await server.close();
    expect((await readAll(server.url)).error).toMatchObject({ kind: 'refused' });
    await expect(readAll('ftp://example')).rejects.toMatchObject({ kind: 'query' });
    await expect(readAll('https://user:secret@example')).rejects.toThrow(/^(?!.*secret)/);
  });

  it('S63 no other host ever sees a request of this connection', async () => {
    const other = await start((_, response) => json(response, { items: [], total: 0 }));
    const { url } = await start((_, response) => void response.writeHead(307, { location: `${other.url}/list` }).end());
    expect((await readAll(url, { options: { signature: 'bearer', token: 'secret-token-value' } })).error).toMatchObject(
      { kind: 'query' },
    );
    expect(other.asked).toHaveLength(0);
  });

  it('a read is ended by its signal, also while it waits to be let in', async () => {
    const { url } = await start((_, response) => void response.writeHead(429, { 'retry-after': '30' }).end());
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('stopped')), 200);
    const begun = Date.now();
    expect((await readAll(url, { signal: stop.signal })).error).toMatchObject({ message: 'stopped' });
    expect(Date.now() - begun).toBeLessThan(2_000);
  });
});

describe('W12, W14 a source may speak GBK, and may ask for patience:', () => {
  it('GBK is read', async () => {
    const { url } = await start(
      (_, response) =>
        void response.end(
          iconv.encode(JSON.stringify({ items: [{ no: '号1', person: 'P1', at: '2026-03-02' }], total: 1 }), 'gbk'),
        ),
    );
    expect((await readAll(url)).numbers).toEqual(['号1']);
  });

  it('429 and 503 with Retry-After are obeyed, and then the page comes', async () => {
    const statuses = [429, 503];
    const times: number[] = [];
    const { url } = await start((_, response) => {
      times.push(Date.now());
      const status = statuses.shift();
      if (status) response.writeHead(status, { 'retry-after': '1' }).end();
      else json(response, { items: items(0, 3), next: null, total: 3 });
    });
    expect((await readAll(url)).numbers).toHaveLength(3);
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(950);
    expect(times[2]! - times[1]!).toBeGreaterThanOrEqual(950);
  });

  it('a source that asks for an hour is left alone, one that never relents is given up', async () => {
    const long = await start((_, response) => void response.writeHead(503, { 'retry-after': '3600' }).end());
    expect((await readAll(long.url)).error).toMatchObject({ kind: 'refused' });
    expect(long.asked).toHaveLength(1);
    const never = await start((_, response) => void response.writeHead(429, { 'retry-after': '0' }).end());
    expect((await readAll(never.url)).error).toMatchObject({ kind: 'refused' });
    expect(never.asked).toHaveLength(3);
  });

  it('a line that the source closed while nobody spoke is dialled anew', async () => {
    let count = 0;
    const { url } = await start((asked, response) => {
      count += 1;
      if (count === 2) throw new Error('closed under us');
      json(
        response,
        isFirst(asked)
          ? { items: items(0, 10), next: 'p2', total: 12 }
          : { items: items(10, 2), next: null, total: 12 },
      );
    });
    expect((await readAll(url)).numbers).toHaveLength(12);
    expect(count).toBe(3);
  });
});
