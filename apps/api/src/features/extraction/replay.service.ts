import { Injectable } from '@nestjs/common';
import type { StreamSpec } from '@cadre/connector-kit/connector';
import type { Caller } from '../../platform/access/caller.js';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { Incoming } from './incoming.js';
import { PageWriter } from './page-writer.js';
import type { ReplayAnswer } from './quarantine.dto.js';
import { readAgain } from './read-again.js';
import { countOutcomes, countVerdicts, type RunCounts } from './run-counts.js';
import { RunLedger } from './run-ledger.js';
import { type ActiveSource, SourceRegistry, streamOf } from './source-registry.js';

interface Kept {
  readonly id: string;
  readonly sourceId: string;
  readonly streamId: string;
  readonly payloadCipher: string;
}

/** Sends what was set aside through the same door again, after its cause was mended. A newer version that came meanwhile wins. */
@Injectable()
export class ReplayService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
    private readonly registry: SourceRegistry,
    private readonly writer: PageWriter,
    private readonly ledger: RunLedger,
  ) {}

  async replay(caller: Caller, ids: readonly string[], dryRun: boolean): Promise<ReplayAnswer> {
    const open: Kept[] = await this.db.asCaller(caller, (em) =>
      em.query(
        `select id, source_id as "sourceId", stream_id as "streamId", payload_cipher as "payloadCipher"
         from quarantine where id = any ($1) and status = 'open' order by at`,
        [ids],
      ),
    );
    const answer: ReplayAnswer = { stored: 0, filtered: 0, failed: 0, skipped: ids.length - open.length, message: '' };
    for (const kept of open) {
      const counts = await this.replayOne(caller, kept, dryRun);
      answer.failed += counts.quarantined;
      answer.filtered += counts.filtered;
      answer.stored += counts.fetched - counts.quarantined - counts.filtered;
      if (!dryRun && counts.quarantined === 0) await this.close(caller, kept.id, 'replayed', null);
    }
    return { ...answer, message: sentence(answer, dryRun) };
  }

  async ignore(caller: Caller, id: string, reason: string): Promise<void> {
    caller.request.reason = reason;
    await this.close(caller, id, 'ignored', reason);
  }

  private async replayOne(caller: Caller, kept: Kept, dryRun: boolean): Promise<RunCounts> {
    const source = await this.registry.byId(kept.sourceId);
    const stream = source && streamOf(source, kept.streamId);
    const failed = { ...countVerdicts(['quarantined']) };
    if (!source || !stream) return failed;
    const incoming = readAgain(stream, this.cipher.open(kept.payloadCipher));
    if (incoming.length === 0) return failed;
    const runId = await this.ledger.start({ sourceId: source.id, streamId: stream.id, mode: 'replay', dryRun, requestedBy: caller.username });
    const counts = await this.write(source, stream, runId, incoming, dryRun);
    await this.ledger.finish(runId, 'done', null);
    return counts;
  }

  private async write(source: ActiveSource, stream: StreamSpec, runId: number, incoming: Incoming[], dryRun: boolean): Promise<RunCounts> {
    try {
      const counts = countOutcomes(await this.writer.write({ source, stream, runId, incoming, dryRun }));
      if (dryRun) await this.ledger.rehearsed(runId, counts);
      return counts;
    } catch (problem) {
      await this.ledger.finish(runId, 'failed', '重试未完成，请稍后再试。');
      throw problem;
    }
  }

  private async close(caller: Caller, id: string, status: 'replayed' | 'ignored', reason: string | null): Promise<void> {
    await this.db.asCaller(caller, (em) =>
      em.query(
        `update quarantine set status = $2, closed_by = $3, closed_at = now(), close_reason = coalesce($4, '重试成功') where id = $1 and status = 'open'`,
        [id, status, caller.username, reason],
      ),
    );
  }
}

function sentence({ stored, filtered, failed, skipped }: ReplayAnswer, dryRun: boolean): string {
  const parts = [
    stored ? `${stored} 条${dryRun ? '可以' : '已'}写入` : '', filtered ? `${filtered} 条不在名册` : '', failed ? `${failed} 条仍然失败` : '',
    skipped ? `${skipped} 条此前已处理` : '',
  ].filter(Boolean);
  return `${parts.join('，') || '没有需要处理的记录'}${dryRun ? '（试运行，未写入）' : ''}。`;
}
