import { TransportError } from '../transport-error.js';

/** Types of protocol data units (PS3.8 §9.3). */
export const PDU = {
  request: 1,
  accept: 2,
  reject: 3,
  data: 4,
  releaseRequest: 5,
  releaseAnswer: 6,
  abort: 7,
} as const;

const LARGEST = 1024 * 1024;
/** What we say that we take; the smaller ones of both sides are kept. */
const OUR_LARGEST = 64 * 1024;
const APPLICATION_CONTEXT = '1.2.840.10008.3.1.1.1';
const IMPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2';
/** Ours by derivation from a UUID, as PS3.5 B.2 lets everybody do. */
const IMPLEMENTATION_UID = '2.25.187356214903482751069437012574839201746';
const IMPLEMENTATION_NAME = 'CADRE_HEALTH_1';

/** One PDU behind its head of six bytes. */
export interface Pdu {
  readonly type: number;
  readonly body: Buffer;
}

/** Takes PDUs out of a byte stream. @throws TransportError when one claims to be larger than anything a query is answered with */
export class PduFramer {
  private kept: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): Pdu[] {
    this.kept = this.kept.length === 0 ? chunk : Buffer.concat([this.kept, chunk]);
    const pdus: Pdu[] = [];
    while (this.kept.length >= 6) {
      const length = this.kept.readUInt32BE(2);
      if (length > LARGEST) throw new TransportError('broken', '收到的不是 DICOM 应答。请核对 PACS 的端口。');
      if (this.kept.length < 6 + length) break;
      pdus.push({ type: this.kept[0]!, body: this.kept.subarray(6, 6 + length) });
      this.kept = this.kept.subarray(6 + length);
    }
    return pdus;
  }
}

export function encodePdu(type: number, body: Buffer): Buffer {
  const head = Buffer.alloc(6);
  head[0] = type;
  head.writeUInt32BE(body.length, 2);
  return Buffer.concat([head, body]);
}

/** A request for an association: who calls whom, and for which services (`contexts`: odd id to SOP class). */
export function associationRequest(
  called: string,
  calling: string,
  contexts: Readonly<Record<number, string>>,
): Buffer {
  const title = (text: string): Buffer => Buffer.from(text.slice(0, 16).padEnd(16), 'latin1');
  const largest = Buffer.alloc(4);
  largest.writeUInt32BE(OUR_LARGEST, 0);
  const presented = Object.entries(contexts).map(([id, service]) =>
    item(
      0x20,
      Buffer.concat([Buffer.of(Number(id), 0, 0, 0), textItem(0x30, service), textItem(0x40, IMPLICIT_LITTLE_ENDIAN)]),
    ),
  );
  const user = Buffer.concat([
    item(0x51, largest),
    textItem(0x52, IMPLEMENTATION_UID),
    textItem(0x55, IMPLEMENTATION_NAME),
  ]);
  return encodePdu(
    PDU.request,
    Buffer.concat([
      Buffer.of(0, 1, 0, 0),
      title(called),
      title(calling),
      Buffer.alloc(32),
      textItem(0x10, APPLICATION_CONTEXT),
      ...presented,
      item(0x50, user),
    ]),
  );
}

function item(type: number, body: Buffer): Buffer {
  const head = Buffer.of(type, 0, body.length >> 8, body.length & 0xff);
  return Buffer.concat([head, body]);
}

const textItem = (type: number, text: string): Buffer => item(type, Buffer.from(text, 'latin1'));

/** What the other side agreed to. */
export interface Accepted {
  readonly contexts: ReadonlySet<number>;
  /** Bytes of a PDU's body that it takes; 0: any. */
  readonly largest: number;
  /** What it calls itself, e.g. `OFFIS_DCMTK_367`; '' when it does not say. */
  readonly implementation: string;
}

export function readAccept(body: Buffer): Accepted {
  const contexts = new Set<number>();
  let largest = 0;
  let implementation = '';
  for (const [type, content] of items(body.subarray(68))) {
    if (type === 0x21 && content[2] === 0) contexts.add(content[0]!);
    if (type !== 0x50) continue;
    for (const [part, value] of items(content)) {
      if (part === 0x51 && value.length >= 4) largest = value.readUInt32BE(0);
      if (part === 0x55)
        implementation = value
          .toString('latin1')
          .replace(/[^\w .-]/g, '')
          .slice(0, 16);
    }
  }
  return { contexts, largest, implementation };
}

function* items(bytes: Buffer): Generator<readonly [number, Buffer]> {
  for (let at = 0; at + 4 <= bytes.length;) {
    const end = at + 4 + bytes.readUInt16BE(at + 2);
    yield [bytes[at]!, bytes.subarray(at + 4, end)];
    at = end;
  }
}

/** One piece of a message inside a data PDU. */
export interface Piece {
  readonly isCommand: boolean;
  readonly isLast: boolean;
  readonly bytes: Buffer;
}

export function* readPieces(body: Buffer): Generator<Piece> {
  for (let at = 0; at + 6 <= body.length;) {
    const length = body.readUInt32BE(at);
    const control = body[at + 5]!;
    if (length < 2 || at + 4 + length > body.length)
      throw new TransportError('broken', 'PACS 的应答不符合 DICOM 格式，无法读取。');
    yield {
      isCommand: (control & 1) === 1,
      isLast: (control & 2) === 2,
      bytes: body.subarray(at + 6, at + 4 + length),
    };
    at += 4 + length;
  }
}

/** A command or a data set as data PDUs, none larger than the other side takes. */
export function encodePieces(context: number, isCommand: boolean, bytes: Buffer, largest: number): Buffer {
  const room = Math.max(1024, Math.min(largest || OUR_LARGEST, OUR_LARGEST)) - 6;
  const pdus: Buffer[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += room) {
    const part = bytes.subarray(at, at + room);
    const head = Buffer.alloc(6);
    head.writeUInt32BE(part.length + 2, 0);
    head[4] = context;
    head[5] = (isCommand ? 1 : 0) | (at + room >= bytes.length ? 2 : 0);
    pdus.push(encodePdu(PDU.data, Buffer.concat([head, part])));
  }
  return Buffer.concat(pdus);
}
