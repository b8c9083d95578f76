import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unbelievable } from './volume-guard.js';

describe('a scan that finds records gone', () => {
  it.each([
    [{ live: 1000, gone: 50, fetched: 5000, usual: 5000 }, false],
    [{ live: 1000, gone: 51, fetched: 5000, usual: 5000 }, true],
    [{ live: 10, gone: 2, fetched: 10, usual: null }, false],
    [{ live: 10, gone: 3, fetched: 10, usual: null }, true],
    [{ live: 3, gone: 3, fetched: 0, usual: null }, true],
    [{ live: 1000, gone: 1, fetched: 2499, usual: 5000 }, true],
    [{ live: 1000, gone: 1, fetched: 2500, usual: 5000 }, false],
    [{ live: 1000, gone: 0, fetched: 1, usual: 5000 }, false],
  ])('W18 %j asks somebody: %s', (volume, asks) => {
    expect(unbelievable(volume, 0.05) !== null).toBe(asks);
  });

  it('W18 asks whenever more than the share and more than a few would go', () => {
    fc.assert(fc.property(fc.nat(1000), fc.nat(1000), fc.nat(5000), (live, missing, fetched) => {
      const gone = Math.min(live, missing);
      expect(unbelievable({ live, gone, fetched, usual: null }, 0.05) !== null).toBe(gone > 2 && gone > live * 0.05);
    }));
  });
});
