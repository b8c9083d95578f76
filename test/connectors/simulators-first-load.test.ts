import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startReadingHospital, type ReadingHospital } from '../support/reading-hospital.js';
import { expectSame, SYSTEMS } from './simulators-ledger.js';

let hospital: ReadingHospital;

beforeAll(async () => {
  hospital = await startReadingHospital();
  await hospital.settled();
});
afterAll(() => hospital?.stop());

describe('a first load of every system', () => {
  it.each(SYSTEMS)('R-03 holds of %s exactly what its ledger tells of our people', (system) => expectSame(hospital, system));
});
