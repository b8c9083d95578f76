import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Environment } from '../../../config/config.module.js';
import { ScopedDatabase } from '../../database/scoped-database.js';
import { addBlock, lastBlock } from './blocks.js';
import { type Block, digestOf, type Gap, GENESIS, hashOf, type LogName } from './chain-hash.js';
import { type ChainKeys, openChainKeys } from './chain-keys.js';
import { gapsAfter, type Horizon } from './gaps.js';
import { newLines } from './log-lines.js';

/** Rows of each log in a group, at most. */
const MOST_ROWS = 2_000;

const NOTHING: Pick<Block, 'seq' | 'hash' | 'accessSeen' | 'changeSeen' | 'gaps'> = { seq: 0, hash: GENESIS, accessSeen: 0, changeSeen: 0, gaps: [] };

/**
 * Chains what both logs gained since the last time. One writer, after the commit, in groups: a request does not wait for it,
 * and what is written costs one row a group.
 */
@Injectable()
export class ChainWriter {
  readonly keys: ChainKeys;

  constructor(
    private readonly db: ScopedDatabase,
    private readonly environment: Environment,
  ) {
    this.keys = openChainKeys(environment.values.DATA_DIR);
  }

  /** Until nothing is left to chain. Answers how many rows were chained; another process that is at it leaves nothing to do. */
  async catchUp(): Promise<number> {
    for (let total = 0; ; ) {
      const rows = await this.db.asSystem('audit chain', (em) => this.nextGroup(em));
      total += rows;
      if (rows === 0) return total;
    }
  }

  private async nextGroup(em: EntityManager): Promise<number> {
    const [{ mine, oldest }]: [{ mine: boolean; oldest: string }] = await em.query(
      `select pg_try_advisory_xact_lock(hashtextextended('audit chain', 0)) as mine, pg_snapshot_xmin(pg_current_snapshot())::text as oldest`,
    );
    if (!mine) return 0;
    const before = (await lastBlock(em)) ?? NOTHING;
    const access = await newLines(em, 'access', wanted('access', before));
    const change = await newLines(em, 'change', wanted('change', before));
    if (access.length + change.length === 0) return 0;
    // Asked after the rows were read: whoever holds one of the missing numbers has begun before this.
    const [{ next }]: [{ next: string }] = await em.query('select pg_snapshot_xmax(pg_current_snapshot())::text as next');
    const now = new Date();
    const horizon: Horizon = { oldest: BigInt(oldest), next: BigInt(next), now };
    const algorithm = this.environment.values.CRYPTO_PROFILE === 'gm' ? 'hmac-sm3' : 'sha256';
    const numbers = { access: access.map(({ seq }) => seq), change: change.map(({ seq }) => seq) };
    const accessSeen = Math.max(before.accessSeen, ...numbers.access.slice(-1));
    const changeSeen = Math.max(before.changeSeen, ...numbers.change.slice(-1));
    const gaps: Gap[] = [
      ...gapsAfter('access', { gaps: before.gaps, seen: before.accessSeen, upTo: accessSeen, found: numbers.access, horizon }),
      ...gapsAfter('change', { gaps: before.gaps, seen: before.changeSeen, upTo: changeSeen, found: numbers.change, horizon }),
    ];
    const block: Omit<Block, 'hash'> = {
      seq: before.seq + 1, at: now.toISOString(), algorithm, accessRows: numbers.access, changeRows: numbers.change,
      digests: Buffer.concat([...access, ...change].map(({ line }) => digestOf(line, algorithm))),
      accessSeen, changeSeen, gaps, prev: before.hash,
    };
    await addBlock(em, { ...block, hash: hashOf(block, this.keys.mac) });
    return access.length + change.length;
  }
}

function wanted(log: LogName, before: typeof NOTHING): Parameters<typeof newLines>[2] {
  return {
    seen: log === 'access' ? before.accessSeen : before.changeSeen,
    gaps: before.gaps.filter(([of]) => of === log).map(([, first, last]) => [first, last] as const),
    most: MOST_ROWS,
  };
}
