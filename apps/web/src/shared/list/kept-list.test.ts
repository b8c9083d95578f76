import { describe, expect, it } from 'vitest';
import { columnOf } from './column.js';
import { keptSort } from './use-kept-list.js';

const column = columnOf<{ seenAt: string; name: string; note: string }>();
const COLUMNS = [column('就诊时间', 'seenAt', { sort: 'visitedAt' }), column('姓名', 'name', { sort: true }), column('备注', 'note')];
const kept = (sort?: string) => ({ order: [], hidden: [], widths: {}, ...(sort && { sort }) });

describe('R-28 the order that somebody keeps of a list', () => {
  it.each([['visitedAt'], ['-visitedAt'], ['-name']])('is his own: %s', (sort) => expect(keptSort(kept(sort), COLUMNS, '-visitedAt')).toBe(sort));

  it.each([[undefined], ['note'], ['gone'], ['-seenAt']])('gives way to the list’s own when it is %s', (sort) =>
    expect(keptSort(kept(sort), COLUMNS, '-visitedAt')).toBe('-visitedAt'));
});
