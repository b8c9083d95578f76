import type { EntityManager } from 'typeorm';
import type { Anchor } from './anchors.js';
import { blocksAfter } from './blocks.js';
import { type Block, DIGEST_BYTES, digestOf, GENESIS, hashOf, type LogName } from './chain-hash.js';
import { LINES, type LogLine } from './log-lines.js';

const BLOCKS_AT_ONCE = 20;
const LOGS = ['access', 'change'] as const;

export type ChainFaultKind = 'changed' | 'removed' | 'inserted' | 'block-changed' | 'block-missing' | 'not-as-anchored' | 'truncated';

/** The first thing that is not as it was written. */
export interface ChainFault {
  readonly kind: ChainFaultKind;
  readonly log: LogName;
  /** Number of the row in its log (`v_audit.seq` for `access`). */
  readonly seq: number;
  readonly block: number;
}

export interface ChainReport {
  readonly fault: ChainFault | null;
  readonly blocks: number;
  readonly rows: number;
  /** Rows that came after the last group: chained within seconds. */
  readonly unchained: number;
  readonly last: Block | null;
}

/** Where the check begins: after this group, which was found right before. */
export interface CheckedBefore {
  readonly seq: number;
  readonly hash: string;
  readonly accessSeen: number;
  readonly changeSeen: number;
}

export interface ChainCheck {
  readonly em: EntityManager;
  readonly mac: Buffer;
  readonly anchors: readonly Anchor[];
  readonly after?: CheckedBefore | undefined;
  /** The lines of a group's rows, from the tables or from the archive it went to. */
  readonly linesOf: (block: Block, log: LogName) => Promise<readonly LogLine[]>;
}

/** Recomputes the chain from the rows. Reads a few groups at a time; stops at the first fault. */
export async function checkChain(check: ChainCheck): Promise<ChainReport> {
  const { em, after } = check;
  const seen = { access: new Seen(after?.accessSeen ?? 0), change: new Seen(after?.changeSeen ?? 0) };
  let prev: Buffer = after ? Buffer.from(after.hash, 'hex') : GENESIS;
  let last: Block | null = null;
  const count = { blocks: 0, rows: 0 };
  const report = async (fault: ChainFault | null): Promise<ChainReport> => ({ fault, ...count, unchained: await unchained(em, last, after), last });
  for (let from = after?.seq ?? 0; ; from = last!.seq) {
    const blocks = await blocksAfter(em, from, BLOCKS_AT_ONCE);
    for (const block of blocks) {
      const fault = await faultOf(block, { ...check, prev, expected: (last?.seq ?? after?.seq ?? 0) + 1, before: last });
      if (fault) return report(fault);
      for (const seq of block.accessRows) seen.access.add(seq);
      for (const seq of block.changeRows) seen.change.add(seq);
      count.blocks += 1;
      count.rows += block.accessRows.length + block.changeRows.length;
      prev = block.hash;
      last = block;
    }
    if (blocks.length < BLOCKS_AT_ONCE) break;
  }
  return report(truncation(check.anchors, last, after) ?? (await insertion(em, last, seen)));
}

interface Place extends ChainCheck {
  readonly prev: Buffer;
  readonly expected: number;
  readonly before: Block | null;
}

async function faultOf(block: Block, { mac, anchors, linesOf, prev, expected, before }: Place): Promise<ChainFault | null> {
  const first = block.accessRows.length ? { log: 'access' as const, seq: block.accessRows[0]! } : { log: 'change' as const, seq: block.changeRows[0] ?? 0 };
  if (block.seq !== expected) return { kind: 'block-missing', log: 'access', seq: (before?.accessSeen ?? 0) + 1, block: expected };
  let at = 0;
  for (const log of LOGS) {
    const lines = new Map((await linesOf(block, log)).map(({ seq, line }) => [seq, line]));
    for (const seq of log === 'access' ? block.accessRows : block.changeRows) {
      const line = lines.get(seq);
      const digest = block.digests.subarray(at, (at += DIGEST_BYTES));
      if (line === undefined) return { kind: 'removed', log, seq, block: block.seq };
      if (!digestOf(line, block.algorithm).equals(digest)) return { kind: 'changed', log, seq, block: block.seq };
    }
  }
  if (at !== block.digests.length || !block.prev.equals(prev) || !hashOf(block, mac).equals(block.hash)) {
    return { kind: 'block-changed', ...first, block: block.seq };
  }
  const contradicts = anchors.some(({ seq, hash }) => seq === block.seq && hash !== block.hash.toString('hex'));
  return contradicts ? { kind: 'not-as-anchored', ...first, block: block.seq } : null;
}

/** An anchor knows of a group that is not there any more. */
function truncation(anchors: readonly Anchor[], last: Block | null, after: CheckedBefore | undefined): ChainFault | null {
  const end = last?.seq ?? after?.seq ?? 0;
  if (!anchors.some(({ seq }) => seq > end)) return null;
  return { kind: 'truncated', log: 'access', seq: (last?.accessSeen ?? after?.accessSeen ?? 0) + 1, block: end + 1 };
}

/** A row at a number that the chain has passed, and that is in no group and in no gap. */
async function insertion(em: EntityManager, last: Block | null, seen: Readonly<Record<LogName, Seen>>): Promise<ChainFault | null> {
  if (!last) return null;
  for (const log of LOGS) {
    const upTo = log === 'access' ? last.accessSeen : last.changeSeen;
    const waited = last.gaps.filter(([of]) => of === log);
    for (let from = seen[log].from || Number.MIN_SAFE_INTEGER; from < upTo; ) {
      const rows: { seq: number }[] = await em.query(
        `select t.seq from ${LINES[log].table} t where t.seq > $1 and t.seq <= $2 order by t.seq limit 50000`, [from, upTo],
      );
      const stray = rows.find(({ seq }) => !seen[log].has(seq) && !waited.some(([, first, end]) => seq >= first && seq <= end));
      if (stray) return { kind: 'inserted', log, seq: stray.seq, block: last.seq };
      if (rows.length < 50_000) break;
      from = rows.at(-1)!.seq;
    }
  }
  return null;
}

async function unchained(em: EntityManager, last: Block | null, after: CheckedBefore | undefined): Promise<number> {
  const [{ rows }]: [{ rows: number }] = await em.query(
    `select (select count(*) from access_trail where seq > $1) + (select count(*) from change_log where seq > $2) as rows`,
    [last?.accessSeen ?? after?.accessSeen ?? 0, last?.changeSeen ?? after?.changeSeen ?? 0],
  );
  return rows;
}

/** Which numbers the chain holds: a bit each, so that millions of them fit. */
class Seen {
  private bits = new Uint8Array(1024);

  constructor(readonly from: number) {}

  add(seq: number): void {
    const place = seq - this.from;
    if (place <= 0) return;
    if (place >> 3 >= this.bits.length) {
      const wider = new Uint8Array(Math.max(this.bits.length * 2, (place >> 3) + 1));
      wider.set(this.bits);
      this.bits = wider;
    }
    this.bits[place >> 3]! |= 1 << (place & 7);
  }

  has(seq: number): boolean {
    const place = seq - this.from;
    return place > 0 && ((this.bits[place >> 3] ?? 0) & (1 << (place & 7))) !== 0;
  }
}
