import { describe, expect, it } from 'vitest';
import { byDraw } from './draws.js';
import type { LabMatrix, MatrixCell, MatrixItem, MatrixReport } from './labs.js';
import { abnormalNow, headingsOf, visiblePart } from './matrix-view.js';

const report = (id: string, at: string): MatrixReport => ({
  id,
  at,
  reportNo: id,
  panelName: '生化',
  status: 'final',
  revision: 1,
  departmentName: null,
});
const cell = (reportId: string, flag: MatrixCell['flag']): MatrixCell => ({
  reportId,
  text: '7.80',
  number: 7.8,
  comparator: null,
  flag,
  flagSource: 'lis',
  disagrees: false,
  unit: 'mmol/L',
  range: '3.9～6.1',
  method: null,
});
const item = (code: string, cells: MatrixItem['cells']): MatrixItem => ({
  code,
  name: code,
  abbr: null,
  unit: null,
  range: null,
  spark: [],
  cells,
});
/** 16:30 UTC is half past midnight of the next day on the ward. */
const REPORTS = [
  report('c', '2026-01-01T16:30:00Z'),
  report('b', '2026-01-01T15:00:00Z'),
  report('a', '2025-12-31T15:00:00Z'),
];
const MATRIX: LabMatrix = {
  reports: REPORTS,
  sources: { connected: true },
  groups: [
    {
      code: 'GLU',
      name: '血糖',
      items: [
        item('FPG', [cell('c', 'N'), null, cell('a', 'H')]),
        item('INS', [null, null, cell('a', 'N')]),
        item('HBA1C', [null, cell('b', 'H'), null]),
      ],
    },
  ],
};
const codes = (filter: Parameters<typeof visiblePart>[1]) =>
  visiblePart(byDraw(MATRIX), filter).groups.flatMap(({ items }) => items.map(({ code }) => code));

describe('the matrix of results', () => {
  it('an item without any result in the shown columns is left out until one asks for it', () => {
    expect(codes({ shown: 2, onlyAbnormal: false, onlyFilled: true })).toEqual(['FPG', 'HBA1C']);
    expect(codes({ shown: 2, onlyAbnormal: false, onlyFilled: false })).toEqual(['FPG', 'INS', 'HBA1C']);
  });

  it('只看异常 looks at the shown columns only: an old abnormal value out of sight does not count', () => {
    expect(codes({ shown: 2, onlyAbnormal: true, onlyFilled: true })).toEqual(['HBA1C']);
    expect(codes({ shown: 3, onlyAbnormal: true, onlyFilled: true })).toEqual(['FPG', 'HBA1C']);
  });

  it('columns stand under the year and day of the ward, not of Greenwich', () => {
    const { years, days } = headingsOf(byDraw(MATRIX).draws);
    expect(years).toEqual([
      { key: '2026', label: '2026 年', columns: 2 },
      { key: '2025', label: '2025 年', columns: 1 },
    ]);
    expect(days.map(({ label, columns }) => [label, columns])).toEqual([
      ['01-02', 1],
      ['01-01', 1],
      ['12-31', 1],
    ]);
  });

  it('reports of one blood sample share a column; two that tell of the same item do not', () => {
    const at = '2026-01-01T00:00:00Z';
    const merged = byDraw({
      reports: ['d', 'c', 'b', 'a'].map((id) => report(id, at)),
      sources: { connected: true },
      groups: [
        {
          code: 'G',
          name: '组',
          items: [
            item('ALT', [cell('d', 'N'), null, null, null]),
            item('FPG', [null, cell('c', 'N'), cell('b', 'H'), null]),
            item('UA', [null, null, null, cell('a', 'N')]),
          ],
        },
      ],
    });
    expect(merged.draws.map(({ reports }) => reports.map(({ id }) => id))).toEqual([
      ['d', 'c'],
      ['b', 'a'],
    ]);
    expect(merged.groups[0]?.items.map(({ cells }) => cells.map((one) => one?.reportId))).toEqual([
      ['d', undefined],
      ['c', 'b'],
      [undefined, 'a'],
    ]);
  });

  it('a group counts the items whose last result is abnormal, however old it is', () => {
    expect(abnormalNow(MATRIX.groups[0]?.items ?? [])).toBe(1);
  });
});
