import { Injectable } from '@nestjs/common';
import type { StreamSpec } from '@cadre/connector-kit/connector';
import type { PulledPage, PullTransport } from '@cadre/connector-kit/pull-transport';
import type { Cursor, PullMode } from '@cadre/connector-kit/sql-view-types';
import type { EntityManager } from 'typeorm';
import { Environment } from '../../config/config.module.js';
import { FullScan } from './completeness/full-scan.service.js';
import { holdLease, type Lease } from './lease.js';
import { oneAhead } from './one-ahead.js';
import { PageWriter } from './page-writer.js';
import { addCounts, countOutcomes, noCounts, type RunCounts } from './run-counts.js';
import { RunLedger, type RunMode } from './run-ledger.js';
import { addSamples, type RunSample } from './run-samples.js';
import type { ActiveSource } from './source-registry.js';

export interface PullRequest {
  readonly source: ActiveSource;
  readonly stream: StreamSpec;
  readonly transport: PullTransport;
  readonly lease: Lease;
  readonly mode: PullMode;
  readonly runMode: RunMode;
  readonly dryRun: boolean;
  readonly requestedBy: string;
  readonly asked?: unknown;
  readonly signal: AbortSignal;
}

export interface PullResult {
  readonly runId: number;
  readonly counts: RunCounts;
}

/** One run over one view: page by page, each page with its cursor in one transaction. A broken line ends it where it stands. */
@Injectable()
export class PullRunService {
  constructor(
    private readonly writer: PageWriter,
    private readonly ledger: RunLedger,
    private readonly environment: Environment,
    private readonly scans: FullScan,
  ) {}

  async run(request: PullRequest): Promise<PullResult> {
    const { source, stream, mode, dryRun } = request;
    const runId = await this.ledger.start({
      sourceId: source.id, streamId: stream.id, mode: request.runMode, dryRun, requestedBy: request.requestedBy,
      asked: request.asked, cursorFrom: mode.kind === 'incremental' ? mode.cursor : null,
    });
    const counts = noCounts();
    const samples: RunSample[] = [];
    try {
      if (stream.source.transport === 'mllp') throw new Error(`${stream.id} is told to us, not read`);
      const pages = request.transport.pull(stream.source, mode, {
        pageSize: Math.min(this.environment.values.SYNC_PAGE_SIZE, source.limits.maxRowsPerPage), signal: request.signal, safetyLagSeconds: this.environment.values.SYNC_SAFETY_LAG_SECONDS,
        mapping: stream.mapping,
      });
      for await (const page of oneAhead(pages)) addCounts(counts, await this.writePage(request, runId, page, samples));
      if (dryRun) await this.ledger.rehearsed(runId, counts, samples);
      const warning = await this.lookForGone(request, runId, counts);
      await this.ledger.finish(runId, 'done', dryRun ? '试运行，未写入任何数据' : warning);
      return { runId, counts };
    } catch (problem) {
      const cancelled = request.signal.aborted;
      await this.ledger.finish(runId, cancelled ? 'cancelled' : 'failed', cancelled ? '已停止，下次从断点继续' : messageOf(problem));
      throw problem;
    }
  }

  /** A full read shows what there is; what we have beyond it is gone at the source. */
  private async lookForGone(request: PullRequest, runId: number, counts: RunCounts): Promise<string | null> {
    if (request.mode.kind !== 'full' || request.dryRun) return null;
    const found = await this.scans.sweep({ ...request, runId, fetched: counts.fetched });
    counts.fetched += found?.removed ?? 0;
    counts.removed += found?.removed ?? 0;
    return found?.warning ?? null;
  }

  private async writePage(request: PullRequest, runId: number, page: PulledPage, samples: RunSample[]): Promise<RunCounts> {
    const { source, stream, lease, dryRun } = request;
    const outcomes = await this.writer.write({
      source, stream, runId, dryRun,
      incoming: page.records,
      hold: (em) => holdLease(em, lease),
      advance: (em) => this.advance(em, request, runId, page.cursor, page.signpost),
    });
    if (dryRun) addSamples(samples, stream, page.records, outcomes);
    else await page.stored?.(outcomes);
    return countOutcomes(outcomes);
  }

  /** The cursor moves in the transaction of its rows. Only reads in cursor order move it. */
  private async advance(em: EntityManager, { lease, mode, dryRun }: PullRequest, runId: number, cursor: Cursor | null, signpost: string): Promise<void> {
    if (dryRun || cursor === null || (mode.kind !== 'incremental' && mode.kind !== 'full')) return;
    await em.query(`update source_stream set cursor = $3, signpost = $4 where source_id = $1 and stream_id = $2`, [
      lease.sourceId, lease.streamId, JSON.stringify(cursor), signpost,
    ]);
    await em.query(
      `with moved as (update sync_run set cursor_to = $2 where id = $1)
       update sync_batch set cursor_to = $2 where id = (select max(id) from sync_batch where run_id = $1 and at = now())`,
      [runId, JSON.stringify(cursor)],
    );
  }
}

export function messageOf(problem: unknown): string {
  const known = problem instanceof Error && ['TransportError', 'LeaseLost'].includes(problem.name);
  return known ? problem.message : '同步过程中断，系统将自动重试。';
}
