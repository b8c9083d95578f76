import { TransportError } from '../transport-error.js';
import { decodeElements, encodeElements, shortElement, textElement } from './dimse-elements.js';
import { encodePieces, type Piece } from './dimse-pdu.js';

export const VERIFICATION = '1.2.840.10008.1.1';
export const STUDY_ROOT_FIND = '1.2.840.10008.5.1.4.1.2.2.1';
/** Presentation contexts that we ask for: odd number to service. */
export const CONTEXTS = { 1: VERIFICATION, 3: STUDY_ROOT_FIND } as const;
export const C_FIND = 0x0020;
export const C_ECHO = 0x0030;

const NO_DATA = 0x0101;
const MESSAGE_BYTES = 4 * 1024 * 1024;
const COMMAND_LENGTH = '00000000';
const SERVICE = '00000002';
const COMMAND = '00000100';
const MESSAGE_ID = '00000110';
const PRIORITY = '00000700';
const DATA_SET_TYPE = '00000800';
const STATUS = '00000900';
const ERROR_COMMENT = '00000902';

/** One answer to a question: its status, and what was found when there is more to come. */
export interface DimseAnswer {
  readonly status: number;
  readonly comment: string;
  readonly found: Map<string, Buffer> | null;
}

export interface DimseRequest {
  readonly context: number;
  readonly service: string;
  readonly command: number;
  readonly messageId: number;
  readonly dataSet: Buffer | null;
}

/** A request as the bytes that go over the line; `largest` is what the other side takes at once. */
export function encodeRequest(
  { context, service, command, messageId, dataSet }: DimseRequest,
  largest: number,
): Buffer {
  const body = encodeElements([
    textElement(SERVICE, service, true),
    shortElement(COMMAND, command),
    shortElement(MESSAGE_ID, messageId),
    shortElement(PRIORITY, 0),
    shortElement(DATA_SET_TYPE, dataSet ? 0x0001 : NO_DATA),
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length, 0);
  const whole = Buffer.concat([encodeElements([{ tag: COMMAND_LENGTH, bytes: length }]), body]);
  const parts = [encodePieces(context, true, whole, largest)];
  if (dataSet) parts.push(encodePieces(context, false, dataSet, largest));
  return Buffer.concat(parts);
}

/** Puts answers together from the pieces they come in: a command, and behind it a data set when the command says so. */
export class AnswerReader {
  private pieces: Buffer[] = [];
  private length = 0;
  private begun: Omit<DimseAnswer, 'found'> | null = null;

  /**
   * The answer that this piece completes, or null.
   * @throws TransportError when it grows too large or is no data set
   */
  push({ isCommand, isLast, bytes }: Piece): DimseAnswer | null {
    this.pieces.push(bytes);
    this.length += bytes.length;
    if (this.length > MESSAGE_BYTES) throw new TransportError('broken', 'PACS 的一条应答过大，已中止接收。');
    if (!isLast) return null;
    const elements = decodeElements(Buffer.concat(this.pieces));
    this.pieces = [];
    this.length = 0;
    if (!isCommand) return this.complete(elements);
    const number = (tag: string): number => elements.get(tag)?.readUInt16LE(0) ?? 0;
    this.begun = { status: number(STATUS), comment: elements.get(ERROR_COMMENT)?.toString('latin1').trim() ?? '' };
    return number(DATA_SET_TYPE) === NO_DATA ? this.complete(null) : null;
  }

  private complete(found: Map<string, Buffer> | null): DimseAnswer | null {
    const answer = this.begun && { ...this.begun, found };
    this.begun = null;
    return answer;
  }
}
