import { Injectable } from '@nestjs/common';
import { PageWriter } from './page-writer.js';
import { readAgain } from './read-again.js';
import { countOutcomes, noCounts, type RunCounts } from './run-counts.js';
import { RunLedger } from './run-ledger.js';
import { type ActiveSource, streamOf } from './source-registry.js';

export type ReplayOutcome = 'stored' | 'filtered' | 'failed' | 'skipped';

export interface Replayed {
  readonly outcome: ReplayOutcome;
  /** Chinese; null when there is nothing to say. */
  readonly message: string | null;
  readonly counts: RunCounts;
}

/** One record that goes through the door again. */
export interface ReplayedRecord {
  readonly source: ActiveSource | undefined;
  readonly streamId: string;
  readonly raw: string;
  readonly dryRun: boolean;
}

/** Sends one kept record through the door again: mapped by what is in force now, recognised, stored or set aside. */
@Injectable()
export class ReplayRecord {
  constructor(
    private readonly writer: PageWriter,
    private readonly ledger: RunLedger,
  ) {}

  /** @param runOf the run that counts it; asked only when there is something to write */
  async send({ source, streamId, raw, dryRun }: ReplayedRecord, runOf: () => Promise<number>): Promise<Replayed> {
    const stream = source && streamOf(source, streamId);
    if (!source || !stream) return nothing('failed', '数据源或数据集已停用');
    const incoming = read(() => readAgain(stream, raw));
    if (incoming.length === 0) return nothing('failed', '原始报文无法按现在的配置读取');
    const runId = await runOf();
    const outcomes = await this.writer.write({ source, stream, runId, incoming, dryRun });
    const counts = countOutcomes(outcomes);
    if (dryRun) await this.ledger.rehearsed(runId, counts);
    return {
      ...verdictOf(counts),
      message: outcomes.find(({ reason }) => reason !== null)?.reason ?? verdictOf(counts).message,
      counts,
    };
  }
}

function verdictOf(counts: RunCounts): Pick<Replayed, 'outcome' | 'message'> {
  if (counts.quarantined > 0) return { outcome: 'failed', message: '仍然失败' };
  if (counts.filtered === counts.fetched) return { outcome: 'filtered', message: '不在名册' };
  if (counts.superseded === counts.fetched) return { outcome: 'stored', message: '已有更新的版本' };
  return { outcome: 'stored', message: null };
}

const nothing = (outcome: ReplayOutcome, message: string): Replayed => ({ outcome, message, counts: noCounts() });

/** What cannot be parsed at all has no records. */
function read<T>(work: () => T[]): T[] {
  try {
    return work();
  } catch {
    return [];
  }
}
