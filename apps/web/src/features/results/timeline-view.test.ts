import { describe, expect, it } from 'vitest';
import { byYear, daysOf, placeInYear, rulerOf, type TimelineItem } from './timeline-view.js';

const item = (at: string, more: Partial<TimelineItem> = {}): TimelineItem => ({
  at,
  until: null,
  kind: 'outpatient',
  title: '门诊',
  subtitle: null,
  refId: at,
  important: false,
  ...more,
});

describe('the timeline', () => {
  it('a visit just after midnight on New Year belongs to the new year of the ward', () => {
    expect(
      byYear([item('2025-12-31T16:30:00Z'), item('2025-12-31T15:00:00Z')]).map(({ year, months }) => [
        year,
        months[0]?.month,
      ]),
    ).toEqual([
      [2026, 1],
      [2025, 12],
    ]);
  });

  it('a stay is as long on its lane as it was; one over New Year ends at the edge', () => {
    const stay = (at: string, until: string) => item(at, { kind: 'inpatient', until });
    const { left, width } = placeInYear(stay('2025-01-01T04:00:00Z', '2025-01-10T04:00:00Z'), 2025);
    expect([left, width]).toEqual([0, expect.closeTo((10 / 365) * 100)]);
    const over = placeInYear(stay('2025-12-22T04:00:00Z', '2026-01-10T04:00:00Z'), 2025);
    expect(over.left + over.width).toBeCloseTo(100);
    expect(placeInYear(item('2025-07-02T04:00:00Z'), 2025).width).toBe(0);
  });

  it('the day of admission counts, the day of discharge does not', () => {
    expect(daysOf(item('2026-01-01T04:00:00Z', { until: '2026-01-04T01:00:00Z' }))).toBe(3);
  });

  it('the ruler has all twelve months of a year, the newest year first', () => {
    const ruler = rulerOf([
      { month: '2024-03', count: 2 },
      { month: '2025-01', count: 5 },
    ]);
    expect(ruler.map(({ year, total }) => [year, total])).toEqual([
      [2025, 5],
      [2024, 2],
    ]);
    expect(ruler[1]?.counts).toEqual([0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });
});
