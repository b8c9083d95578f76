import { Injectable } from '@nestjs/common';
import type { StreamSpec } from '@cadre/connector-kit/connector';
import type { Cursor, PullMode } from '@cadre/connector-kit/sql-view-types';
import { TransportError } from '@cadre/connector-kit/transport-error';
import { Environment } from '../../config/config.module.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { Backfill } from './backfill.js';
import { keepLease, LeaseLost, releaseLease, takeLease } from './lease.js';
import { messageOf, PullRunService } from './pull-run.service.js';
import type { RunMode } from './run-ledger.js';
import { type ActiveSource, isPulled } from './source-registry.js';
import { SourceState } from './source-state.js';
import { SourceTransports } from './source-transports.js';

const LONGEST_WAIT_SECONDS = 60;

interface Due {
  readonly streamId: string;
  readonly cursor: Cursor | null;
  readonly fullRequested: boolean;
  /** By the database's clock. */
  readonly lookedAt: Date;
}

export interface StreamRun {
  readonly mode: PullMode;
  readonly runMode: RunMode;
  readonly dryRun: boolean;
  readonly requestedBy: string;
  readonly asked?: unknown;
}

/** What one look at a source came to: records read, and those of them that it had not told before in this form. */
export interface Served {
  readonly fetched: number;
  readonly news: number;
}

const NOTHING: Served = { fetched: 0, news: 0 };

/** Serves one source once: what is due, one stream after the other over one connection, then the histories that were asked for. */
@Injectable()
export class LaneRunner {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly pull: PullRunService,
    private readonly state: SourceState,
    private readonly backfill: Backfill,
    private readonly environment: Environment,
  ) {}

  /** One look at what is due. A source that does not answer is counted as failed and told of nothing. */
  async serve(source: ActiveSource, signal: AbortSignal): Promise<Served> {
    if (source.resting) return NOTHING;
    const due = await this.due(source);
    const patients = await this.backfill.due(source.id);
    if (source.connection === null || (due.length === 0 && patients.length === 0)) return NOTHING;
    const transports = new SourceTransports(source);
    let [fetched, news] = [0, 0];
    try {
      for (const { streamId, cursor, fullRequested, lookedAt } of due) {
        const stream = source.connector.streams.find(({ id }) => id === streamId)!;
        const full = fullRequested || cursor === null;
        const run: StreamRun = {
          mode: full && fullRequested ? { kind: 'full' } : { kind: 'incremental', cursor },
          runMode: fullRequested ? 'full' : 'incremental', dryRun: false, requestedBy: 'schedule',
        };
        const result = await this.runStream(source, stream, transports, run, signal);
        if (!result) continue;
        fetched += result.counts.fetched;
        news += result.counts.added + result.counts.changed + result.counts.removed;
        await this.scheduleNext(source, stream, lookedAt);
      }
      const histories = await this.histories(source, transports, patients, signal);
      [fetched, news] = [fetched + histories, news + histories];
      await this.state.succeeded(source.id);
    } catch (problem) {
      if (signal.aborted) return { fetched, news };
      await this.failed(source, due, problem);
    } finally {
      await transports.close();
    }
    return { fetched, news };
  }

  /** Under its lease; null when another process has it. */
  async runStream(source: ActiveSource, stream: StreamSpec, transports: SourceTransports, run: StreamRun, signal: AbortSignal) {
    const lease = await takeLease(this.db, source.id, stream.id, this.environment.values.SYNC_LEASE_SECONDS);
    if (!lease) return null;
    const leave = keepLease(this.db, lease);
    try {
      return await this.pull.run({ source, stream, transport: transports.of(stream), lease, signal, ...run });
    } finally {
      leave();
      await releaseLease(this.db, lease);
    }
  }

  private due(source: ActiveSource): Promise<Due[]> {
    const pulled = source.connector.streams.filter(isPulled).map(({ id }) => id);
    return this.db.asSystem('lanes', (em) =>
      em.query(
        `select stream_id as "streamId", cursor, full_requested as "fullRequested", now() as "lookedAt" from source_stream
         where source_id = $1 and stream_id = any ($2) and next_run_at <= now() and coalesce(lease_until, '-infinity') < now()
         order by array_position($2, stream_id)`,
        [source.id, pulled],
      ),
    );
  }

  /** A full read that was asked for while this one was going on is still to come. */
  private async scheduleNext(source: ActiveSource, stream: StreamSpec, lookedAt: Date): Promise<void> {
    const seconds = this.environment.values.SYNC_EVERY_SECONDS ?? stream.everySeconds ?? 60;
    await this.db.asSystem('lanes', (em) =>
      em.query(
        `update source_stream set last_run_at = now(), last_outcome = 'done', data_at = now(), first_load_done = true,
           full_requested = full_requested and next_run_at > $4,
           next_run_at = case when next_run_at > now() or full_requested and next_run_at > $4 then next_run_at else now() + $3 * interval '1 second' end
         where source_id = $1 and stream_id = $2`,
        [source.id, stream.id, seconds, lookedAt],
      ),
    );
  }

  private async histories(source: ActiveSource, transports: SourceTransports, patients: readonly string[], signal: AbortSignal): Promise<number> {
    const readFrom = new Date();
    let fetched = 0;
    if (patients.length === 0) return fetched;
    for (const stream of source.connector.streams.filter(tellsOfPatients)) {
      const ids = this.backfill.spellings(stream, patients);
      const run: StreamRun = { mode: { kind: 'patients', ids }, runMode: 'person', dryRun: false, requestedBy: 'history' };
      const result = await this.runStream(source, stream, transports, run, signal);
      if (!result) return fetched;
      fetched += result.counts.fetched;
    }
    await this.backfill.done(source.id, patients, readFrom);
    return fetched;
  }

  private async failed(source: ActiveSource, due: readonly Due[], problem: unknown): Promise<void> {
    if (problem instanceof LeaseLost) return;
    const failures = await this.state.failed(source.id, messageOf(problem));
    const seconds = Math.min(LONGEST_WAIT_SECONDS, 2 ** failures) * (0.8 + Math.random() * 0.4);
    await this.db.asSystem('lanes', (em) =>
      em.query(
        `update source_stream set last_run_at = now(), last_outcome = 'failed', next_run_at = now() + $3 * interval '1 second'
         where source_id = $1 and stream_id = any ($2)`,
        [source.id, due.map(({ streamId }) => streamId), seconds],
      ),
    );
    if (!(problem instanceof TransportError)) throw problem;
  }
}

/** Data sets that are read for a person whose history is wanted. */
function tellsOfPatients(stream: StreamSpec): boolean {
  return isPulled(stream) && stream.mapping.patient !== undefined && stream.target !== 'patient' && stream.target !== 'patient-merge';
}
