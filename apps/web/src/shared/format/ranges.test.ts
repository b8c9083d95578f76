import { describe, expect, it } from 'vitest';
import { formatRange } from './ranges.js';

describe('reference ranges', () => {
  it.each([
    ['3.9-6.1', '3.9～6.1'],
    ['1.1--3.2', '1.1～3.2'],
    ['0.40 ~ 8.00', '0.40～8.00'],
    ['-2.0-2.0', '-2.0～2.0'],
    ['3.9～6.1', '3.9～6.1'],
    ['<5.2', '<5.2'],
    ['阴性(-)', '阴性(-)'],
    ['男 57-97', '男 57-97'],
    ['', null],
    [null, null],
  ])('%s is written %s', (printed, shown) => {
    expect(formatRange(printed)).toBe(shown);
  });
});
