import { describe, expect, it } from 'vitest';
import { isTroubled, oldestData, worstState, type SourceFreshness } from './freshness.js';

const source = (state: SourceFreshness['state'], dataAt: string | null): SourceFreshness => ({
  source: 'lis',
  name: 'LIS 检验',
  state,
  dataAt,
  limitSeconds: 300,
  message: null,
});

describe('how fresh a page is', () => {
  it('a page is as bad as the worst of its sources', () => {
    expect(worstState([source('ok', null), source('failed', null), source('late', null)])).toBe('failed');
  });

  it('of no sources nothing is known, which is not all well and no alarm either', () => {
    expect(worstState([])).toBe('unknown');
    expect(isTroubled('unknown')).toBe(false);
  });

  it('a page can vouch only for the oldest of its data', () => {
    expect(
      oldestData([
        source('ok', '2026-12-06T02:32:00.000Z'),
        source('late', '2026-12-06T01:10:00.000Z'),
        source('unknown', null),
      ]),
    ).toBe('2026-12-06T01:10:00.000Z');
    expect(oldestData([source('unknown', null)])).toBeNull();
  });
});
