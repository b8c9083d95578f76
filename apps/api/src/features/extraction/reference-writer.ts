import type { EntityManager } from 'typeorm';
import type { FactRow } from './bulk-write.js';
import type { Delivery } from './delivery.js';
import type { SourceRecord } from './incoming.js';
import type { Gone } from './fact-removal.js';
import type { ReferenceKind } from './reference-kinds.js';
import type { Verdict } from './run-counts.js';

interface Stored {
  readonly key: string;
  /** Null: ours, no source has named it yet. */
  readonly version: Date | null;
  readonly rank: number;
  readonly hash: string;
  readonly deleted: boolean;
}

type Origin = Pick<Delivery, 'source' | 'stream' | 'runId'>;

/**
 * Stores records of no person. As with facts, per key the greatest (version, rank) wins whatever the order of arrival,
 * and what says nothing new is not written.
 */
export async function writeReference(
  em: EntityManager, kind: ReferenceKind, records: readonly SourceRecord[], origin: Origin,
): Promise<Map<number, Verdict>> {
  const stored = await storedByKey(em, kind, records, origin.source.id);
  const verdicts = new Map(records.map((record) => [record.index, verdictOf(record, stored.get(record.mapped.key), origin.stream.rank)]));
  const writes = records.filter(({ index }) => verdicts.get(index) === 'added' || verdicts.get(index) === 'changed');
  const same = records.filter(({ index }) => verdicts.get(index) === 'unchanged');
  await upsert(em, kind, writes.map((record) => ({ ...kind.rowOf(record.mapped.record), ...originOf(record, origin) })));
  await touch(em, kind, same, origin);
  if (writes.length) await kind.settle?.(em, writes.flatMap(({ index, mapped }) => (verdicts.get(index) === 'added' ? [mapped.key] : [])));
  return verdicts;
}

/** What is gone at its source stays, out of use. Answers with the keys that were in use until now. */
export async function removeReference(em: EntityManager, kind: ReferenceKind, { source, runId }: Origin, gone: readonly Gone[]): Promise<string[]> {
  if (gone.length === 0) return [];
  const [removed]: [{ key: string }[], number] = await em.query(
    `update ${kind.table.name} r set deleted_at = now(), recorded_from = now(), run_id = $4, source_version = coalesce(g.version, r.source_version)
       ${'active' in kind.table.columns ? ', active = false' : ''}
     from unnest($2::text[], $3::timestamptz[]) as g (key, version)
     where r.source_system = $1 and r.source_key = g.key and r.deleted_at is null and (g.version is null or r.source_version <= g.version)
     returning r.source_key as key`,
    [source.id, gone.map(({ key }) => key), gone.map(({ version }) => version), runId],
  );
  return removed.map(({ key }) => key);
}

async function storedByKey(em: EntityManager, kind: ReferenceKind, records: readonly SourceRecord[], sourceId: string): Promise<Map<string, Stored>> {
  const byCode = kind.identity.length === 1;
  const rows: Stored[] = await em.query(
    `select ${byCode ? kind.identity[0]! : 'source_key'} as key, source_version as version, source_rank as rank, content_hash as hash,
       deleted_at is not null as deleted
     from ${kind.table.name} where ${byCode ? `$1::text is not null and ${kind.identity[0]!}` : 'source_system = $1 and source_key'} = any ($2)`,
    [sourceId, records.map(({ mapped }) => mapped.key)],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

function verdictOf({ mapped, hash }: SourceRecord, stored: Stored | undefined, rank: number): Verdict {
  if (!stored) return 'added';
  if (!stored.version) return 'changed';
  const newer = Date.parse(mapped.version) - stored.version.getTime() || rank - stored.rank;
  if (newer < 0) return 'superseded';
  return stored.hash === hash && !stored.deleted ? 'unchanged' : 'changed';
}

function originOf({ mapped, hash }: SourceRecord, { source, stream, runId }: Origin): FactRow {
  return {
    source_system: source.id, source_key: mapped.key, source_version: mapped.version, source_rank: stream.rank, content_hash: hash, run_id: runId,
  };
}

/** All rows of a page come by one mapping, so they tell of the same columns; the others keep what they hold. */
async function upsert(em: EntityManager, { table, identity, ours, defaults }: ReferenceKind, rows: readonly FactRow[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(table.columns);
  const told = new Set(rows.flatMap((row) => Object.keys(row)));
  const replaced = columns.filter((name) => told.has(name) && !identity.includes(name) && !ours.includes(name));
  await em.query(
    `insert into ${table.name} (${columns.join(', ')}, recorded_from)
     select *, now() from unnest(${columns.map((name, at) => `$${at + 1}::${table.columns[name]!}[]`).join(', ')})
     on conflict (${identity.join(', ')}) do update set ${replaced.map((name) => `${name} = excluded.${name}`).join(', ')},
       recorded_from = now(), deleted_at = null`,
    columns.map((name) => rows.map((row) => row[name] ?? defaults[name] ?? null)),
  );
}

async function touch(em: EntityManager, { table }: ReferenceKind, records: readonly SourceRecord[], { source, stream }: Origin): Promise<void> {
  if (records.length === 0) return;
  await em.query(
    `update ${table.name} r set source_version = n.version, source_rank = $4 from unnest($2::text[], $3::timestamptz[]) as n (key, version)
     where r.source_system = $1 and r.source_key = n.key and (r.source_version, r.source_rank) < (n.version, $4::smallint)`,
    [source.id, records.map(({ mapped }) => mapped.key), records.map(({ mapped }) => mapped.version), stream.rank],
  );
}
