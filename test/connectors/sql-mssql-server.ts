import { createServer, type AddressInfo, type Socket } from 'node:net';

/** What a stand-in for SQL Server says to a statement: rows, a failure of the server, or nothing at all. */
export type Answer = readonly Readonly<Record<string, string | null>>[] | { readonly number: number; readonly message: string } | 'silence';

export interface StandIn {
  readonly port: number;
  /** Every statement it was given, with its parameters behind it as the line carries them. */
  readonly heard: string[];
  close(): void;
}

const PRELOGIN = 0x12;
const LOGIN = 0x10;
const BATCH = 0x01;
const RPC = 0x03;
const NO_ENCRYPTION = 2;

/** Speaks as much TDS 7.4 as the driver needs to log in and to ask: the protocol, not the database. */
export async function startStandIn(answer: (statement: string) => Answer, login: 'let in' | 'refuse' | 'encrypted, badly' | 'silence' = 'let in'): Promise<StandIn> {
  const heard: string[] = [];
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    let held = Buffer.alloc(0);
    let parts: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => {
      held = Buffer.concat([held, chunk]);
      while (held.length >= 8 && held.length >= held.readUInt16BE(2)) {
        const packet = held.subarray(0, held.readUInt16BE(2));
        held = held.subarray(packet.length);
        parts.push(packet.subarray(8));
        if ((packet[1]! & 1) === 0) continue;
        take(socket, packet[0]!, Buffer.concat(parts));
        parts = [];
      }
    });
  });

  function take(socket: Socket, kind: number, body: Buffer): void {
    if (login === 'silence') return;
    if (kind === PRELOGIN && login === 'encrypted, badly' && body[0] === 0x16) return send(socket, Buffer.from('15030100020246', 'hex'), PRELOGIN);
    if (kind === PRELOGIN) return send(socket, prelogin(login === 'encrypted, badly' ? 1 : NO_ENCRYPTION));
    if (kind === LOGIN) return send(socket, login === 'refuse' ? Buffer.concat([failure(18456, 'Login failed'), done()]) : Buffer.concat([loginAck(), done()]));
    if (kind !== BATCH && kind !== RPC) return;
    const statement = body.subarray(body.readUInt32LE(0)).toString('latin1').replaceAll('\0', '');
    heard.push(statement);
    const said = answer(statement);
    if (said === 'silence') return;
    send(socket, Buffer.concat('number' in said ? [failure(said.number, said.message), done(2)] : [table(said as Exclude<Answer, 'silence' | { number: number }>), done()]));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    heard,
    close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

const MOST = 4_000;

function send(socket: Socket, body: Buffer, kind = 4): void {
  for (let at = 0; at === 0 || at < body.length; at += MOST) {
    const part = body.subarray(at, at + MOST);
    const head = Buffer.from([kind, at + MOST >= body.length ? 1 : 0, 0, 0, 0, 0, 1, 0]);
    head.writeUInt16BE(part.length + 8, 2);
    socket.write(Buffer.concat([head, part]));
  }
}

function prelogin(encryption: number): Buffer {
  return Buffer.from([0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xff, 16, 0, 0, 0, 0, 0, encryption]);
}

const short = (value: number): Buffer => Buffer.from([value & 0xff, value >> 8]);
/** A text behind its length in characters, which takes one byte or two. */
const text = (value: string, wide = false): Buffer => Buffer.concat([wide ? short(value.length) : Buffer.from([value.length]), Buffer.from(value, 'utf16le')]);

function loginAck(): Buffer {
  const body = Buffer.concat([Buffer.from([1, 0x74, 0, 0, 4]), text('Microsoft SQL Server'), Buffer.from([15, 0, 0, 0])]);
  return Buffer.concat([Buffer.from([0xad]), short(body.length), body]);
}

function failure(number: number, message: string): Buffer {
  const code = Buffer.alloc(4);
  code.writeInt32LE(number);
  const body = Buffer.concat([code, Buffer.from([1, 16]), text(message, true), text(''), text(''), Buffer.from([1, 0, 0, 0])]);
  return Buffer.concat([Buffer.from([0xaa]), short(body.length), body]);
}

function done(status = 0): Buffer {
  return Buffer.concat([Buffer.from([0xfd]), short(status), Buffer.alloc(10)]);
}

/** Every column as nvarchar(4000), as the dialect asks for texts. */
function table(rows: readonly Readonly<Record<string, string | null>>[]): Buffer {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return Buffer.alloc(0);
  const described = columns.map((name) => Buffer.concat([Buffer.from([0, 0, 0, 0, 1, 0, 0xe7]), short(8_000), Buffer.from([9, 4, 0xd0, 0, 0x34]), text(name)]));
  const cells = rows.map((row) => Buffer.concat([Buffer.from([0xd1]), ...columns.map((name) => cell(row[name] ?? null))]));
  return Buffer.concat([Buffer.from([0x81]), short(columns.length), ...described, ...cells]);
}

function cell(value: string | null): Buffer {
  if (value === null) return short(0xffff);
  const bytes = Buffer.from(value, 'utf16le');
  return Buffer.concat([short(bytes.length), bytes]);
}
