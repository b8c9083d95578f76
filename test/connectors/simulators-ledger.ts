import { expect } from 'vitest';
import { eventually, type ReadingHospital } from '../support/reading-hospital.js';

/** Every system of the pretend hospital that keeps a ledger. */
export const SYSTEMS = ['his', 'lis', 'peis', 'ris', 'endo', 'surgery', 'emr', 'booking'] as const;
export type LedgerSystem = (typeof SYSTEMS)[number];

interface Fact {
  readonly entity: string;
  readonly key: string;
  readonly patientId: string | null;
  readonly version: string | null;
  readonly deleted: boolean;
}

/** What the ledger calls by another name than the mirror; patients and their merges are no mirrored facts. */
const ENTITIES: Readonly<Record<string, string | null>> = {
  'outpatient-visit': 'visit', 'inpatient-visit': 'visit', patient: null, 'patient-merge': null,
};

const bare = (id: string): string => id.trim().replace(/^0+/, '');
/** Digits of a wall-clock time down to the ms, whichever way the source writes it. */
const stamp = (text: string | null): string => (text ?? '').replace(/\D/g, '').padEnd(17, '0').slice(0, 17);

/** What the mirror should show of a system: facts of our people, and what belongs to no person. */
export async function expected(hospital: ReadingHospital, system: LedgerSystem): Promise<string[]> {
  const links = await hospital.database.query<{ patient_id: string }>('select patient_id from patient_link where active');
  const ours = new Set(links.map(({ patient_id: id }) => bare(id)));
  const facts = await hospital.simulate<Fact[]>(`/ledger?system=${system}`);
  return facts.flatMap(({ entity, key, patientId, version, deleted }) => {
    const name = ENTITIES[entity] === undefined ? entity : ENTITIES[entity];
    const shown = name !== null && !deleted && (patientId === null || ours.has(bare(patientId)));
    return shown ? [`${name} ${key.trim()} ${stamp(version)}`] : [];
  }).toSorted();
}

/** What the mirror does show of it. */
export async function mirrored(hospital: ReadingHospital, system: LedgerSystem): Promise<string[]> {
  const rows = await hospital.database.query<{ entity: string; key: string; version: string }>(
    `select entity, trim(source_key) as key, to_char(source_version at time zone 'Asia/Shanghai', 'YYYYMMDDHH24MISSMS') as version
     from v_sync_mirror where source_system = $1 and not deleted`, [system]);
  return rows.map(({ entity, key, version }) => `${entity} ${key} ${version}`).toSorted();
}

/** Waits until both sides agree; names what is missing and what is strange when they do not. */
export async function expectSame(hospital: ReadingHospital, system: LedgerSystem, within = 30_000): Promise<void> {
  await eventually(async () => {
    const [want, have] = [await expected(hospital, system), await mirrored(hospital, system)];
    const [wanted, found] = [new Set(want), new Set(have)];
    expect({ missing: want.filter((one) => !found.has(one)).slice(0, 5), strange: have.filter((one) => !wanted.has(one)).slice(0, 5) })
      .toEqual({ missing: [], strange: [] });
    expect(have).toHaveLength(wanted.size);
    expect(have.length).toBeGreaterThan(0);
  }, within);
}
