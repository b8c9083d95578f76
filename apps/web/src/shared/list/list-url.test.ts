import { describe, expect, it } from 'vitest';
import { pagesAround } from './page-numbers.js';
import { queryOf, readView, writeView } from './list-url.js';
import type { FilterField } from './list-types.js';

const FIELDS: readonly FilterField[] = [
  { kind: 'text', name: 'keyword', label: '关键字' },
  { kind: 'period', name: ['from', 'to'], label: '就诊时间' },
  { kind: 'multi', name: 'careLevel', label: '保健级别', dictionary: 'CARE_LEVEL' },
];
const FIRST = { filters: { from: '2026-11-07', to: '2026-12-06' }, sort: '-visitedAt' };
const read = (search: string) => readView(new URLSearchParams(search), FIELDS, FIRST);

describe('a list in the address', () => {
  it('an empty address shows the first period, the first sort and page 1 of 20', () => {
    expect(read('')).toEqual({ filters: FIRST.filters, page: 1, pageSize: 20, sort: '-visitedAt', columns: null });
  });

  it('what is written is read back: reload, share and Back show the same rows', () => {
    const view = {
      filters: { keyword: '张', from: '2026-01-31', to: '2026-12-06', careLevel: 'L1,L2' },
      page: 3,
      pageSize: 50 as const,
      sort: 'visitedAt',
      columns: ['name', 'visitedAt'],
    };
    expect(read(writeView(new URLSearchParams(), view, FIELDS, FIRST).toString())).toEqual(view);
  });

  it('a first period that was taken away stays away', () => {
    const cleared = writeView(new URLSearchParams(), { ...read(''), filters: {} }, FIELDS, FIRST);
    expect(read(cleared.toString()).filters).toEqual({});
  });

  it('the first view needs no parameters, and those of others stay', () => {
    expect(writeView(new URLSearchParams('visit=7&page=4'), read(''), FIELDS, FIRST).toString()).toBe('visit=7');
  });

  it.each(['page=0', 'page=-2', 'page=x', 'pageSize=7'])('a broken address (%s) opens the first page', (search) => {
    expect(read(search)).toMatchObject({ page: 1, pageSize: 20 });
  });

  it('several values of one filter are asked for as several parameters', () => {
    expect(queryOf(read('careLevel=L1,L2'), FIELDS)['careLevel']).toEqual(['L1', 'L2']);
  });
});

describe('page numbers', () => {
  it.each([
    [1, 1, [1]],
    [1, 3, [1, 2, 3]],
    [7, 65, [1, null, 6, 7, 8, null, 65]],
    [3, 5, [1, 2, 3, 4, 5]],
    [65, 65, [1, null, 64, 65]],
  ])('page %i of %i', (page, last, shown) => {
    expect(pagesAround(page, last)).toEqual(shown);
  });
});
