import { describe, expect, it } from 'vitest';
import { stayDays } from './stay-days.js';

describe('stayDays', () => {
  it.each([
    ['2026-01-01', '2026-01-05', 4, 5],
    ['2026-01-01 23:50', '2026-01-02 00:10', 1, 2],
    ['2026-01-01 08:00', '2026-01-01 20:00', 1, 1],
    ['2026-02-27', '2026-03-01', 2, 3],
  ])('R-23.c counts the stay from %s to %s as %i, or %i with the day of discharge', (from, until, days, both) => {
    expect(stayDays(from, until)).toBe(days);
    expect(stayDays(from, until, 'head-and-tail')).toBe(both);
  });

  it('R-23.c counts calendar days in Shanghai, not spans of 24 hours', () => {
    expect(stayDays(new Date('2026-01-01T15:59:00Z'), new Date('2026-01-01T16:01:00Z'), 'head-and-tail')).toBe(2);
    expect(stayDays(new Date('2026-01-01T16:01:00Z'), new Date('2026-01-03T15:00:00Z'))).toBe(1);
  });

  it('is unmoved by the summer time of 1986', () => {
    expect(stayDays('1986-05-03', '1986-05-05')).toBe(2);
    expect(stayDays(new Date('1986-05-02T17:00:00Z'), new Date('1986-05-04T17:00:00Z'))).toBe(2);
  });

  it('knows no stay that ends before it begins', () => expect(stayDays('2026-01-02', '2026-01-01')).toBeNull());
});
