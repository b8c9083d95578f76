import { TransportError } from '../transport-error.js';

/** One element of a data set in Implicit VR Little Endian: tag as eight hexadecimal digits in capitals, and its bytes. */
export interface Element {
  readonly tag: string;
  readonly bytes: Buffer;
}

const UNDEFINED = 0xffffffff;
const ITEM_END = 'FFFEE00D';
const SEQUENCE_END = 'FFFEE0DD';
const DEEPEST = 16;

/** In the order of their tags, each padded to an even length. */
export function encodeElements(elements: readonly Element[]): Buffer {
  const sorted = elements.toSorted((a, b) => (a.tag < b.tag ? -1 : 1));
  return Buffer.concat(
    sorted.flatMap(({ tag, bytes }) => {
      const head = Buffer.alloc(8);
      head.writeUInt16LE(Number.parseInt(tag.slice(0, 4), 16), 0);
      head.writeUInt16LE(Number.parseInt(tag.slice(4), 16), 2);
      head.writeUInt32LE(bytes.length, 4);
      return [head, bytes];
    }),
  );
}

/** A text's bytes: UIDs are padded with NUL, everything else with a space. */
export function textElement(tag: string, text: string, isUid: boolean): Element {
  const bytes = Buffer.from(text, 'utf8');
  return { tag, bytes: bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.from(isUid ? '\0' : ' ')]) };
}

export function shortElement(tag: string, value: number): Element {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value, 0);
  return { tag, bytes };
}

/**
 * The elements of the top level; sequences of undefined length are stepped over.
 * @throws TransportError when a length reaches past the end
 */
export function decodeElements(bytes: Buffer): Map<string, Buffer> {
  const elements = new Map<string, Buffer>();
  for (let at = 0; at < bytes.length;) {
    const { tag, length, start } = headAt(bytes, at);
    const end = length === UNDEFINED ? endOfSequence(bytes, start, 0) : start + length;
    if (end > bytes.length) throw unreadable();
    if (length !== UNDEFINED) elements.set(tag, bytes.subarray(start, end));
    at = end;
  }
  return elements;
}

function headAt(bytes: Buffer, at: number): { tag: string; length: number; start: number } {
  if (at + 8 > bytes.length) throw unreadable();
  const hex = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0');
  return {
    tag: hex(bytes.readUInt16LE(at)) + hex(bytes.readUInt16LE(at + 2)),
    length: bytes.readUInt32LE(at + 4),
    start: at + 8,
  };
}

/** Behind the delimiter of a sequence, or of an item, of undefined length. */
function endOfSequence(bytes: Buffer, from: number, depth: number): number {
  if (depth > DEEPEST) throw unreadable();
  for (let at = from; at < bytes.length;) {
    const { tag, length, start } = headAt(bytes, at);
    if (tag === SEQUENCE_END || tag === ITEM_END) return start;
    at = length === UNDEFINED ? endOfSequence(bytes, start, depth + 1) : start + length;
  }
  throw unreadable();
}

function unreadable(): TransportError {
  return new TransportError('broken', 'PACS 的应答不符合 DICOM 格式，无法读取。');
}
