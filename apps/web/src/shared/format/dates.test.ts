import { describe, expect, it } from 'vitest';
import { addDays, formatDate, formatTime, lastDays, parseDate, periodPresets, today } from './dates.js';

/** 2026-12-06 00:30 in Shanghai, still the 5th in UTC. */
const NOW = new Date('2026-12-05T16:30:00Z');

describe('dates as the ward reads them', () => {
  it('the day begins at midnight in Shanghai, whatever the computer is set to', () => {
    expect(today(NOW)).toBe('2026-12-06');
    expect(formatDate('2026-12-05T16:30:00Z')).toBe('2026-12-06');
  });

  it.each([
    ['2026-12-05T16:10:00Z', '今天 00:10'],
    ['2026-12-05T15:59:00Z', '昨天 23:59'],
    ['2026-12-04T15:59:00Z', '2026-12-04 23:59'],
    [null, '—'],
  ])('%s is read as %s', (iso, text) => {
    expect(formatTime(iso, NOW)).toBe(text);
  });

  it('a birth date of a summer-time year stays the day it is', () => {
    expect(formatDate('1988-06-01')).toBe('1988-06-01');
  });

  it.each([
    ['20260131', '2026-01-31'],
    ['2026-1-31', '2026-01-31'],
    ['2026/01/31', '2026-01-31'],
    ['2026年1月31日', '2026-01-31'],
    ['20260231', null],
    ['2026-13-01', null],
    ['31.1.2026', null],
    ['', null],
  ])('typed %s means %s', (typed, date) => {
    expect(parseDate(typed)).toBe(date);
  });

  it('a day is added across the ends of months and leap years', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
  });

  it('近30天 is thirty days with both ends, today the last', () => {
    expect(lastDays(30, NOW)).toEqual(['2026-11-07', '2026-12-06']);
  });

  it('weeks begin on Monday: on a Sunday 本周 ends today', () => {
    const presets = Object.fromEntries(periodPresets(NOW).map(({ label, period }) => [label, period]));
    expect(presets['本周']).toEqual(['2026-11-30', '2026-12-06']);
    expect(presets['上周']).toEqual(['2026-11-23', '2026-11-29']);
    expect(presets['上月']).toEqual(['2026-11-01', '2026-11-30']);
    expect(presets['本季']).toEqual(['2026-10-01', '2026-12-31']);
    expect(presets['上季']).toEqual(['2026-07-01', '2026-09-30']);
  });

  it('in January 上月 is December of the year before', () => {
    const presets = Object.fromEntries(
      periodPresets(new Date('2027-01-15T04:00:00Z')).map(({ label, period }) => [label, period]),
    );
    expect(presets['上月']).toEqual(['2026-12-01', '2026-12-31']);
    expect(presets['本季']).toEqual(['2027-01-01', '2027-03-31']);
    expect(presets['上季']).toEqual(['2026-10-01', '2026-12-31']);
  });
});
