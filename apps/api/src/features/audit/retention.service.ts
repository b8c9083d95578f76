import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import type { EntityManager } from 'typeorm';
import { Environment } from '../../config/config.module.js';
import { type ArchivedBlock, archiveFolder, packBlocks, sha256Of, unpackBlocks } from '../../platform/audit/chain/archived-lines.js';
import { blocksAfter } from '../../platform/audit/chain/blocks.js';
import { type Block, DIGEST_BYTES, digestOf } from '../../platform/audit/chain/chain-hash.js';
import { linesOf } from '../../platform/audit/chain/log-lines.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { Parameters } from '../settings/parameters.port.js';

/** Rows in one archive file, about. */
const ROWS_A_FILE = 50_000;

/**
 * Whole months that are older than the retention leave the tables for files. A file is read back and held against the chain
 * before a row goes; the chain itself stays, so that the files remain provable.
 */
@Injectable()
export class RetentionService {
  private readonly log = new Logger('audit');

  constructor(
    private readonly db: ScopedDatabase,
    private readonly parameters: Parameters,
    private readonly environment: Environment,
  ) {}

  @Cron('0 10 4 * * *', { timeZone: 'Asia/Shanghai' })
  async nightly(): Promise<void> {
    if (!this.environment.values.ROLE.includes('jobs')) return;
    const rows = await this.archive();
    if (rows > 0) this.log.log(`${rows} audit rows were moved to archive files`);
  }

  /** Answers how many rows left the tables. */
  async archive(): Promise<number> {
    for (let total = 0; ; ) {
      const rows = await this.db.asSystem('audit archive', (em) => this.nextFile(em));
      total += rows;
      if (rows === 0) return total;
    }
  }

  private async nextFile(em: EntityManager): Promise<number> {
    const [{ mine, after }]: [{ mine: boolean; after: number }] = await em.query(
      `select pg_try_advisory_xact_lock(hashtextextended('audit archive', 0)) as mine, coalesce(max(last_block), 0) as after from audit_archive`,
    );
    const blocks = mine ? await this.dueBlocks(em, after) : [];
    const [first, last] = [blocks[0], blocks.at(-1)];
    if (!first || !last) return 0;
    const contents: ArchivedBlock[] = [];
    for (const block of blocks) {
      contents.push({ block: block.seq, access: await linesOf(em, 'access', block.accessRows), change: await linesOf(em, 'change', block.changeRows) });
    }
    const file = `audit-${first.at.slice(0, 7)}-${first.seq}-${last.seq}.jsonl.gz`;
    const bytes = this.write(file, packBlocks(contents));
    if (!isWhole(blocks, unpackBlocks(bytes))) throw new Error('The rows to archive are not as the chain has them; nothing was moved.');
    const rows = blocks.reduce((sum, { accessRows, changeRows }) => sum + accessRows.length + changeRows.length, 0);
    await em.query(
      'insert into audit_archive (first_block, last_block, until, rows, file, sha256) values ($1, $2, $3, $4, $5, $6)',
      [first.seq, last.seq, last.at, rows, file, sha256Of(bytes)],
    );
    await em.query('select forget_archived($1)', [last.seq]);
    return rows;
  }

  private async dueBlocks(em: EntityManager, after: number): Promise<Block[]> {
    const [{ until }]: [{ until: Date }] = await em.query(
      `select date_trunc('month', (now() - make_interval(days => $1)) at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai' as until`,
      [this.parameters.value('audit.retentionDays')],
    );
    const due: Block[] = [];
    for (let rows = 0, from = after; rows < ROWS_A_FILE; ) {
      const next = (await blocksAfter(em, from, 20)).filter(({ at }) => Date.parse(at) < until.getTime());
      if (next.length === 0) break;
      due.push(...next);
      rows += next.reduce((sum, { accessRows, changeRows }) => sum + accessRows.length + changeRows.length, 0);
      from = next.at(-1)!.seq;
    }
    return due;
  }

  private write(file: string, bytes: Buffer): Buffer {
    const folder = archiveFolder(this.environment.values.DATA_DIR);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, `${file}.new`), bytes, { mode: 0o600, flush: true });
    renameSync(join(folder, `${file}.new`), join(folder, file));
    return readFileSync(join(folder, file));
  }
}

/** Every row of every group is in the file, with the digest that the chain has. */
function isWhole(blocks: readonly Block[], archived: readonly ArchivedBlock[]): boolean {
  return blocks.every((block, place) => {
    const lines = [...(archived[place]?.access ?? []), ...(archived[place]?.change ?? [])];
    const seqs = [...block.accessRows, ...block.changeRows];
    return lines.length === seqs.length && lines.every(({ seq, line }, at) =>
      seq === seqs[at] && digestOf(line, block.algorithm).equals(block.digests.subarray(at * DIGEST_BYTES, (at + 1) * DIGEST_BYTES)));
  });
}
