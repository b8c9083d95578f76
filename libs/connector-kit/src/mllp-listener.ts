import type { Ack } from './hl7-ack.js';

export interface Peer {
  readonly address: string;
  readonly port: number;
}

export interface MllpListenerOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Addresses that may connect; others are cut off before a byte is read. */
  readonly allow: readonly string[];
  /** Called with one payload after the other per connection; the answer must mean "committed". A throw becomes AE. */
  readonly accept: (raw: Buffer, peer: Peer) => Promise<Ack>;
  /** What never reached `accept`: unreadable payloads, oversized frames, strangers. Must not throw. */
  readonly refused?: (event: RefusedInput) => void;
  /** Default 10 minutes. */
  readonly idleTimeoutMs?: number;
  /** Messages of one connection taken in before the first is answered; default 32. Beyond it the sender waits. */
  readonly inFlight?: number;
  /** Default 8 MB. */
  readonly maxFrameBytes?: number;
}

export interface RefusedInput {
  readonly reason: 'unreadable' | 'too-large' | 'stranger';
  readonly peer: Peer;
  /** Empty for strangers and oversized frames. */
  readonly raw: Buffer;
}

export interface MllpListener {
  readonly port: number;
  /** Takes no more, answers what was taken in, closes. */
  stop(): Promise<void>;
}
