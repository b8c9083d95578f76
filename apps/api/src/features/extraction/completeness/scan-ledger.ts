import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';

export type ScanState = 'running' | 'applied' | 'held' | 'confirmed' | 'dismissed' | 'failed';

/** What the scans found and what was decided about it. */
@Injectable()
export class ScanLedger {
  constructor(private readonly db: ScopedDatabase) {}

  /** A scan that a dead process left open is closed: the next one begins anew, and nothing of it was half done. */
  start(sourceId: string, streamId: string, runId: number, fetched: number): Promise<number> {
    return this.db.asSystem('full-scan', async (em) => {
      await em.query(
        `update full_scan set state = 'failed', finished_at = now(), reason = '进程中断，由后续扫描重新核对'
         where source_id = $1 and stream_id = $2 and state = 'running'`,
        [sourceId, streamId],
      );
      const [{ id }]: [{ id: number }] = await em.query(
        `insert into full_scan (source_id, stream_id, run_id, fetched) values ($1, $2, $3, $4) returning id`,
        [sourceId, streamId, runId, fetched],
      );
      return id;
    });
  }

  /** What scans of this data set usually fetched in the last four weeks; null: it is the first. */
  async usual(sourceId: string, streamId: string, beforeScan: number): Promise<number | null> {
    const [{ usual }]: [{ usual: number | null }] = await this.db.asSystem('full-scan', (em) =>
      em.query(
        `select percentile_disc(0.5) within group (order by fetched)::int as usual from full_scan
         where source_id = $1 and stream_id = $2 and id < $3 and state in ('applied', 'confirmed', 'dismissed') and started_at > now() - interval '28 days'`,
        [sourceId, streamId, beforeScan],
      ),
    );
    return usual;
  }

  /** Ids that somebody has allowed to go. */
  async confirmed(sourceId: string, streamId: string): Promise<ReadonlySet<string>> {
    const rows: { id: string }[] = await this.db.asSystem('full-scan', (em) =>
      em.query(
        `select distinct c.fact_id as id from removal_candidate c join full_scan s on s.id = c.scan_id
         where s.source_id = $1 and s.stream_id = $2 and s.state = 'confirmed'`,
        [sourceId, streamId],
      ),
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Keeps what must not go without a decision. An older list that nobody has decided about is overtaken by this one. */
  async hold(em: EntityManager, scanId: number, factIds: readonly string[]): Promise<void> {
    await em.query(
      `delete from removal_candidate c using full_scan old, full_scan now
       where now.id = $1 and old.source_id = now.source_id and old.stream_id = now.stream_id and old.id < now.id and old.state = 'held' and c.scan_id = old.id`,
      [scanId],
    );
    await em.query(
      `update full_scan old set state = 'dismissed', decide_reason = '已有更新的扫描结果' from full_scan now
       where now.id = $1 and old.source_id = now.source_id and old.stream_id = now.stream_id and old.id < now.id and old.state = 'held'`,
      [scanId],
    );
    await em.query(`insert into removal_candidate (scan_id, fact_id) select $1, unnest($2::uuid[])`, [scanId, factIds]);
  }

  /** The scan is over; what had been confirmed before it has been looked at again. */
  async finish(em: EntityManager, scanId: number, end: { state: ScanState; live: number; gone: number; removed: number; reason: string | null }): Promise<void> {
    await em.query(
      `update full_scan set state = $2, live = $3, gone = $4, removed = $5, reason = $6, finished_at = now() where id = $1`,
      [scanId, end.state, end.live, end.gone, end.removed, end.reason],
    );
    await em.query(
      `with done as (update full_scan old set state = 'applied' from full_scan now
         where now.id = $1 and old.source_id = now.source_id and old.stream_id = now.stream_id and old.id < now.id and old.state = 'confirmed' returning old.id)
       delete from removal_candidate c using done where c.scan_id = done.id`,
      [scanId],
    );
  }

  async failed(scanId: number): Promise<void> {
    await this.db.asSystem('full-scan', (em) =>
      em.query(`update full_scan set state = 'failed', finished_at = now(), reason = '核对未完成，将自动重试' where id = $1 and state = 'running'`, [scanId]),
    );
  }
}
