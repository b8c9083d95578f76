import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { Conflict, NotFound } from '../../platform/http/refusal.js';
import { keptPayload } from './console/failures/kept-payload.js';
import type { ReplayAnswer } from './quarantine.dto.js';
import { type Replayed, ReplayRecord } from './replay-record.js';
import { RunLedger } from './run-ledger.js';
import { SourceRegistry } from './source-registry.js';

interface Kept {
  readonly id: string;
  readonly sourceId: string;
  readonly streamId: string;
  readonly kind: string;
  readonly status: string;
  readonly payloadCipher: string;
}

/** Tries a few failures again while somebody waits for the answer. A newer version that came meanwhile wins. */
@Injectable()
export class ReplayService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
    private readonly registry: SourceRegistry,
    private readonly record: ReplayRecord,
    private readonly ledger: RunLedger,
  ) {}

  async replay(caller: Caller, ids: readonly string[], dryRun: boolean): Promise<ReplayAnswer> {
    const kept: Kept[] = await this.db.asCaller(caller, (em) =>
      em.query(
        `select id, source_id as "sourceId", stream_id as "streamId", kind, status, payload_cipher as "payloadCipher"
         from quarantine where id = any ($1) order by at`,
        [ids],
      ),
    );
    if (kept.length < new Set(ids).size) throw new NotFound('失败记录');
    const open = kept.filter(({ status, kind }) => status === 'open' && kind !== 'transport');
    const answer: ReplayAnswer = { stored: 0, filtered: 0, failed: 0, skipped: kept.length - open.length, message: '' };
    for (const one of open) {
      const { outcome, counts } = await this.replayOne(caller, one, dryRun);
      answer[outcome] += 1;
      if (!dryRun && outcome !== 'failed' && counts.quarantined === 0)
        await this.close(caller, one.id, 'replayed', null);
    }
    return { ...answer, message: sentence(answer, dryRun) };
  }

  async ignore(caller: Caller, id: string, reason: string): Promise<void> {
    caller.request.reason = reason;
    const found = await this.close(caller, id, 'ignored', reason);
    if (found === 'unknown') throw new NotFound('失败记录');
    if (found === 'closed') throw new Conflict('ALREADY_CLOSED', '这条失败记录此前已经处理。');
  }

  private async replayOne(
    caller: Caller,
    { sourceId, streamId, payloadCipher }: Kept,
    dryRun: boolean,
  ): Promise<Replayed> {
    const source = await this.registry.byId(sourceId);
    let runId: number | undefined;
    const runOf = async (): Promise<number> =>
      (runId ??= await this.ledger.start({ sourceId, streamId, mode: 'replay', dryRun, requestedBy: caller.username }));
    try {
      const replayed = await this.record.send(
        { source, streamId, raw: keptPayload(this.cipher, sourceId, payloadCipher) ?? '', dryRun },
        runOf,
      );
      if (runId !== undefined) await this.ledger.finish(runId, 'done', null);
      return replayed;
    } catch (problem) {
      if (runId !== undefined) await this.ledger.finish(runId, 'failed', '重试未完成，请稍后再试。');
      throw problem;
    }
  }

  private close(
    caller: Caller,
    id: string,
    status: 'replayed' | 'ignored',
    reason: string | null,
  ): Promise<'done' | 'closed' | 'unknown'> {
    return this.db.asCaller(caller, async (em) => {
      const [rows]: [unknown[], number] = await em.query(
        `update quarantine set status = $2, closed_by = $3, closed_at = now(), close_reason = coalesce($4, '重试成功')
         where id = $1 and status = 'open' returning id`,
        [id, status, caller.username, reason],
      );
      if (rows.length) return 'done';
      const known: unknown[] = await em.query('select 1 from quarantine where id = $1', [id]);
      return known.length ? 'closed' : 'unknown';
    });
  }
}

function sentence({ stored, filtered, failed, skipped }: ReplayAnswer, dryRun: boolean): string {
  const parts = [
    stored ? `${stored} 条${dryRun ? '可以' : '已'}写入` : '',
    filtered ? `${filtered} 条不在名册` : '',
    failed ? `${failed} 条仍然失败` : '',
    skipped ? `${skipped} 条此前已处理` : '',
  ].filter(Boolean);
  return `${parts.join('，') || '没有需要处理的记录'}${dryRun ? '（试运行，未写入）' : ''}。`;
}
