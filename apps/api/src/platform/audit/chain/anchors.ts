import { type KeyObject, sign, verify } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Block } from './chain-hash.js';

/** Where the chain stood at some moment, written outside the database and signed: who rewrites the chain cannot rewrite this. */
export interface Anchor {
  readonly seq: number;
  readonly at: string;
  readonly algorithm: string;
  /** Of the group, as hex. */
  readonly hash: string;
  readonly accessSeen: number;
  readonly changeSeen: number;
  /** Ed25519 over the other fields, base64. */
  readonly signature: string;
}

/** Kept for good, one a day. */
const DAILY = /^anchor-\d{4}-\d{2}-\d{2}\.json$/;
/** The newest, over and over. */
export const HEAD_FILE = 'head.json';
/** Up to where everything was found to be right the last time. */
export const VERIFIED_FILE = 'verified.json';

export const anchorFolder = (dataDir: string): string => join(dataDir, 'anchors');

export function anchorOf(block: Block, signing: KeyObject): Anchor {
  const { seq, at, algorithm, accessSeen, changeSeen } = block;
  const said = { seq, at, algorithm, hash: block.hash.toString('hex'), accessSeen, changeSeen };
  return { ...said, signature: sign(null, Buffer.from(wordsOf(said)), signing).toString('base64') };
}

export function isGenuine(anchor: Anchor, verifying: KeyObject): boolean {
  return verify(null, Buffer.from(wordsOf(anchor)), verifying, Buffer.from(anchor.signature, 'base64'));
}

function wordsOf({ seq, at, algorithm, hash, accessSeen, changeSeen }: Omit<Anchor, 'signature'>): string {
  return JSON.stringify([seq, at, algorithm, hash, accessSeen, changeSeen]);
}

/** Replaces the file in one step: a reader finds the old one or the new one. */
export function writeAnchor(folder: string, name: string, anchor: Anchor): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, name);
  writeFileSync(`${file}.new`, `${JSON.stringify(anchor, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Throws when the file is not an anchor. */
export function readAnchor(file: string): Anchor {
  const read = JSON.parse(readFileSync(file, 'utf8')) as Partial<Anchor>;
  const isOne = Number.isSafeInteger(read.seq) && /^[0-9a-f]{64}$/.test(read.hash ?? '') && typeof read.signature === 'string';
  if (!isOne) throw new Error(`${file} 不是审计锚点文件。`);
  return read as Anchor;
}

/** All anchors of a folder, the oldest first. */
export function anchorsIn(folder: string): Anchor[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => DAILY.test(name) || name === HEAD_FILE)
    .map((name) => readAnchor(join(folder, name)))
    .sort((a, b) => a.seq - b.seq);
}

/** The day of an anchor by the hospital's clock. */
export function dailyName(at: string): string {
  return `anchor-${new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10)}.json`;
}
