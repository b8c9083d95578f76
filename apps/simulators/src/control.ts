import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { consolePage } from './console-page.js';
import { EventRefused, type Desk, type Wish } from './desk.js';
import { EVENTS } from './events.js';
import { countsOf, ledgerOf } from './ledger.js';
import type { Live } from './live.js';
import type { FaultMode, Line } from './line.js';
import { LINES, type LineName } from './table.js';

export interface ControlParts {
  readonly desk: Desk;
  readonly live: Live;
  readonly lines: Readonly<Record<LineName, Line>>;
  readonly size: string;
}

/** A request that cannot be understood; answered with 400. */
class BadRequest extends Error {}

/** Opens the control interface on loopback. Rejects when the port is taken. */
export function openControl(port: number, parts: ControlParts): Promise<Server & { readonly boundPort: number }> {
  const server = createServer((request, response) => {
    void answer(request, parts).then(
      (body) => send(response, 200, body),
      (error: unknown) => {
        const status = error instanceof EventRefused ? 409 : error instanceof BadRequest ? 400 : 500;
        send(response, status, { error: error instanceof Error ? error.message : String(error) });
      },
    );
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(Object.assign(server, { boundPort: typeof address === 'object' && address ? address.port : port }));
    });
  });
}

function send(response: ServerResponse, status: number, body: object | string): void {
  const page = typeof body === 'string';
  response.writeHead(status, {
    'content-type': page ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(page ? body : JSON.stringify(body));
}

async function answer(request: IncomingMessage, parts: ControlParts): Promise<object | string> {
  // A web page elsewhere must not be able to drive the hospital through the reader's browser.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? ''))
    throw new BadRequest('only on this machine');
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const [first = '', second = '', third = ''] = url.pathname.slice(1).split('/');
  if (request.method === 'GET') {
    if (first === '') return consolePage();
    if (first === 'status') return status(parts);
    if (first === 'ledger') return ledgerOf(parts.desk, systemOf(url.searchParams.get('system') ?? ''));
  }
  if (request.method === 'POST') {
    const body = await readBody(request);
    if (first === 'live') return setLive(parts, body);
    if (first === 'systems' && third === 'fault') return setFault(parts.lines[systemOf(second)], body);
    if (first === 'faults') return setDeskFault(parts.desk, second, body);
    const event = first === 'events' ? EVENTS[second] : undefined;
    if (event) return event.run(parts.desk, wishOf(body));
  }
  throw new BadRequest(`no ${request.method} ${url.pathname}`);
}

async function status({ desk, live, lines, size }: ControlParts): Promise<object> {
  const systems = await Promise.all(
    LINES.map(async (system) => {
      const counts = await countsOf(desk, system);
      return { id: system, ...lines[system].fault(), modes: lines[system].modes, port: lines[system].port, ...counts };
    }),
  );
  return { demo: '演示数据', size, seed: desk.population.seed, live: live.state(), faults: desk.faults, systems };
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  if (text && !request.headers['content-type']?.startsWith('application/json'))
    throw new BadRequest('content-type must be application/json');
  try {
    const body: unknown = text ? JSON.parse(text) : {};
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  } catch {
    throw new BadRequest('the body is not JSON');
  }
  throw new BadRequest('the body must be an object');
}

function systemOf(text: string): LineName {
  const found = LINES.find((system) => system === text);
  if (!found) throw new BadRequest(`system must be one of ${LINES.join(', ')}`);
  return found;
}

function numberOf(value: unknown, name: string, most: number): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !(value >= 0 && value <= most))
    throw new BadRequest(`${name} must be a number up to ${most}`);
  return value;
}

function setLive({ live }: ControlParts, body: Record<string, unknown>): object {
  const rate = numberOf(body['perMinute'], 'perMinute', 600);
  if (rate === 0) throw new BadRequest('perMinute must be more than 0');
  live.set(body['on'] !== false, rate);
  return live.state();
}

async function setFault(line: Line, body: Record<string, unknown>): Promise<object> {
  const mode = line.modes.find((one) => one === body['mode']);
  if (!mode) throw new BadRequest(`mode must be one of ${line.modes.join(', ')}`);
  const ms = numberOf(body['ms'], 'ms', 60_000);
  const bytes = numberOf(body['bytes'], 'bytes', 4_000_000_000);
  await line.set({
    mode: mode satisfies FaultMode,
    ...(ms === undefined ? {} : { ms }),
    ...(bytes === undefined ? {} : { bytes }),
  });
  return line.fault();
}

function setDeskFault(desk: Desk, name: string, body: Record<string, unknown>): object {
  if (name === 'duplicate') desk.faults.duplicate = body['on'] === true;
  else if (name === 'silent-child') desk.faults.silentChild = body['on'] === true;
  else if (name === 'late-commit') desk.faults.lateCommitSeconds = numberOf(body['seconds'], 'seconds', 600) ?? 5;
  else throw new BadRequest(`no fault ${name}`);
  return desk.faults;
}

function wishOf(body: Record<string, unknown>): Wish {
  const text = (name: string): object =>
    typeof body[name] === 'string' && body[name] !== '' ? { [name]: body[name] } : {};
  const flag = (name: string): object => (body[name] === true ? { [name]: true } : {});
  return {
    ...text('rosterNo'),
    ...text('brid'),
    ...text('department'),
    ...text('item'),
    ...text('entity'),
    ...text('format'),
    ...flag('abnormal'),
    ...flag('critical'),
  };
}
