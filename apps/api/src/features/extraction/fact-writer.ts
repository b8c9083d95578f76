import { randomUUID } from 'node:crypto';
import type { StreamSpec } from '@cadre/connector-kit/connector';
import type { EntityManager } from 'typeorm';
import { type FactRow, insertRows, removeParts, upsertFacts } from './bulk-write.js';
import type { FactKind } from './fact.js';
import type { FactTable } from './fact-tables.js';
import type { Owned } from './incoming.js';
import type { RawPlace } from './raw-keeper.js';
import type { Verdict } from './run-counts.js';

interface Stored {
  readonly id: string;
  readonly key: string;
  readonly version: Date;
  readonly rank: number;
  readonly hash: string;
  readonly owner: string;
  readonly patientId: string;
  readonly deleted: boolean;
  /** The stored row, for messages that tell a part of the record only. */
  readonly whole?: FactRow;
}

export interface WriteContext {
  readonly sourceId: string;
  /** As in patient_link.source_system. */
  readonly patientNumbersOf: string;
  readonly stream: StreamSpec;
  readonly runId: number;
  readonly inbox: ReadonlyMap<number, RawPlace>;
}

/** What is to become of one record. */
export interface Plan {
  readonly owned: Owned;
  readonly id: string;
  readonly verdict: Verdict;
  /** Equal content under a newer version: only the version is moved. */
  readonly touch: boolean;
  /** What was stored before and stays where the source said nothing. */
  readonly before: FactRow | undefined;
  /** The source has given this key to another patient. */
  readonly reused: boolean;
}

/**
 * Compares a page of records with what is stored. Per key the greatest (version, rank) wins, whatever the order of arrival:
 * the stored state depends on the set of records only. Unchanged rows cost one read and no write.
 */
export async function planFacts(em: EntityManager, kind: FactKind, records: readonly Owned[], sourceId: string, stream: StreamSpec): Promise<Plan[]> {
  if (records.length === 0) return [];
  const stored = await storedByKey(em, kind.table, records, sourceId, stream.source.transport === 'mllp');
  return records.map((owned) => planOf(owned, stored.get(owned.mapped.key), stream));
}

/** Writes what the plans say; the statements go out together. */
export async function applyPlans(em: EntityManager, kind: FactKind, plans: readonly Plan[], context: WriteContext): Promise<void> {
  const writes = plans.filter(({ verdict }) => verdict === 'added' || verdict === 'changed');
  const built = writes.map((plan) => ({ plan, fact: kind.build(plan.owned, plan.id) }));
  const rows = built.map(({ plan, fact }): FactRow => ({ ...kind.defaults, ...plan.before, ...fact.row, ...syncedColumns(plan, context) }));
  const statements: Promise<unknown>[] = [upsertFacts(em, kind.table, rows)];
  for (const { table, parentColumn } of kind.parts) {
    const told = built.filter(({ fact }) => fact.parts.some((part) => part.table === table));
    const replaced = told.filter(({ plan }) => plan.verdict === 'changed').map(({ plan }) => plan.id);
    const partRows = told.flatMap(({ fact }) => fact.parts.filter((part) => part.table === table).flatMap((part) => part.rows));
    statements.push(removeParts(em, table, parentColumn, replaced), insertRows(em, table, partRows));
  }
  statements.push(touchVersions(em, kind.table, plans.filter(({ touch }) => touch), context.stream.rank));
  await Promise.all(statements);
}

async function storedByKey(
  em: EntityManager, table: FactTable, records: readonly Owned[], sourceId: string, whole: boolean,
): Promise<Map<string, Stored>> {
  const rows: Stored[] = await em.query(
    `select id, source_key as key, source_version as version, source_rank as rank, content_hash as hash, beneficiary_id as owner,
       patient_id as "patientId", deleted_at is not null as deleted${whole ? ', to_jsonb(t) as whole' : ''} from ${table.name} t where source_system = $1 and source_key = any ($2)`,
    [sourceId, records.map(({ mapped }) => mapped.key)],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

function planOf(owned: Owned, stored: Stored | undefined, stream: StreamSpec): Plan {
  const plan = (verdict: Verdict, touch = false): Plan => ({
    owned, id: stored?.id ?? randomUUID(), verdict, touch, before: stored?.whole,
    reused: stored !== undefined && verdict === 'changed' && stored.owner !== owned.owner.beneficiaryId && stored.patientId !== owned.mapped.patientId,
  });
  if (!stored) return plan('added');
  const later = Date.parse(owned.mapped.version) - stored.version.getTime();
  // Gone records come back when a list shows them again, whatever its version; where removals are told, the later word counts.
  if (stored.deleted && showsWhatThereIs(stream)) return plan('changed');
  if (stored.deleted && later <= 0) return plan('superseded');
  const newer = later || stream.rank - stored.rank;
  if (newer < 0) return plan('superseded');
  if (stored.hash === owned.hash && stored.owner === owned.owner.beneficiaryId && !stored.deleted) return plan('unchanged', newer > 0);
  // What a view shows now is the truth of its version; two messages of one version are told apart by content alone.
  if (newer === 0 && stream.source.transport === 'mllp' && owned.hash < stored.hash) return plan('superseded');
  return plan('changed');
}

/** Views show every record there is and nothing of those that are gone; messages and feeds tell of both. */
const showsWhatThereIs = ({ source }: StreamSpec): boolean => source.transport !== 'mllp' && !('deleted' in source);

function syncedColumns({ owned, id }: Plan, { sourceId, patientNumbersOf, stream, runId, inbox }: WriteContext): FactRow {
  const raw = inbox.get(owned.index);
  return {
    id, source_system: sourceId, source_key: owned.mapped.key, source_version: owned.mapped.version, source_rank: stream.rank,
    content_hash: owned.hash, run_id: runId, inbox_id: raw?.inboxId, inbox_index: raw?.index, patient_numbers_of: patientNumbersOf, patient_id: owned.mapped.patientId,
    beneficiary_id: owned.owner.beneficiaryId, confidential: owned.owner.confidential,
  };
}

async function touchVersions(em: EntityManager, table: FactTable, plans: readonly Plan[], rank: number): Promise<void> {
  if (plans.length === 0) return;
  await em.query(
    `update ${table.name} t set source_version = n.version, source_rank = $3 from unnest($1::uuid[], $2::timestamptz[]) as n (id, version) where t.id = n.id`,
    [plans.map(({ id }) => id), plans.map(({ owned }) => owned.mapped.version), rank],
  );
}
