import { hostname } from 'node:os';
import type { EntityManager } from 'typeorm';
import type { ScopedDatabase } from '../../platform/database/scoped-database.js';

/** Which process this is, for the lease's owner column. */
const ME = `${hostname()}:${process.pid}`;

/** The right to run one stream, until somebody else takes a higher fence. */
export interface Lease {
  readonly sourceId: string;
  readonly streamId: string;
  readonly fence: number;
  readonly seconds: number;
}

/** Another process has taken the stream over: everything not yet committed is given up. */
export class LeaseLost extends Error {}

/** Takes a stream that nobody holds, or whose holder has let its time run out. Null when it is held. */
export async function takeLease(db: ScopedDatabase, sourceId: string, streamId: string, seconds: number): Promise<Lease | null> {
  const [[row]]: [{ fence: number }[], number] = await db.asSystem('lease', (em) =>
    em.query(
      `update source_stream set fence = fence + 1, lease_owner = $3, lease_until = clock_timestamp() + $4 * interval '1 second'
       where source_id = $1 and stream_id = $2 and coalesce(lease_until, '-infinity') < clock_timestamp() returning fence`,
      [sourceId, streamId, ME, seconds],
    ),
  );
  return row ? { sourceId, streamId, fence: row.fence, seconds } : null;
}

/** Part of every transaction of a run: a process that was frozen and thawed cannot write with an old fence. */
export async function holdLease(em: EntityManager, lease: Lease): Promise<void> {
  const [held]: [unknown[], number] = await em.query(
    `update source_stream set lease_until = clock_timestamp() + $4 * interval '1 second'
     where source_id = $1 and stream_id = $2 and fence = $3 returning 1`,
    [lease.sourceId, lease.streamId, lease.fence, lease.seconds],
  );
  if (held.length === 0) throw new LeaseLost(`${lease.sourceId}/${lease.streamId}`);
}

/**
 * Says "still here" while a source takes its time over a page: between two transactions of a run nothing else does. A process
 * that stands still says nothing, and somebody else takes over. Ends with the returned function.
 */
export function keepLease(db: ScopedDatabase, { sourceId, streamId, fence, seconds }: Lease): () => void {
  const say = (): Promise<unknown> =>
    db.asSystem('lease', async (em) => {
      await em.query(
        `update source_stream set lease_until = clock_timestamp() + $4 * interval '1 second' where source_id = $1 and stream_id = $2 and fence = $3`,
        [sourceId, streamId, fence, seconds],
      );
      await em.query(
        `update sync_run set heartbeat_at = now() where source_id = $1 and stream_id = $2 and outcome = 'running' and mode <> 'push'`,
        [sourceId, streamId],
      );
    });
  // What could not be said now is said next time; the page's own transaction decides whether the lease still holds.
  const timer = setInterval(() => void say().catch(() => undefined), (seconds * 1_000) / 3);
  return () => clearInterval(timer);
}

export async function releaseLease(db: ScopedDatabase, lease: Lease): Promise<void> {
  await db.asSystem('lease', (em) =>
    em.query(`update source_stream set lease_owner = null, lease_until = null where source_id = $1 and stream_id = $2 and fence = $3`, [
      lease.sourceId, lease.streamId, lease.fence,
    ]),
  );
}
