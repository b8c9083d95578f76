import { describe, expect, it } from 'vitest';
import { remembered } from './remembered.js';

describe('a remembered function', () => {
  it('works each answer out once, also when the answer is nothing', () => {
    let worked = 0;
    const half = remembered((n: number) => ((worked += 1), n % 2 ? null : n / 2), String);
    expect([half(4), half(4), half(3), half(3)]).toEqual([2, 2, null, null]);
    expect(worked).toBe(2);
  });

  it('forgets when it knows too much, and goes on answering', () => {
    const double = remembered((n: number) => n * 2, String);
    for (let n = 0; n < 25_000; n += 1) expect(double(n)).toBe(n * 2);
    expect(double(1)).toBe(2);
  });
});
