/** One fact that a system of the pretend hospital stands for, as its ledger tells it. */
export interface LedgerFact {
  readonly entity: string;
  readonly key: string;
  readonly patientId: string | null;
  readonly version: string | null;
  readonly deleted: boolean;
}

/** Every system that keeps a ledger. */
export const LEDGERS = ['his', 'lis', 'peis', 'ris', 'pacs', 'endo', 'surgery', 'emr', 'booking'] as const;
export type Ledger = (typeof LEDGERS)[number];

type Ask = <R extends object>(sql: string, values?: readonly unknown[]) => Promise<R[]>;

/** What the ledger calls by another name than the mirror. */
const NAMES: Readonly<Record<string, string>> = { 'outpatient-visit': 'visit', 'inpatient-visit': 'visit' };
/** Who people are moves links; it is no mirrored fact. */
const NO_FACTS = new Set(['patient', 'patient-merge']);

const bare = (id: string): string => id.trim().replace(/^0+/, '');
/** Digits of a wall-clock time down to the ms, whichever way the source writes it. */
const stamp = (text: string | null): string => (text ?? '').replace(/\D/g, '').padEnd(17, '0').slice(0, 17);

/** What the product's mirror should show of these facts: those of its people, and what belongs to no person. One line each, sorted. */
export async function standing(facts: readonly LedgerFact[], ask: Ask): Promise<string[]> {
  const links = await ask<{ patient_id: string }>('select patient_id from patient_link where active');
  const ours = new Set(links.map(({ patient_id: id }) => bare(id)));
  return facts
    .filter(({ entity, patientId, deleted }) => !NO_FACTS.has(entity) && !deleted && (patientId === null || ours.has(bare(patientId))))
    .map(({ entity, key, version }) => `${NAMES[entity] ?? entity} ${key.trim()} ${stamp(version)}`)
    .toSorted();
}

/** What the mirror does show, of one source or of all, in the same lines. */
export async function mirrored(ask: Ask, source: Ledger | null = null): Promise<string[]> {
  const rows = await ask<{ entity: string; key: string; version: string }>(
    `select entity, trim(source_key) as key, to_char(source_version at time zone 'Asia/Shanghai', 'YYYYMMDDHH24MISSMS') as version
     from v_sync_mirror where not deleted and ($1::text is null or source_system = $1)`, [source]);
  return rows.map(({ entity, key, version }) => `${entity} ${key} ${version}`).toSorted();
}

/** What is missing and what is strange, the first few of each. */
export function difference(wanted: readonly string[], found: readonly string[]): { missing: string[]; strange: string[] } {
  const [want, have] = [new Set(wanted), new Set(found)];
  return { missing: wanted.filter((one) => !have.has(one)).slice(0, 5), strange: found.filter((one) => !want.has(one)).slice(0, 5) };
}
