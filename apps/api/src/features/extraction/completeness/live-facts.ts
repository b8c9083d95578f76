import type { StreamSpec } from '@cadre/connector-kit/connector';
import type { EntityManager } from 'typeorm';
import type { FactKind } from '../fact.js';
import { FACT_KINDS } from '../fact-kinds/fact-kinds.js';
import type { ActiveSource } from '../source-registry.js';

/** One of our records that a stream answers for. */
export interface LiveFact {
  readonly id: string;
  readonly key: string;
  readonly version: Date;
  readonly patientId: string;
}

/** Two kinds of visits share a table. */
const KIND_OF_VISIT: Readonly<Record<string, string>> = {
  'inpatient-visit': `and f.visit_class = 'inpatient'`,
  'outpatient-visit': `and f.visit_class <> 'inpatient'`,
};

/** Transports that show what there is; messages and files only tell what happened. */
const SHOWS_WHAT_THERE_IS = new Set(['sql-view', 'rest-json', 'fhir-r4', 'dicomweb', 'dimse']);

/** How the facts of a stream are stored, where the stream can say that one of them is gone. */
export function judgedKind({ source, target }: StreamSpec): FactKind | null {
  return SHOWS_WHAT_THERE_IS.has(source.transport) ? (FACT_KINDS[target] ?? null) : null;
}

/** The table and condition of a data set's live records, as `f`; `sourceId` is the parameter that names the source. */
export function liveRows({ target }: StreamSpec, kind: FactKind, sourceId = '$1'): string {
  return `${kind.table.name} f where f.source_system = ${sourceId} and f.deleted_at is null ${KIND_OF_VISIT[target] ?? ''}`;
}

/**
 * Only what this stream has shown before can be missing from it: a record that was only ever pushed is no view's to judge,
 * and where several views tell of one kind of record each judges those that it wrote. `streamId` is a parameter.
 */
export function shownBefore(source: ActiveSource, stream: StreamSpec, kind: FactKind, streamId = '$2'): string {
  const rivals = source.connector.streams.filter((one) => one.target === stream.target && SHOWS_WHAT_THERE_IS.has(one.source.transport));
  return rivals.length > 1
    ? `exists (select 1 from sync_run r where r.id = f.run_id and r.stream_id = ${streamId})`
    : `(f.source_rank = ${stream.rank} or exists (select 1 from ${kind.table.name}_history h where h.beneficiary_id = f.beneficiary_id and h.id = f.id and h.source_rank = ${stream.rank})) and ${streamId}::text <> ''`;
}

/** The next of them by id, after `after`. */
export function judgedFacts(
  em: EntityManager, { source, stream }: { source: ActiveSource; stream: StreamSpec }, kind: FactKind, { after, most }: { after: string; most: number },
): Promise<LiveFact[]> {
  return em.query(
    `select f.id, f.source_key as key, f.source_version as version, f.patient_id as "patientId" from ${liveRows(stream, kind)}
       and ${shownBefore(source, stream, kind)} and f.id > $3 order by f.id limit ${most}`,
    [source.id, stream.id, after],
  );
}
