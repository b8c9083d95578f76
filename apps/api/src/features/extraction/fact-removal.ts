import type { EntityManager } from 'typeorm';
import type { FactKind } from './fact.js';

/** A record that is gone at its source; a version where the source said when. */
export interface Gone {
  readonly key: string;
  readonly version: string | null;
}

export interface Removed {
  readonly id: string;
  readonly key: string;
  readonly beneficiaryId: string;
}

/**
 * Marks facts as gone at the source. They stay, with their history; what is stored under a newer version stays alive.
 * Results of a removed report leave the trends.
 */
export async function removeFacts(em: EntityManager, kind: FactKind, sourceId: string, runId: number, gone: readonly Gone[]): Promise<Removed[]> {
  if (gone.length === 0) return [];
  const [removed]: [Removed[], number] = await em.query(
    `update ${kind.table.name} f set deleted_at = now(), recorded_from = now(), run_id = $4, source_version = coalesce(g.version, f.source_version)
     from unnest($2::text[], $3::timestamptz[]) as g (key, version)
     where f.source_system = $1 and f.source_key = g.key and f.deleted_at is null and (g.version is null or f.source_version <= g.version)
     returning f.id, f.source_key as key, f.beneficiary_id as "beneficiaryId"`,
    [sourceId, gone.map(({ key }) => key), gone.map(({ version }) => version), runId],
  );
  for (const { table, parentColumn } of kind.parts) {
    if (removed.length === 0 || !('effective' in table.columns)) continue;
    await em.query(`update ${table.name} set effective = false where ${parentColumn} = any ($1) and effective`, [removed.map(({ id }) => id)]);
  }
  return removed;
}
