import { describe, expect, it } from 'vitest';
import { barsOf, ticksOf, type Medication } from './medication-bars.js';

const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const drug = (from: string, until: string | null): Medication => ({
  drugName: '甲', specification: null, current: until === null, lastAt: from, sources: ['order'],
  courses: [{ source: 'order', number: '1', visitNo: null, term: 'long', from, until, presumed: false, usage: '', departmentName: null, doctorName: null }],
});
const bar = (from: string, until: string | null) => barsOf(drug(from, until), at('2026-01-01'), at('2026-01-11'), () => '')[0];

describe('the bars of a drug', () => {
  it('stand where its courses were, cut at the ends of the span', () => {
    expect(bar('2026-01-03T00:00:00Z', '2026-01-05T00:00:00Z')).toMatchObject({ left: 20, width: 20, open: false });
    expect(bar('2025-12-01T00:00:00Z', '2026-01-02T00:00:00Z')).toMatchObject({ left: 0, width: 10 });
    expect(bar('2026-01-06T00:00:00Z', null)).toMatchObject({ left: 50, width: 50, open: true });
  });

  it('are missing where the course lies outside, and never thinner than can be seen', () => {
    expect(bar('2025-01-01T00:00:00Z', '2025-02-01T00:00:00Z')).toBeUndefined();
    expect(bar('2026-01-02T00:00:00Z', '2026-01-02T00:00:00Z')!.width).toBeGreaterThan(0);
    const last = bar('2026-01-11T00:00:00Z', null)!;
    expect(last.left + last.width).toBeLessThanOrEqual(100);
  });

  it('have a ruler of months or years', () => {
    expect(ticksOf(at('2026-01-15'), at('2026-04-15')).map(({ label }) => label)).toEqual(['2026-02', '2026-03', '2026-04']);
    expect(ticksOf(at('2021-06-01'), at('2026-06-01')).length).toBeLessThanOrEqual(10);
  });
});
