import { describe, expect, it } from 'vitest';
import { changeText, keyItems } from './key-items.js';
import type { LabMatrix, MatrixCell } from './labs.js';

const cell = (number: number, more: Partial<MatrixCell> = {}): MatrixCell => ({
  reportId: 'r',
  text: String(number),
  number,
  comparator: null,
  flag: 'N',
  flagSource: 'lis',
  disagrees: false,
  unit: 'mmol/L',
  range: null,
  method: null,
  ...more,
});
const matrix = (items: Readonly<Record<string, readonly (MatrixCell | null)[]>>): LabMatrix => ({
  reports: ['2', '1'].map((id) => ({
    id,
    at: `2026-01-0${id}T00:00:00Z`,
    reportNo: id,
    panelName: '生化',
    status: 'final',
    revision: 1,
    departmentName: null,
  })),
  groups: [
    {
      code: 'G',
      name: '组',
      items: Object.entries(items).map(([code, cells]) => ({
        code,
        name: code,
        abbr: null,
        unit: null,
        range: null,
        spark: [],
        cells,
      })),
    },
  ],
  sources: { connected: true },
});

describe('what to look at first', () => {
  it('what is abnormal now comes before what is usually asked for; the rest stays away', () => {
    const shown = keyItems(
      matrix({
        HBA1C: [cell(5), null],
        RARE: [cell(9, { flag: 'H' }), null],
        OTHER: [cell(1), null],
        CREA: [cell(90, { flag: 'H' }), null],
      }),
    );
    expect(shown.map(({ item }) => item.code)).toEqual(['CREA', 'RARE', 'HBA1C']);
  });

  it.each([
    ['exact values of one unit', [cell(6), cell(5)], '较上次 +20.0%'],
    ['a fall', [cell(4), cell(5)], '较上次 −20.0%'],
    ['a limit, which is not a value', [cell(6, { comparator: '<' }), cell(5)], '无可比的上次结果'],
    ['another unit', [cell(6), cell(5, { unit: 'mg/dL' })], '无可比的上次结果'],
    ['another method', [cell(6), cell(5, { method: '干化学' })], '无可比的上次结果'],
    ['a first result', [cell(6), null], '无可比的上次结果'],
  ])('%s against the time before', (_, cells, text) => {
    expect(keyItems(matrix({ HBA1C: cells })).map(({ change }) => changeText(change))).toEqual([text]);
  });
});
