import { describe, expect, it } from 'vitest';
import { isLongPeriod } from './dates.js';

const NOW = new Date('2026-03-10T04:00:00Z');

describe('R-22.b a period of more than five years', () => {
  it('is one by the calendar, an open end counted up to today', () => {
    expect(isLongPeriod(['2021-03-10', '2026-03-10'], NOW)).toBe(false);
    expect(isLongPeriod(['2021-03-09', '2026-03-10'], NOW)).toBe(true);
    expect(isLongPeriod(['2021-03-09', ''], NOW)).toBe(true);
    expect(isLongPeriod(['2026-01-01', ''], NOW)).toBe(false);
  });
});
