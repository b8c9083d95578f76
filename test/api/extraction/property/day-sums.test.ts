import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { daySumsSql, DaySums, newHashKey } from '../../../../apps/api/src/features/extraction/completeness/day-sums.js';
import { freshDatabase, type TestDatabase } from '../../../support/database.js';
import { runs } from '../../../support/runs.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const record = fc.record({
  key: fc.string({ unit: fc.constantFrom('A', '7', '|', '\\', '葉', '𠮷', ' ', "'") , maxLength: 6 }),
  version: fc.integer({ min: Date.parse('1940-01-01'), max: Date.parse('2200-01-01') }),
});

describe('the sums of a day', () => {
  it('R-04.c come out alike in PostgreSQL and here, whatever the keys and times', async () => {
    await fc.assert(fc.asyncProperty(fc.array(record, { maxLength: 40 }), async (records) => {
      const hashKey = newHashKey();
      const [here, there] = [new DaySums(hashKey), new DaySums(hashKey)];
      for (const { key, version } of records) here.add(key, version);
      const rows = await database.query<{ day: number; count: number; low: number; high: number }>(
        daySumsSql('select key, version from unnest($2::text[], $3::bigint[]) as t (key, version)'),
        [hashKey, records.map(({ key }) => key), records.map(({ version }) => version)]);
      for (const { day, ...sum } of rows) there.put(day, sum);
      const days = here.dayNumbers.toSorted((a, b) => a - b);
      expect(there.dayNumbers.toSorted((a, b) => a - b)).toEqual(days);
      expect(days.map((day) => there.of(day))).toEqual(days.map((day) => here.of(day)));
    }), runs(50));
  }, 60_000);
});
