import { expect } from 'vitest';
import { difference, type Ledger, type LedgerFact, mirrored, standing } from '../support/ledger.js';
import { eventually, type ReadingHospital } from '../support/reading-hospital.js';

/** Waits until a system and the product hold the same records; names what is missing and what is strange when they do not. */
export async function expectSame(hospital: ReadingHospital, system: Ledger, within = 30_000): Promise<void> {
  const ask = <R extends object>(sql: string, values: readonly unknown[] = []): Promise<R[]> => hospital.database.query<R>(sql, values);
  await eventually(async () => {
    const wanted = await standing(await hospital.simulate<LedgerFact[]>(`/ledger?system=${system}`), ask);
    const found = await mirrored(ask, system);
    expect(difference(wanted, found)).toEqual({ missing: [], strange: [] });
    expect(found).toHaveLength(wanted.length);
    expect(found.length).toBeGreaterThan(0);
  }, within);
}
