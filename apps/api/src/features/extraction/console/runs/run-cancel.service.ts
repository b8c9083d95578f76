import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../../platform/database/scoped-database.js';
import { LiveEvents } from '../../../../platform/http/live-events.js';
import { Conflict, NotFound } from '../../../../platform/http/refusal.js';

/**
 * Stops a run wherever it is driven: its lease is taken away, so its next page cannot be committed any more. What was committed
 * stays, and the next run goes on from there.
 */
@Injectable()
export class RunCancelService {
  constructor(private readonly db: ScopedDatabase) {}

  async cancel(caller: Caller, id: number, reason: string): Promise<void> {
    caller.request.reason = reason;
    await this.db.asCaller(caller, async (em) => {
      const [rows]: [{ sourceId: string; streamId: string; scheduled: boolean }[], number] = await em.query(
        `update sync_run set outcome = 'cancelled', finished_at = now(), message = $2 where id = $1 and outcome = 'running' and mode not in ('push', 'replay')
         returning source_id as "sourceId", stream_id as "streamId", mode = 'full' and requested_by = 'schedule' as scheduled`,
        [id, `已由 ${caller.username} 取消，下次从断点继续`],
      );
      const [run] = rows;
      if (!run) {
        const known: unknown[] = await em.query('select 1 from sync_run where id = $1', [id]);
        throw known.length
          ? new Conflict('RUN_OVER', '这次运行已经结束，或不能在这里取消。')
          : new NotFound('运行记录');
      }
      await em.query(
        `update source_stream set fence = fence + 1, lease_owner = null, lease_until = null, full_requested = full_requested and not $3
         where source_id = $1 and stream_id = $2`,
        [run.sourceId, run.streamId, run.scheduled],
      );
      await LiveEvents.announce(em, [{ topic: 'sync', beneficiaryId: null }]);
      return { id };
    });
  }
}
