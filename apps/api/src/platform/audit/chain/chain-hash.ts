import { createHash, createHmac } from 'node:crypto';

/** How digests and hashes are made: SHA-256, which anybody can recompute, or HMAC-SM3 (GB/T 32905) with a key of this installation. */
export type ChainAlgorithm = 'sha256' | 'hmac-sm3';

/** A number below the seen ones whose row was not there yet: [log, first, last, transactions before this one may still bring it, noted at]. */
export type Gap = readonly [log: LogName, first: number, last: number, horizon: string, notedAt: string];
export type LogName = 'access' | 'change';

/** A group of log rows as the chain keeps it. */
export interface Block {
  readonly seq: number;
  /** ISO 8601 with milliseconds, UTC. */
  readonly at: string;
  readonly algorithm: ChainAlgorithm;
  readonly accessRows: readonly number[];
  readonly changeRows: readonly number[];
  /** 32 bytes a row, first of accessRows, then of changeRows. */
  readonly digests: Buffer;
  readonly accessSeen: number;
  readonly changeSeen: number;
  readonly gaps: readonly Gap[];
  readonly prev: Buffer;
  readonly hash: Buffer;
}

export const DIGEST_BYTES = 32;
/** What the first group stands on. */
export const GENESIS = Buffer.alloc(DIGEST_BYTES);

/** The digest of a row's line; needs no key, so that an evidence package proves its rows anywhere. */
export function digestOf(line: string, algorithm: ChainAlgorithm): Buffer {
  return createHash(algorithm === 'sha256' ? 'sha256' : 'sm3').update(line, 'utf8').digest();
}

/** What holds a group to the one before it. */
export function hashOf(block: Omit<Block, 'hash'>, mac: Buffer): Buffer {
  const made = block.algorithm === 'sha256' ? createHash('sha256') : createHmac('sm3', mac);
  return made.update(block.prev).update(headOf(block), 'utf8').update(block.digests).digest();
}

/** The group without its digests, as the one text that everybody hashes. */
export function headOf({ seq, at, algorithm, accessRows, changeRows, accessSeen, changeSeen, gaps }: Omit<Block, 'hash'>): string {
  return JSON.stringify([seq, at, algorithm, accessRows, changeRows, accessSeen, changeSeen, gaps]);
}
