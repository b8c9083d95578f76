import { Injectable } from '@nestjs/common';
import type { StreamSpec } from '@cadre/connector-kit/connector';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { ConnectorOverlay } from './console/connector-overlay.js';
import { isPulled } from './source-registry.js';
import type { FreshnessRow, SourceRow, StreamRow, TodayCounts } from './source.dto.js';

/** A source that answers but has been silent for too long is late. */
const STATE = `case when state = 'ok' and last_success_at < now() - late_after_seconds * interval '1 second' then 'late' else state end`;

const PLAIN_WORDS = '与该系统的连接中断，正在自动重试；页面显示最近一次读到的数据。';

type StoredSource = Omit<SourceRow, 'streams'> & { connectorId: string; stored: StoredStream[] | null };
interface StoredStream {
  readonly id: string;
  readonly cursor: { value?: string } | null;
  readonly lastRunAt: Date | null;
  readonly lastOutcome: string | null;
  readonly nextRunAt: Date | null;
  readonly enabled: boolean;
  readonly everySeconds: number | null;
}

@Injectable()
export class SourceQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly overlay: ConnectorOverlay,
  ) {}

  /** For every signed-in user: names of systems and times, nothing of their configuration. */
  async freshness(caller: Caller): Promise<FreshnessRow[]> {
    const rows: FreshnessRow[] = await this.db.asCaller(caller, (em) =>
      em.query(`select source, name, state, data_at as "dataAt", limit_seconds as "limitSeconds", message from source_freshness()`),
    );
    // Addresses and error codes help those who mend lines; the others are told what it means for them.
    return caller.permissions.has('sync:read') ? rows : rows.map((row) => ({ ...row, message: row.message && PLAIN_WORDS }));
  }

  async list(caller: Caller): Promise<SourceRow[]> {
    const connectors = await this.overlay.all();
    const rows: StoredSource[] = await this.db.asCaller(caller, (em) =>
      em.query(
        `select s.id, s.name, s.system, s.enabled, s.paused, is_quiet(s.quiet_from, s.quiet_until) as quiet, s.connector_id as "connectorId", ${STATE} as state, s.last_error as message,
           extract(epoch from now() - s.last_success_at)::int as "lagSeconds", s.last_success_at as "lastSuccessAt",
           source_backlog(s.id) as backlog,
           (select count(*)::int from quarantine q where q.source_id = s.id and q.status = 'open') as "openFailures",
           (select json_build_object(${COUNTS}) from sync_run r where r.source_id = s.id and not r.dry_run and r.started_at >= date_trunc('day', now())) as today,
           (select json_agg(coalesce(h.n, 0) order by hour) from generate_series(date_trunc('hour', now()) - interval '23 hours', date_trunc('hour', now()), interval '1 hour') hour
              left join (select date_trunc('hour', started_at) as at, sum(added + changed + removed)::int as n from sync_run r
                where r.source_id = s.id and not r.dry_run and r.started_at >= date_trunc('hour', now()) - interval '23 hours' group by 1) h on h.at = hour) as hours,
           (select json_agg(json_build_object('id', t.stream_id, 'enabled', t.enabled, 'everySeconds', t.every_seconds, 'cursor', t.cursor, 'lastRunAt', t.last_run_at, 'lastOutcome', t.last_outcome,
              'nextRunAt', t.next_run_at)) from source_stream t where t.source_id = s.id) as stored
         from source s order by s.id`,
      ),
    );
    return rows.map(({ connectorId, stored, ...row }) => ({ ...row, streams: streamsOf(connectors.get(connectorId)?.connector.streams ?? [], stored ?? []) }));
  }
}

const COUNTS = (['fetched', 'added', 'changed', 'removed', 'unchanged', 'filtered', 'superseded', 'quarantined'] satisfies (keyof TodayCounts)[])
  .map((name) => `'${name}', coalesce(sum(r.${name}), 0)::int`)
  .join(', ');

function streamsOf(streams: readonly StreamSpec[], stored: readonly StoredStream[]): StreamRow[] {
  return streams.map((stream) => {
    const state = stored.find(({ id }) => id === stream.id);
    return {
      id: stream.id, name: stream.name, target: stream.target, mode: isPulled(stream) ? 'pull' : 'push',
      cursor: state?.cursor?.value ?? null, lastRunAt: state?.lastRunAt ?? null, lastOutcome: state?.lastOutcome ?? null,
      nextRunAt: isPulled(stream) ? (state?.nextRunAt ?? null) : null, everySeconds: state?.everySeconds ?? stream.everySeconds ?? null, enabled: state?.enabled ?? true,
    };
  });
}
