import { describe, expect, it } from 'vitest';
import { levelLabText } from './lab-text.js';

describe('levelLabText', () => {
  it.each([
    ['×10⁹/L', '×10^9/L'],
    ['10⁻³', '10^-3'],
    ['＜０．５', '<0.5'],
    ['≤40', '<=40'],
    ['小于等于40', '<=40'],
    ['不低于1', '>=1'],
    ['3.5～9.5', '3.5~9.5'],
    ['3.5−9.5', '3.5-9.5'],
    [' µmol/L ', 'μmol/L'],
    ['（－）', '(-)'],
  ])('writes %s as %s', (text, level) => expect(levelLabText(text)).toBe(level));
});
