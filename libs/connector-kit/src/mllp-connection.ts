import type { Socket } from 'node:net';
import { decodeText, encodeText, type Charset } from './decode-text.js';
import { buildAck, buildBatchAck, type Ack } from './hl7-ack.js';
import { splitBatch, type Hl7Batch } from './hl7-batch.js';
import { parseHl7, type Hl7Message } from './hl7-message.js';
import { frame, MllpFramer, type Frame } from './mllp-framer.js';

export interface Peer {
  readonly address: string;
  readonly port: number;
}

/** What the application does with what comes in. */
export interface MllpIntake {
  /** Called with one payload after the other per connection, already read; AA must mean "committed". A rejection becomes AE. */
  readonly accept: (raw: Buffer, peer: Peer, read: ReadPayload) => Promise<Ack>;
  /** Keeps what never reached `accept`: unreadable payloads, oversized frames; is told of strangers. A rejection becomes AE: it was not kept. */
  readonly refused?: (event: RefusedInput) => Promise<void> | void;
  /** Default 10 minutes. */
  readonly idleTimeoutMs?: number;
  /** Messages of one connection taken in before the first is answered; default 32. Beyond it the sender waits. */
  readonly inFlight?: number;
  /** Default 8 MB. */
  readonly maxFrameBytes?: number;
}

/** A payload as text and as segments, so that nobody reads it twice. */
export interface ReadPayload {
  readonly text: string;
  readonly message: Hl7Message;
}

export interface RefusedInput {
  readonly reason: 'unreadable' | 'torn-batch' | 'too-large' | 'stranger';
  readonly peer: Peer;
  /** What came: empty for strangers, only the beginning of an oversized frame. */
  readonly raw: Buffer;
}

const TEN_MINUTES = 600_000;
const EIGHT_MEGABYTES = 8 * 1024 * 1024;
/** How long a sender may take to read its last answers when we stop. */
const LAST_ANSWER_MS = 1_000;

/**
 * One sender. Messages are handled one after the other, because the second may correct the first; answers leave in the
 * same order. When too much waits, reading stops and TCP holds the sender back.
 */
export class MllpConnection {
  private readonly framer: MllpFramer;
  private readonly waiting: Frame[] = [];
  private working: Promise<void> | null = null;
  private ended = false;

  constructor(
    private readonly socket: Socket,
    private readonly peer: Peer,
    private readonly options: MllpIntake,
  ) {
    this.framer = new MllpFramer(options.maxFrameBytes ?? EIGHT_MEGABYTES);
    socket.setTimeout(options.idleTimeoutMs ?? TEN_MINUTES, () => {
      if (this.working === null) socket.destroy();
    });
    socket.on('data', (chunk: Buffer) => this.takeIn(chunk));
    socket.on('end', () => {
      this.ended = true;
      if (this.working === null) socket.end();
    });
    socket.on('close', () => {
      this.waiting.length = 0;
    });
  }

  /**
   * Answers what was taken in and closes. What comes meanwhile is read and dropped: bytes left unread would make the
   * system reset the connection, and the sender would lose its last answers.
   */
  async finish(): Promise<void> {
    this.ended = true;
    await this.working;
    if (this.socket.destroyed) return;
    await new Promise<void>((resolve) => {
      const late = setTimeout(() => this.socket.destroy(), LAST_ANSWER_MS);
      this.socket.once('close', () => {
        clearTimeout(late);
        resolve();
      });
      this.socket.end();
      this.socket.resume();
    });
  }

  private takeIn(chunk: Buffer): void {
    if (this.ended) return;
    this.waiting.push(...this.framer.push(chunk));
    if (this.waiting.length === 0) return;
    if (this.isFull()) this.socket.pause();
    this.working ??= this.work();
  }

  private isFull(): boolean {
    const bytes = this.waiting.reduce((sum, { payload }) => sum + payload.length, 0);
    return (
      this.waiting.length >= (this.options.inFlight ?? 32) || bytes > (this.options.maxFrameBytes ?? EIGHT_MEGABYTES)
    );
  }

  private async work(): Promise<void> {
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      const answer = await this.answer(next);
      if (this.socket.writable) this.socket.write(frame(answer));
      if (!this.ended && this.socket.isPaused() && !this.isFull()) this.socket.resume();
    }
    this.working = null;
    if (this.ended) this.socket.end();
  }

  private async answer({ payload, tooLarge }: Frame): Promise<Buffer> {
    const { text, charset } = decodeText(payload);
    if (tooLarge) return buildAck(readable(text), charset, await this.refuse('too-large', payload, 'message too large'));
    const batch = splitBatch(text);
    return batch ? this.answerBatch(batch, payload, charset) : this.answerMessage(text, payload, charset);
  }

  private async answerMessage(text: string, payload: Buffer, charset: Charset): Promise<Buffer> {
    const message = readable(text);
    const ack = message ? await this.accepted(payload, { text, message }) : await this.refuse('unreadable', payload, 'no HL7 v2 message');
    return buildAck(message, charset, ack);
  }

  /** Every message of a batch is taken or refused by itself; of one that lost something on the way, none is taken. */
  private async answerBatch({ messages, problem }: Hl7Batch, payload: Buffer, charset: Charset): Promise<Buffer> {
    if (problem !== null) return buildAck(readable(messages[0] ?? ''), charset, await this.refuse('torn-batch', payload, 'batch is not whole'));
    const answers: Buffer[] = [];
    for (const text of messages) answers.push(await this.answerMessage(text, encodeText(text, charset), charset));
    return buildBatchAck(answers);
  }

  private async accepted(payload: Buffer, read: ReadPayload): Promise<Ack> {
    try {
      return await this.options.accept(payload, this.peer, read);
    } catch {
      return { code: 'AE', text: 'not stored' };
    }
  }

  private async refuse(reason: RefusedInput['reason'], raw: Buffer, text: string): Promise<Ack> {
    try {
      await this.options.refused?.({ reason, peer: this.peer, raw });
      return { code: 'AR', text };
    } catch {
      return { code: 'AE', text: 'not stored' };
    }
  }
}

function readable(text: string): Hl7Message | null {
  try {
    return parseHl7(text);
  } catch {
    return null;
  }
}
