import { describe, expect, it } from 'vitest';
import { weekOf } from './week.js';

describe('the ISO week of a day', () => {
  it.each([
    ['2026-01-31', '2026-01-26', '2026-W05'],
    ['2026-02-01', '2026-01-26', '2026-W05'],
    ['2026-02-02', '2026-02-02', '2026-W06'],
    ['2027-01-01', '2026-12-28', '2026-W53'],
    ['2024-12-30', '2024-12-30', '2025-W01'],
  ])('R-52.a %s lies in the week from %s, %s', (day, monday, name) => {
    expect(weekOf(day)).toEqual({ monday, name });
  });
});
