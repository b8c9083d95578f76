import type { EntityManager } from 'typeorm';
import type { Block, ChainAlgorithm, Gap } from './chain-hash.js';

const COLUMNS = `seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, algorithm, access_rows as "accessRows",
  change_rows as "changeRows", digests, access_seen as "accessSeen", change_seen as "changeSeen", gaps, prev, hash`;

interface Stored {
  readonly seq: number;
  readonly at: string;
  readonly algorithm: string;
  /** Arrays of int8 come as text. */
  readonly accessRows: readonly (string | number)[];
  readonly changeRows: readonly (string | number)[];
  readonly digests: Buffer;
  readonly accessSeen: number;
  readonly changeSeen: number;
  readonly gaps: Gap[];
  readonly prev: Buffer;
  readonly hash: Buffer;
}

const asBlock = (row: Stored): Block => ({
  ...row,
  algorithm: row.algorithm as ChainAlgorithm,
  accessRows: row.accessRows.map(Number),
  changeRows: row.changeRows.map(Number),
});

export async function lastBlock(em: EntityManager): Promise<Block | null> {
  const [row]: Stored[] = await em.query(`select ${COLUMNS} from audit_chain order by seq desc limit 1`);
  return row ? asBlock(row) : null;
}

/** Some groups after `seq`, in order. */
export async function blocksAfter(em: EntityManager, seq: number, most: number): Promise<Block[]> {
  const rows: Stored[] = await em.query(`select ${COLUMNS} from audit_chain where seq > $1 order by seq limit $2`, [seq, most]);
  return rows.map(asBlock);
}

export async function addBlock(em: EntityManager, block: Block): Promise<void> {
  await em.query(
    `insert into audit_chain (seq, at, algorithm, access_rows, change_rows, digests, access_seen, change_seen, gaps, prev, hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      block.seq, block.at, block.algorithm, block.accessRows, block.changeRows, block.digests, block.accessSeen, block.changeSeen,
      JSON.stringify(block.gaps), block.prev, block.hash,
    ],
  );
}
