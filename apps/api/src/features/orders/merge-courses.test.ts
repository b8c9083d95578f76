import { describe, expect, it } from 'vitest';
import { type DrugLine, mergeCourses } from './merge-courses.js';

const NOW = new Date('2026-03-10T12:00:00Z');
const line = (given: Partial<DrugLine>): DrugLine => ({
  source: 'order', number: 'YZ1', visitNo: null, term: 'long', from: '2026-03-01T00:00:00.000Z', until: null, usage: '', departmentName: null, doctorName: null,
  code: null, drugName: '氨氯地平片', specification: '5mg', days: null, running: true, ...given,
});

describe('the drugs of a person', () => {
  it('are one row each, whether ordered or prescribed, with or without the code', () => {
    const rows = mergeCourses([line({ code: 'A1' }), line({ source: 'prescription', drugName: '氨氯地平片 ', days: 7, from: '2026-01-01T00:00:00.000Z' }), line({ drugName: '阿司匹林' })], NOW);
    expect(rows.map(({ drugName, courses }) => [drugName, courses.length])).toEqual([['氨氯地平片', 2], ['阿司匹林', 1]]);
    expect(rows[0]!.sources).toEqual(['order', 'prescription']);
  });

  it('are current while an order runs or the days of a prescription are not over', () => {
    const current = (given: Partial<DrugLine>) => mergeCourses([line(given)], NOW)[0]!.current;
    expect(current({})).toBe(true);
    expect(current({ until: '2026-03-09T00:00:00.000Z' })).toBe(false);
    expect(current({ running: false })).toBe(false);
    expect(current({ term: 'temporary' })).toBe(false);
    expect(current({ source: 'prescription', days: 30 })).toBe(true);
    expect(current({ source: 'prescription', days: 5 })).toBe(false);
    expect(current({ source: 'prescription', days: null })).toBe(false);
  });

  it('that are taken now come first, then those ordered last', () => {
    const rows = mergeCourses([
      line({ drugName: '甲', from: '2026-03-09T00:00:00.000Z', until: '2026-03-09T06:00:00.000Z' }), line({ drugName: '乙', from: '2026-01-01T00:00:00.000Z' }),
      line({ drugName: '丙', from: '2026-02-01T00:00:00.000Z', running: false }),
    ], NOW);
    expect(rows.map(({ drugName }) => drugName)).toEqual(['乙', '甲', '丙']);
  });
});
