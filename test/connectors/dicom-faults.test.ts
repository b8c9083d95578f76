import { createServer as createWeb, type RequestListener, type Server as WebServer } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openPacs, readStudies } from './dicom-stream.js';

const FAST = { statementTimeoutMs: 400, connectTimeoutMs: 400, maxRowsPerPage: 100 };
const FULL = { kind: 'full' } as const;
const open: (Server | WebServer)[] = [];
const sockets = new Set<Socket>();

afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of open.splice(0)) server.close();
});

async function listening(server: Server | WebServer): Promise<number> {
  open.push(server);
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const webPacs = async (answer: RequestListener): Promise<string> => `http://127.0.0.1:${await listening(createWeb(answer))}/dicom-web`;
const dicomPacs = async (talk: (socket: Socket) => void): Promise<string> => `dicom://PACS@127.0.0.1:${await listening(createServer(talk))}`;

const study = (number: number): object => ({ '0020000D': { vr: 'UI', Value: [`2.25.${number}`] }, '00080020': { vr: 'DA', Value: ['20260302'] } });
const json = (items: readonly object[]): string => JSON.stringify(items);
const parameters = (url = ''): URLSearchParams => new URL(url, 'http://x').searchParams;
async function failure(kind: 'dicomweb' | 'dimse', url: string): Promise<unknown> {
  const pacs = openPacs(kind, url, FAST);
  const problem: unknown = await readStudies(pacs, FULL).then(() => 'no failure', (error: unknown) => error);
  await pacs.transport.close();
  return problem;
}

describe('A DICOMweb server of any kind', () => {
  it('that knows neither limit nor offset gives each study once', async () => {
    const url = await webPacs((request, response) => {
      const isSeries = request.url!.includes('/series');
      response.end(json(isSeries || !/-20261231|-$/.test(parameters(request.url).get('StudyDate') ?? '-') ? [] : [1, 2, 3].map(study)));
    });
    expect((await readStudies(openPacs('dicomweb', url), { kind: 'incremental', cursor: null })).all('StudyInstanceUID')).toEqual(['2.25.1', '2.25.2', '2.25.3']);
  });

  it('that gives fewer than it was asked for, and some twice, is asked until nothing new comes', async () => {
    const all = Array.from({ length: 9 }, (_, index) => study(index + 1));
    const url = await webPacs((request, response) => {
      const asked = parameters(request.url);
      const offset = Math.max(0, Number(asked.get('offset') ?? 0) - 1);
      response.end(json(request.url!.includes('/series') || !(asked.get('StudyDate') ?? '-').endsWith('-') ? [] : all.slice(offset, offset + 3)));
    });
    const read = await readStudies(openPacs('dicomweb', url), { kind: 'incremental', cursor: null });
    expect(read.all('StudyInstanceUID').toSorted()).toEqual(all.map((_, index) => `2.25.${index + 1}`).toSorted());
  });

  it('that refuses wide questions is asked for fewer days at a time', async () => {
    const url = await webPacs((request, response) => {
      const [from = '', to = ''] = (parameters(request.url).get('StudyDate') ?? '').split('-');
      const isOneDay = from !== '' && (to === '' || from === to);
      if (!request.url!.includes('/series') && from.startsWith('2026') && !isOneDay) return response.writeHead(413).end();
      return response.end(json(from === '20260302' ? [study(1)] : []));
    });
    const read = await readStudies(openPacs('dicomweb', url), { kind: 'window', from: '2026-02-20 00:00:00', to: '2026-03-10 00:00:00' });
    expect(read.all('StudyInstanceUID')).toEqual(['2.25.1']);
  });

  it('is never followed to another address', async () => {
    let asked = 0;
    const elsewhere = await webPacs((_request, response) => {
      asked += 1;
      response.end('[]');
    });
    const url = await webPacs((_request, response) => response.writeHead(302, { location: elsewhere }).end());
    expect(await failure('dicomweb', url)).toMatchObject({ name: 'TransportError', kind: 'query', message: expect.stringContaining('未跟随') });
    expect(asked).toBe(0);
  });

  it.each([
    ['that refuses the login', 401, '', 'auth'],
    ['that is overloaded', 503, '', 'refused'],
    ['that fails', 500, 'oops', 'broken'],
    ['whose path is another', 404, 'Not Found', 'schema'],
    ['that answers with a page for people', 200, '<html>登录</html>', 'broken'],
    ['that answers with half an answer', 200, '[{"0020000D":{"vr":"UI","Val', 'broken'],
  ])('%s is reported as what it is', async (_name, status, body, kind) => {
    const url = await webPacs((_request, response) => response.writeHead(status).end(body));
    expect(await failure('dicomweb', url)).toMatchObject({ name: 'TransportError', kind });
  });

  it('that says nothing is given up in time, and one that never ends is broken off', async () => {
    const silent = await webPacs(() => undefined);
    expect(await failure('dicomweb', silent)).toMatchObject({ kind: 'timeout' });
    const chunk = Buffer.alloc(1024 * 1024, 0x20);
    const endless = await webPacs((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      more();
    });
    const before = process.memoryUsage().rss;
    const pacs = openPacs('dicomweb', endless, { ...FAST, statementTimeoutMs: 20_000 });
    await expect(readStudies(pacs, { kind: 'keys', keys: [['2.25.1']] })).rejects.toMatchObject({ kind: 'broken', message: expect.stringContaining('停止接收') });
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  });
});

describe('A DICOM node of any kind', () => {
  it('that is not there, says nothing, hangs up or speaks another language is reported as what it is', async () => {
    expect(await failure('dimse', 'dicom://PACS@127.0.0.1:1')).toMatchObject({ kind: 'refused' });
    expect(await failure('dimse', await dicomPacs(() => undefined))).toMatchObject({ kind: 'timeout' });
    expect(await failure('dimse', await dicomPacs((socket) => socket.end()))).toMatchObject({ kind: 'broken' });
    expect(await failure('dimse', await dicomPacs((socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')))).toMatchObject({ kind: 'broken' });
    expect(await failure('dimse', await dicomPacs((socket) => socket.write(Buffer.of(4, 0, 0xff, 0xff, 0xff, 0xff))))).toMatchObject({ kind: 'broken' });
  });

  it('is answered nothing but noise by: whatever bytes come, the read fails and the process lives', async () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const noise = Buffer.from(Array.from({ length: 300 }, (_, at) => (seed * 7919 + at * at * 31) % 251));
      const kind = [2, 3, 4, 5, 6, 7][seed % 6]!;
      const url = await dicomPacs((socket) => socket.end(Buffer.concat([Buffer.of(kind, 0, 0, 0, 0, 200), noise])));
      expect(await failure('dimse', url)).toMatchObject({ name: 'TransportError' });
    }
  });

  it('that rejects us says which name it does not know', async () => {
    const reject = (reason: number) => dicomPacs((socket) => socket.once('data', () => socket.end(Buffer.of(3, 0, 0, 0, 0, 4, 0, 1, 1, reason))));
    expect(await failure('dimse', await reject(7))).toMatchObject({ kind: 'auth', message: expect.stringContaining('被叫 AE') });
    expect(await failure('dimse', await reject(3))).toMatchObject({ kind: 'auth', message: expect.stringContaining('本系统的 AE') });
  });

  it('is left at once when the read is called off', async () => {
    const pacs = openPacs('dimse', await dicomPacs(() => undefined), { ...FAST, connectTimeoutMs: 10_000 });
    const stop = new AbortController();
    const read = (async () => {
      for await (const page of pacs.transport.pull(pacs.source, FULL, { pageSize: 5, signal: stop.signal })) void page;
    })();
    setTimeout(() => stop.abort(), 50);
    const begun = performance.now();
    await expect(read).rejects.toMatchObject({ name: 'AbortError' });
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  it('has an address with its AE title, or none at all', () => {
    expect(() => openPacs('dimse', 'dicom://127.0.0.1:104')).toThrow('dicom://');
    expect(() => openPacs('dimse', 'http://127.0.0.1')).toThrow('dicom://');
  });
});
