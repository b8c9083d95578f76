import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { RunCounts } from './run-counts.js';
import type { RunSample } from './run-samples.js';

export type RunMode = 'incremental' | 'full' | 'window' | 'person' | 'keys' | 'push' | 'replay';

export interface RunStart {
  readonly sourceId: string;
  readonly streamId: string;
  readonly mode: RunMode;
  readonly dryRun: boolean;
  readonly requestedBy: string;
  readonly asked?: unknown;
  readonly cursorFrom?: unknown;
}

/** Every run leaves its summary: begun, counted with each page, finished with a sentence. */
@Injectable()
export class RunLedger {
  constructor(private readonly db: ScopedDatabase) {}

  async start(run: RunStart): Promise<number> {
    const [{ id }]: [{ id: number }] = await this.db.asSystem('runs', (em) =>
      em.query(
        `insert into sync_run (source_id, stream_id, mode, dry_run, requested_by, asked, cursor_from, mapping_version) values ($1, $2, $3, $4, $5, $6, $7,
           (select v.version from stream_version v join source s on s.connector_id = v.connector_id where s.id = $1 and v.stream_id = $2 and v.state = 'active'))
         returning id`,
        [run.sourceId, run.streamId, run.mode, run.dryRun, run.requestedBy, json(run.asked), json(run.cursorFrom)],
      ),
    );
    return id;
  }

  /**
   * In the transaction of the page that is counted. The page itself is written down too, unless it only looked again at what is
   * known: pushes come one by one, and a source is looked at every few seconds.
   */
  async count(em: EntityManager, runId: number, counts: RunCounts, cursorTo?: unknown): Promise<void> {
    await em.query(
      `with counted as (update sync_run set fetched = fetched + $2, added = added + $3, changed = changed + $4, removed = removed + $5,
         unchanged = unchanged + $6, filtered = filtered + $7, superseded = superseded + $8, quarantined = quarantined + $9,
         cursor_to = coalesce($10, cursor_to), heartbeat_at = now() where id = $1 returning id, mode)
       insert into sync_batch (run_id, fetched, added, changed, removed, unchanged, filtered, superseded, quarantined, cursor_to)
       select id, $2, $3, $4, $5, $6, $7, $8, $9, $10 from counted
       where mode in ('full', 'window', 'person', 'keys') or (mode = 'incremental' and $3::integer + $4::integer + $5::integer + $9::integer > 0)`,
      [runId, counts.fetched, counts.added, counts.changed, counts.removed, counts.unchanged, counts.filtered, counts.superseded,
        counts.quarantined, json(cursorTo)],
    );
  }

  /** A dry run's pages were rolled back with their counts; what would have happened is written down afterwards. */
  rehearsed(runId: number, counts: RunCounts, samples: readonly RunSample[] = []): Promise<void> {
    return this.db.asSystem('runs', async (em) => {
      await this.count(em, runId, counts);
      await em.query(`update sync_run set asked = coalesce(asked, '{}') || jsonb_build_object('samples', $2::jsonb) where id = $1`, [runId, JSON.stringify(samples)]);
    });
  }

  async finish(runId: number, outcome: 'done' | 'failed' | 'cancelled', message: string | null): Promise<void> {
    await this.db.asSystem('runs', (em) =>
      em.query(`update sync_run set outcome = $2, message = $3, finished_at = now(), heartbeat_at = now() where id = $1 and outcome = 'running'`, [
        runId, outcome, message,
      ]),
    );
  }

  /** After a crash: runs that nobody drives any more are closed, so that nothing stays in between. */
  async closeOrphans(silentSeconds: number): Promise<void> {
    await this.db.asSystem('runs', (em) =>
      em.query(
        `update sync_run set outcome = 'failed', finished_at = now(), message = '进程中断，已从断点继续'
         where outcome = 'running' and mode <> 'push' and heartbeat_at < now() - $1 * interval '1 second'`,
        [silentSeconds],
      ),
    );
  }
}

const json = (value: unknown): string | null => (value === undefined || value === null ? null : JSON.stringify(value));
