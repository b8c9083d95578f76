import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Environment } from '../../../config/config.module.js';
import { ScopedDatabase } from '../../database/scoped-database.js';
import { type Anchor, anchorFolder, anchorOf, anchorsIn, dailyName, HEAD_FILE, isGenuine, readAnchor, VERIFIED_FILE, writeAnchor } from './anchors.js';
import { ArchivedLines } from './archived-lines.js';
import { lastBlock } from './blocks.js';
import { type ChainReport, checkChain } from './chain-check.js';
import type { Block } from './chain-hash.js';
import { ChainWriter } from './chain-writer.js';
import { linesOf } from './log-lines.js';

export interface ProofRequest {
  /** This anchor besides those of DATA_DIR. */
  readonly anchorFile?: string | undefined;
  /** Only what came after the last check that found everything right. */
  readonly onlyNew?: boolean;
}

export interface Proof extends ChainReport {
  /** Anchors that were held against the chain. */
  readonly anchors: number;
  /** The group of an anchor whose signature is not ours. */
  readonly forgedAnchor: number | null;
  readonly lastAnchorAt: string | null;
}

/** Anchors of the chain, and the answer whether both logs are as they were written. */
@Injectable()
export class AuditProof {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly writer: ChainWriter,
    private readonly environment: Environment,
  ) {}

  /** Writes where the chain stands: over the newest, and over today's. */
  async anchor(): Promise<Anchor | null> {
    const block = await this.db.asSystem('audit anchor', (em) => lastBlock(em));
    if (!block) return null;
    const anchor = anchorOf(block, this.writer.keys.signing);
    for (const folder of this.folders()) {
      for (const name of [HEAD_FILE, dailyName(new Date().toISOString())]) writeAnchor(folder, name, anchor);
    }
    return anchor;
  }

  /** Where the chain stands and what is kept outside the database. */
  async standing(): Promise<{ last: Block | null; anchors: readonly Anchor[] }> {
    return { last: await this.db.asSystem('audit standing', (em) => lastBlock(em)), anchors: this.folders().flatMap(anchorsIn) };
  }

  async verify({ anchorFile, onlyNew }: ProofRequest = {}): Promise<Proof> {
    const anchors = [...this.folders().flatMap(anchorsIn), ...(anchorFile ? [readAnchor(anchorFile)] : [])].sort((a, b) => a.seq - b.seq);
    const forged = anchors.find((anchor) => !isGenuine(anchor, this.writer.keys.verifying));
    const checked = onlyNew ? this.verifiedBefore() : undefined;
    const report = await this.db.asSystem('audit verify', (em) => this.check(em, anchors, checked));
    if (!forged && !report.fault && report.last) this.remember(report.last);
    return { ...report, anchors: anchors.length, forgedAnchor: forged?.seq ?? null, lastAnchorAt: anchors.at(-1)?.at ?? null };
  }

  private async check(em: EntityManager, anchors: readonly Anchor[], after: Anchor | undefined): Promise<ChainReport> {
    // However long it takes; meanwhile nothing is moved to the archive.
    await em.query('set local statement_timeout = 0');
    await em.query('set local idle_in_transaction_session_timeout = 0');
    await em.query(`select pg_advisory_xact_lock_shared(hashtextextended('audit archive', 0))`);
    const archived = await ArchivedLines.open(em, this.environment.values.DATA_DIR);
    return checkChain({
      em, mac: this.writer.keys.mac, anchors, after,
      linesOf: async (block, log) => archived.of(block, log) ?? linesOf(em, log, log === 'access' ? block.accessRows : block.changeRows),
    });
  }

  private verifiedBefore(): Anchor | undefined {
    try {
      const before = readAnchor(join(anchorFolder(this.environment.values.DATA_DIR), VERIFIED_FILE));
      return isGenuine(before, this.writer.keys.verifying) ? before : undefined;
    } catch {
      return undefined;
    }
  }

  private remember(block: Block): void {
    writeAnchor(anchorFolder(this.environment.values.DATA_DIR), VERIFIED_FILE, anchorOf(block, this.writer.keys.signing));
  }

  private folders(): string[] {
    const { DATA_DIR, ANCHOR_DIR } = this.environment.values;
    return [anchorFolder(DATA_DIR), ...(ANCHOR_DIR ? [ANCHOR_DIR] : [])];
  }
}
