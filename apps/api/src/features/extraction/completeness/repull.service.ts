import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { Conflict, NotFound } from '../../../platform/http/refusal.js';
import { inTurn } from '../in-turn.js';
import { LaneRunner } from '../lane-runner.js';
import { SourceRegistry, streamOf } from '../source-registry.js';
import { SourceTransports } from '../source-transports.js';
import { ReconciliationLedger } from './reconciliation-ledger.js';
import { sourceKeys } from './source-keys.js';

/** Some databases take no longer lists. */
const AT_ONCE = 500;

interface Compared {
  readonly sourceId: string;
  readonly streamId: string;
  readonly outcome: string;
}

/** Fetches what a comparison found missing or older; what it found gone is left to a full scan, which looks again before it marks. */
@Injectable()
export class Repull {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly registry: SourceRegistry,
    private readonly runner: LaneRunner,
    private readonly ledger: ReconciliationLedger,
  ) {}

  /** The id of the last run; null when there was nothing to fetch. */
  async repull(caller: Caller, id: number, reason: string): Promise<number | null> {
    caller.request.reason = reason;
    const { compared, keys, gone } = await this.db.asCaller(caller, async (em) => {
      const [found]: Compared[] = await em.query('select source_id as "sourceId", stream_id as "streamId", outcome from reconciliation_run where id = $1', [id]);
      if (!found) throw new NotFound('对账记录');
      if (found.outcome === 'running') throw new Conflict('STILL_COMPARING', '对账尚未结束，请稍后再试。');
      return { compared: found, keys: await this.ledger.keys(em, id, ['missing', 'older']), gone: await this.ledger.keys(em, id, ['gone']) };
    });
    const source = await this.registry.byId(compared.sourceId);
    const stream = source && streamOf(source, compared.streamId);
    if (!source?.connection || !stream) throw new NotFound('数据源');
    const spelled = keys.flatMap((key) => sourceKeys(stream, key) ?? []);
    let runId: number | null = null;
    const transports = new SourceTransports(source);
    try {
      for (let at = 0; at < spelled.length; at += AT_ONCE) {
        const mode = { kind: 'keys', keys: spelled.slice(at, at + AT_ONCE) } as const;
        const run = { mode, runMode: 'keys', dryRun: false, requestedBy: caller.username, asked: { reconciliation: id, keys: mode.keys.length } } as const;
        runId = await inTurn(() => this.runner.runStream(source, stream, transports, run, new AbortController().signal));
      }
    } finally {
      await transports.close();
    }
    if (gone.length) await this.askForScan(compared);
    await this.db.asSystem(`repull of ${caller.username}`, (em) => em.query('update reconciliation_run set repull_run_id = $2 where id = $1', [id, runId]));
    return runId;
  }

  private async askForScan({ sourceId, streamId }: Compared): Promise<void> {
    await this.db.asSystem('reconciliation', (em) =>
      em.query('update source_stream set full_requested = true, next_run_at = now() where source_id = $1 and stream_id = $2', [sourceId, streamId]),
    );
  }
}
