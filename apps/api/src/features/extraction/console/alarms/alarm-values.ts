import type { EntityManager } from 'typeorm';
import { type ActiveSource, isPulled } from '../../source-registry.js';
import type { AlarmKind } from './alarm-rule.dto.js';

/** Fewer records say nothing about a rate. */
const FEWEST = 20;
/** Streams that are read every few seconds are not missed at once. */
const SHORTEST_SECONDS = 60;

/** How a rule's figure is found for every source: id and value. $1 is the window in minutes. */
const FIGURES: Readonly<Record<Exclude<AlarmKind, 'missed'>, string>> = {
  failures: 'select id, failure_count::float8 as value, $1::integer from source',
  silence: `select id, extract(epoch from now() - coalesce(last_success_at, state_since)) / 60 as value, $1::integer from source`,
  backlog: 'select id, source_backlog(id)::float8 as value, $1::integer from source',
  rate: `select source_id as id, case when sum(fetched) >= ${FEWEST} then 100.0 * sum(quarantined) / sum(fetched) else 0 end as value from sync_run
    where started_at > now() - $1 * interval '1 minute' and not dry_run and mode <> 'replay' group by source_id`,
  difference: `select source_id as id, sum(missing + older + gone)::float8 as value, $1::integer from (
      select distinct on (source_id, stream_id) source_id, missing, older, gone from reconciliation_run where outcome = 'done' order by source_id, stream_id, started_at desc
    ) last group by source_id`,
};

/** What a kind of rule looks at, by source; a source that is not named stands at zero. */
export async function alarmValues(
  em: EntityManager,
  kind: AlarmKind,
  windowMinutes: number,
  sources: readonly ActiveSource[],
): Promise<ReadonlyMap<string, number>> {
  if (kind === 'missed') return missedRuns(em, sources);
  const rows: { id: string; value: number }[] = await em.query(FIGURES[kind], [windowMinutes]);
  const resting = new Set(sources.filter((source) => source.resting).map(({ id }) => id));
  return new Map(
    rows.flatMap(({ id, value }) => (kind === 'silence' && resting.has(id) ? [] : [[id, Number(value)] as const])),
  );
}

/** How many intervals ago the most overdue data set was last looked at; a source that is being read is not overdue. */
async function missedRuns(em: EntityManager, sources: readonly ActiveSource[]): Promise<ReadonlyMap<string, number>> {
  const rows: { id: string; streamId: string; seconds: number }[] = await em.query(
    `select s.source_id as id, s.stream_id as "streamId", extract(epoch from now() - greatest(s.last_run_at, src.state_since))::float8 as seconds
     from source_stream s join source src on src.id = s.source_id
     where not exists (select 1 from sync_run r where r.source_id = s.source_id and r.outcome = 'running' and r.mode <> 'push' and r.heartbeat_at > now() - interval '2 minutes')`,
  );
  const overdue = new Map<string, number>();
  for (const source of sources.filter(({ resting, connection }) => !resting && connection !== null)) {
    const intervals = new Map(
      source.connector.streams
        .filter(isPulled)
        .map(({ id, everySeconds }) => [id, Math.max(SHORTEST_SECONDS, everySeconds ?? 0)]),
    );
    const values = rows.flatMap(({ id, streamId, seconds }) =>
      id === source.id && intervals.has(streamId) ? [seconds / intervals.get(streamId)!] : [],
    );
    overdue.set(source.id, Math.max(0, ...values));
  }
  return overdue;
}
