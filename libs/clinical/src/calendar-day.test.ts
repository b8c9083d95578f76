import { describe, expect, it } from 'vitest';
import { daysBetween, hospitalDay } from './calendar-day.js';

describe('the calendar of the hospital', () => {
  it.each([
    ['2026-01-31', '2026-01-31'],
    ['2026-01-31 23:59:59', '2026-01-31'],
    ['2026-01-31T23:59', '2026-01-31'],
    ['2026-01-31T15:59:59Z', '2026-01-31'],
    ['2026-01-31T16:00:00Z', '2026-02-01'],
    ['2026-01-31T23:59:00+08:00', '2026-01-31'],
  ])('puts %s on %s', (moment, day) => expect(hospitalDay(moment)).toBe(day));

  it('refuses what is no day', () => {
    for (const text of ['', '不详', '2026-13-01', '20260131']) expect(() => hospitalDay(text)).toThrow(RangeError);
    expect(() => hospitalDay(new Date(Number.NaN))).toThrow(RangeError);
  });

  it('counts days over a leap day and backwards', () => {
    expect([daysBetween('2024-02-28', '2024-03-01'), daysBetween('2024-03-01', '2024-02-28')]).toEqual([2, -2]);
  });
});
