import { describe, expect, it } from 'vitest';
import { inIcdRanges, isIcdRange } from './icd-range.js';

describe('ranges of diagnoses', () => {
  it('finds a code with any extension inside a range, ends included', () => {
    for (const code of ['E10', 'E11.900', 'E14.x00x001', 'e11.2']) expect(inIcdRanges(code, ['E10-E14'])).toBe(true);
    for (const code of ['E09.9', 'E15', 'I10', '', 'E1']) expect(inIcdRanges(code, ['E10-E14'])).toBe(false);
  });

  it('tells a subcategory from its category', () => {
    expect(inIcdRanges('K76.000', ['K76.0'])).toBe(true);
    expect(inIcdRanges('K76.1', ['K76.0'])).toBe(false);
    expect(inIcdRanges('I10.x00x032', ['I10'])).toBe(true);
  });

  it('says nothing of what has no code', () => {
    expect(inIcdRanges(null, ['I10'])).toBe(false);
  });

  it('knows a range from what only looks like one', () => {
    for (const text of ['I10', 'E10-E14', 'K76.0', 'C00-D48']) expect(isIcdRange(text)).toBe(true);
    for (const text of ['', 'I1', 'E14-E10', 'I10-', 'I10-K76.0', 'i10', 'I10; drop']) expect(isIcdRange(text)).toBe(false);
  });
});
