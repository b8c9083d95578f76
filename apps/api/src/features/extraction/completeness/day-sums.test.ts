import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayName, dayOf, dayStart, DaySums, newHashKey } from './day-sums.js';

const record = fc.record({ key: fc.string({ maxLength: 6 }), version: fc.integer({ min: 0, max: 5 * 86_400_000 }) });
const sumsOf = (hashKey: string, records: readonly { key: string; version: number }[]): DaySums => {
  const sums = new DaySums(hashKey);
  for (const { key, version } of records) sums.add(key, version);
  return sums;
};
const all = (sums: DaySums): unknown => sums.dayNumbers.toSorted((a, b) => a - b).map((day) => [day, sums.of(day)]);

describe('sums of a day', () => {
  it('R-04.c do not depend on the order in which records come', () => {
    fc.assert(fc.property(fc.array(record), fc.infiniteStream(fc.nat()), (records, dice) => {
      const hashKey = newHashKey();
      const shuffled = records.map((one) => ({ one, at: dice.next().value as number })).sort((a, b) => a.at - b.at).map(({ one }) => one);
      expect(all(sumsOf(hashKey, shuffled))).toEqual(all(sumsOf(hashKey, records)));
    }));
  });

  it('R-04.c differ when one record differs, by its key or by its version alone', () => {
    fc.assert(fc.property(fc.array(record), record, record, (records, one, other) => {
      fc.pre(one.key !== other.key || one.version !== other.version);
      const hashKey = newHashKey();
      expect(all(sumsOf(hashKey, [...records, one]))).not.toEqual(all(sumsOf(hashKey, [...records, other])));
    }));
  });

  it('tell nothing without their key: the same records make other sums in another comparison', () => {
    const records = [{ key: 'A', version: 0 }];
    expect(all(sumsOf(newHashKey(), records))).not.toEqual(all(sumsOf(newHashKey(), records)));
  });

  it('carry over from the lower half of the hash to the upper one', () => {
    const records = Array.from({ length: 5_000 }, (_, index) => ({ key: String(index), version: 0 }));
    const [forward, backward] = [sumsOf('k', records), sumsOf('k', records.toReversed())];
    expect(forward.of(0)).toEqual(backward.of(0));
    expect(forward.of(0)).toMatchObject({ count: 5_000, hash: expect.stringMatching(/^[0-9a-f]{16}$/) });
  });

  it.each([
    ['2026-03-01T15:59:59.999Z', '2026-03-01'],
    ['2026-03-01T16:00:00.000Z', '2026-03-02'],
    ['1988-06-30T15:30:00.000Z', '1988-06-30'],
  ])('count %s to the day %s of China', (at, day) => {
    expect(dayName(dayOf(Date.parse(at)))).toBe(day);
    expect(dayOf(dayStart(day))).toBe(dayOf(Date.parse(at)));
  });
});
