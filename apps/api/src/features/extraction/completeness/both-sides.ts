import { parseInstant } from '@cadre/connector-kit/source-time';
import type { StreamSpec } from '@cadre/connector-kit/connector';
import type { KeyRange, PullTransport } from '@cadre/connector-kit/pull-transport';
import type { PullOptions } from '@cadre/connector-kit/sql-view-types';
import type { EntityManager } from 'typeorm';
import type { FactKind } from '../fact.js';
import type { ActiveSource } from '../source-registry.js';
import { daySumsSql, DaySums } from './day-sums.js';
import { liveRows, shownBefore } from './live-facts.js';
import { sourceIdentities } from './source-keys.js';

/** A data set, a span of time, and whose records count. Times in milliseconds, `to` exclusive. */
export interface Compared {
  readonly source: ActiveSource;
  readonly stream: StreamSpec;
  readonly kind: FactKind;
  readonly from: number;
  readonly to: number;
  /** Patient numbers of the people on the roster. */
  readonly ours: ReadonlySet<string>;
}

/** Takes one record of a side: its key and version. */
export type Take = (key: string, version: number) => void;

const AT_ONCE = 10_000;

/** What the source has of our people in the span; its other patients pass by unseen. */
export async function takeTheirs(compared: Compared, transport: PullTransport, options: PullOptions, take: Take): Promise<void> {
  const { stream, source, from, to, ours } = compared;
  for await (const page of sourceIdentities(transport, stream, source.codes, rangeOf(compared), options)) {
    for (const one of page) {
      if (!one?.version || one.patientId === null || !ours.has(one.patientId)) continue;
      const version = Date.parse(one.version);
      if (version >= from && version < to) take(one.key, version);
    }
  }
}

/** A window at the source counts its cursor column; where records are versioned by another, all are listed. */
function rangeOf({ stream: { source, mapping }, from, to }: Compared): KeyRange {
  const version = mapping.fields[mapping.version];
  const versioned = version && version.as !== 'constant' && typeof version.from === 'string' ? version.from : null;
  const isCursor = 'cursor' in source && source.cursor.column === versioned;
  return isCursor ? { kind: 'window', from: instant(from), to: instant(to) } : { kind: 'all' };
}

const instant = (at: number): string => new Date(at).toISOString();

/** What we have of them in the span, as far as the data set answers for it. Read through a cursor: memory stays flat. */
export async function takeOurs(em: EntityManager, { source, stream, kind, from, to, ours }: Compared, take: Take): Promise<void> {
  await em.query(
    `declare compared no scroll cursor for select f.source_key as key, f.patient_id as "patientId", (extract(epoch from f.source_version) * 1000)::float8 as version
     from ${liveRows(stream, kind)} and ${shownBefore(source, stream, kind)}
       and f.source_version >= to_timestamp($3 / 1000.0) and f.source_version < to_timestamp($4 / 1000.0)`,
    [source.id, stream.id, from, to],
  );
  for (;;) {
    const rows: { key: string; patientId: string; version: number }[] = await em.query(`fetch ${AT_ONCE} from compared`);
    if (rows.length === 0) break;
    for (const { key, patientId, version } of rows) if (ours.has(patientId)) take(key, version);
  }
  await em.query('close compared');
}

/** The same added up by day where the rows are. */
export async function sumOurs(em: EntityManager, { source, stream, kind, from, to }: Compared, hashKey: string): Promise<DaySums> {
  const rows: { day: number; count: number; low: number; high: number }[] = await em.query(
    daySumsSql(`select f.source_key as key, (date_part('epoch', f.source_version) * 1000)::bigint as version
      from ${liveRows(stream, kind, '$2')} and ${shownBefore(source, stream, kind, '$3')}
        and f.source_version >= to_timestamp($4 / 1000.0) and f.source_version < to_timestamp($5 / 1000.0)
        and f.patient_id in (${ROSTER_NUMBERS.replace('$1', '$6')})`),
    [hashKey, source.id, stream.id, from, to, source.connector.patientNumbersOf],
  );
  const sums = new DaySums(hashKey);
  for (const { day, ...sum } of rows) sums.put(day, sum);
  return sums;
}

const ROSTER_NUMBERS = `select l.patient_id as id from patient_link l join beneficiary b on b.id = l.beneficiary_id
  where l.source_system = $1 and l.active and b.left_at is null`;

/** Patient numbers of everybody who is on the roster now. */
export async function rosterNumbers(em: EntityManager, numbersOf: string): Promise<ReadonlySet<string>> {
  const rows: { id: string }[] = await em.query(ROSTER_NUMBERS, [numbersOf]);
  return new Set(rows.map(({ id }) => id));
}

/** Up to where the data set has been read by the source's own clock: what is younger cannot be missing yet. Milliseconds. */
export async function readUpTo(em: EntityManager, sourceId: string, { id, mapping }: StreamSpec): Promise<number> {
  const [row]: { signpost: string | null }[] = await em.query('select signpost from source_stream where source_id = $1 and stream_id = $2', [sourceId, id]);
  const parsed = row?.signpost ? parseInstant(row.signpost, mapping.zone ?? 'Asia/Shanghai') : null;
  return parsed ? Date.parse(parsed) : Date.now();
}
