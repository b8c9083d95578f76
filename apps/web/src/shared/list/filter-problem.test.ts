import { describe, expect, it } from 'vitest';
import { problemOf } from './filter-problem.js';
import type { FilterField } from './list-types.js';

const AGE: FilterField = { kind: 'numbers', name: ['ageFrom', 'ageTo'], label: '年龄' };
const LAB: FilterField = { kind: 'lab', name: ['labItem', 'labIs', 'labValue'], label: '异常指标', options: [] };

describe('a filter before it is asked', () => {
  it.each([
    [AGE, {}, null],
    [AGE, { ageFrom: '60' }, null],
    [AGE, { ageFrom: '60', ageTo: '60' }, null],
    [AGE, { ageFrom: '80', ageTo: '60' }, '上限不能小于下限'],
    [AGE, { ageFrom: 'x' }, '请填写 0 至 999 的整数'],
    [LAB, { labIs: 'lt' }, null],
    [LAB, { labItem: 'FPG', labValue: '7.0' }, null],
    [LAB, { labItem: 'FPG' }, '请填写数值，如 7.0'],
    [LAB, { labValue: '7' }, '请选择检验项目'],
  ] as const)('R-16.d says what is wrong with it: %#', (field, values, problem) => {
    expect(problemOf(field, values)).toBe(problem);
  });
});
