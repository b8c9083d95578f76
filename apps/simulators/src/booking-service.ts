import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Pool } from 'pg';
import { BadQuestion, bookingCounts, bookingPage, isDataSet } from './booking-answers.js';
import { openDoor } from './booking-signature.js';
import { SERVICE_FAULTS, garbled, type Fault, type Line } from './line.js';
import { plugIn } from './plug.js';
import { stampMs } from './wall-clock.js';

/** What the booking system is reached by: an application number and its secret. */
export interface BookingAccess {
  readonly appId: string;
  readonly secret: string;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object;
}

/** Opens the booking system's own HTTP service on loopback. Port 0 takes a free one; a taken port falls back to a free one. */
export async function openBooking(port: number, pool: Pool, access: BookingAccess): Promise<Line> {
  const door = openDoor(access.appId, access.secret);
  const server = createServer((request, response) => {
    const fault = line.fault();
    const answered = answer(request, { pool, door, fault }).catch((error: unknown) => failure(error));
    void answered.then((reply) => (fault.mode === 'huge' && reply.status === 200 ? flood(response, fault.bytes ?? 400_000_000) : send(response, reply, fault)));
  });
  const line = await plugIn(server, port, { modes: SERVICE_FAULTS, open: new Set() });
  return line;
}

interface Desk {
  readonly pool: Pool;
  readonly door: ReturnType<typeof openDoor>;
  readonly fault: Fault;
}

async function answer(request: IncomingMessage, { pool, door, fault }: Desk): Promise<Answer> {
  if (fault.mode === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 500));
  if (fault.mode === 'error') return { status: 500, body: { code: '500', message: '服务内部错误' } };
  if (fault.mode === 'busy')
    return { status: 429, headers: { 'retry-after': String(Math.ceil((fault.ms ?? 1_000) / 1_000)) }, body: { code: '429', message: '请求过于频繁' } };
  const refusal = door.refusal(request);
  if (refusal) return { status: 401, body: { code: refusal, message: '签名校验未通过' } };
  if (fault.mode === 'false-ok') return { status: 200, body: { code: '5001', message: '预约平台繁忙，请稍后再试', data: null } };
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const name = url.pathname.split('/').at(-1) ?? '';
  if (request.method !== 'GET') throw new BadQuestion('只接受 GET');
  if (name === 'counts') return good(await bookingCounts(pool, url.searchParams));
  if (!isDataSet(name)) return { status: 404, body: { code: '404', message: '没有这个接口' } };
  return good(await page(pool, name, url.searchParams, fault));
}

/** `same-page` answers the second question with the first page once more; `endless` never comes to an end. */
async function page(pool: Pool, name: string, query: URLSearchParams, { mode }: Fault): Promise<object> {
  if (mode !== 'same-page' && mode !== 'endless') return bookingPage(pool, name, query);
  const turn = Number(/^turn-(\d+)$/.exec(query.get('cursor') ?? '')?.[1] ?? 1);
  query.delete('cursor');
  const first = await bookingPage(pool, name, query);
  return { ...first, next: mode === 'endless' || turn < 2 ? `turn-${turn + 1}` : null };
}

const good = (data: object): Answer => ({
  status: 200,
  body: { code: '0', message: '成功', serverTime: `${stampMs(Date.now()).replace(' ', 'T')}+08:00`, data },
});

function failure(error: unknown): Answer {
  if (error instanceof BadQuestion) return { status: 400, body: { code: '400', message: error.message } };
  return { status: 500, body: { code: '500', message: '服务内部错误' } };
}

function send(response: ServerResponse, { status, headers, body }: Answer, { mode, bytes = 2_000 }: Fault): void {
  const text = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': text.length, ...headers });
  if (mode === 'half') response.write(text.subarray(0, Math.min(bytes, text.length - 1)), () => response.destroy());
  else response.end(mode === 'garble' ? garbled(text, 0, bytes) : text);
}

/** A list that never seems to end, in pieces, as fast as it is taken. */
function flood(response: ServerResponse, total: number): void {
  const piece = Buffer.from(`${JSON.stringify({ bookingNo: 'YY0', remark: '长'.repeat(20_000) })},`);
  let sent = 0;
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
  response.write('{"code":"0","data":{"items":[');
  const more = (): void => {
    while (sent < total && !response.destroyed) {
      sent += piece.length;
      if (!response.write(piece)) {
        response.once('drain', more);
        return;
      }
    }
    if (!response.destroyed) response.end('{}]}}');
  };
  response.on('error', () => undefined);
  more();
}
