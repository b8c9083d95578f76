import { describe, expect, it } from 'vitest';
import { labItem } from './lab-items.js';
import { PUBLISHED_VARIATION, referenceChange, relativeChange } from './reference-change.js';

describe('significant change', () => {
  it('R-33.d RCV is √2·Z·√(CVA²+CVI²)', () => {
    // By hand: 1.41421 × 1.96 × √(3² + 4²) = 13.859
    expect(referenceChange({ cva: 3, cvi: 4 })).toBeCloseTo(13.859, 3);
    expect(referenceChange({ cva: 3, cvi: 4 }, 2.58)).toBeCloseTo(18.243, 3);
  });

  it('R-33.d a change is a percentage of the earlier value, and none where that is nothing', () => {
    expect([relativeChange(80, 120), relativeChange(-2, -1), relativeChange(0, 5)]).toEqual([50, 50, null]);
  });

  it('R-33.d knows published variation of quantitative items of the catalogue only', () => {
    expect(PUBLISHED_VARIATION.size).toBeGreaterThanOrEqual(30);
    for (const code of PUBLISHED_VARIATION.keys()) expect(labItem(code)?.kind, code).toBe('quantitative');
    expect(PUBLISHED_VARIATION.get('HGB')).toEqual({ cvi: 2.85, cva: 1.43 });
  });
});
