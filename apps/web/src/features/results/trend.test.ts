import { describe, expect, it } from 'vitest';
import type { Series, SeriesPoint } from './labs.js';
import { trendCsv } from './trend-export.js';
import { labelledPoints } from './trend-marks.js';
import { trendOption } from './trend-option.js';
import { extentOf, panelsOf, rangeSteps, relativePanels, stepWords } from './trend-panels.js';
import { inWindow, rangeOf, windowOf } from './trend-range.js';

const point = (at: string, number: number | null, more: Partial<SeriesPoint> = {}): SeriesPoint => ({
  at: `${at}T00:00:00Z`,
  text: String(number),
  number,
  comparator: null,
  flag: 'N',
  flagSource: 'lis',
  low: 4,
  high: 6,
  rangeText: '4.0～6.0',
  unit: '%',
  converted: false,
  reportId: at,
  reportNo: `R${at}`,
  status: 'final',
  revision: 1,
  changePercent: null,
  rcv: null,
  ...more,
});
const series = (points: readonly SeriesPoint[], more: Partial<Series> = {}): Series => ({
  itemCode: 'HBA1C',
  itemName: '糖化血红蛋白',
  scale: 'quantity',
  unit: '%',
  method: null,
  note: null,
  points,
  ...more,
});
const SPAN = { from: Date.parse('2024-01-01'), to: Date.parse('2026-01-01') };
interface Drawn {
  readonly type: string;
  readonly data: readonly {
    readonly value: readonly (number | null)[];
    readonly symbol?: string;
    readonly symbolRotate?: number;
    readonly itemStyle?: { readonly color: string };
  }[];
  readonly markArea?: { readonly data: readonly (readonly { readonly xAxis: number; readonly yAxis?: number }[])[] };
}
const drawn = (lines: readonly Series[]) =>
  trendOption(panelsOf(lines), [], SPAN).series as unknown as readonly Drawn[];

describe('the course of results', () => {
  it('R-32.b unequal gaps are drawn unequal: a point stands at its own time on one time axis for all panels', () => {
    const lines = [
      series([point('2024-02-01', 5), point('2024-02-11', 5.5), point('2025-02-01', 6)]),
      series([point('2024-06-01', 80)], { itemCode: 'CREA', unit: 'μmol/L' }),
    ];
    const option = trendOption(panelsOf(lines), [], SPAN);
    expect(drawn(lines)[2]?.data.map(({ value }) => value[0])).toEqual(
      ['2024-02-01', '2024-02-11', '2025-02-01'].map((day) => Date.parse(day)),
    );
    expect(option.xAxis).toMatchObject([
      { type: 'time', min: SPAN.from, max: SPAN.to },
      { type: 'time', min: SPAN.from, max: SPAN.to },
    ]);
  });

  it('R-32.c another unit has axes of its own, another method a line of its own', () => {
    const panels = panelsOf([
      series([point('2024-02-01', 5)], { method: 'HPLC' }),
      series([point('2024-03-01', 5)], { method: '免疫比浊' }),
      series([point('2024-04-01', 40)], { unit: 'mmol/mol' }),
    ]);
    expect(panels.map(({ unit, lines }) => [unit, lines.length])).toEqual([
      ['%', 2],
      ['mmol/mol', 1],
    ]);
  });

  it('R-32.c a changed reference range is drawn as steps, whichever line the results belong to', () => {
    const points = [
      point('2024-05-01', 5, { low: 3.5 }),
      point('2024-02-01', 5),
      point('2024-03-01', 5),
      point('2024-06-01', 5, { low: 3.5 }),
    ];
    expect(rangeSteps(points, SPAN.to).map(({ from, to, low }) => [from, to, low])).toEqual([
      [Date.parse('2024-02-01'), Date.parse('2024-05-01'), 4],
      [Date.parse('2024-05-01'), SPAN.to, 3.5],
    ]);
    expect(rangeSteps([point('2024-02-01', 5, { low: null, high: null })], SPAN.to)).toEqual([]);
  });

  it('R-32.d "<0.5" is a hollow mark that points down, and the line does not run through it', () => {
    const [, , line, limits] = drawn([
      series([
        point('2024-02-01', 5),
        point('2024-03-01', 0.5, { text: '<0.5', comparator: '<' }),
        point('2024-04-01', 4),
      ]),
    ]);
    expect(line?.data.map(({ value }) => value[1])).toEqual([5, null, 4]);
    expect(limits?.data).toMatchObject([{ symbol: 'triangle', symbolRotate: 180, itemStyle: { color: '#fff' } }]);
  });

  it('R-32.d a qualitative item has a strip whose steps are called by their words', () => {
    const [panel] = panelsOf([
      series(
        [
          point('2024-02-01', 0, { text: '阴性', low: null, high: null }),
          point('2024-03-01', 2, { text: '弱阳性', low: null, high: null }),
        ],
        { scale: 'ordinal', unit: null },
      ),
    ]);
    expect([...stepWords(panel!)]).toEqual([
      [0, '阴性'],
      [2, '弱阳性'],
    ]);
    expect(extentOf(panel!)).toEqual([-0.6, 2.6]);
  });

  it('R-32 relative values put unlike items on one axis as multiples of their upper limits; what has none is named', () => {
    const { panels, without } = relativePanels([
      series([point('2024-02-01', 9), point('2024-03-01', 6)]),
      series([point('2024-02-01', 220, { low: null, high: 110 })], { itemCode: 'CREA', itemName: '肌酐', unit: 'μmol/L' }),
      series([point('2024-02-01', 5, { low: null, high: null })], { itemCode: 'ESR', itemName: '血沉' }),
    ]);
    expect(panels.map(({ lines }) => lines.map(({ points }) => points.map(({ number, low, high }) => [number, low, high])))).toEqual([
      [[[1.5, 4 / 6, 1], [1, 4 / 6, 1]], [[2, null, 1]]],
    ]);
    expect(without).toEqual(['血沉']);
  });

  it('R-33.b an abnormal point is red, a normal one is not', () => {
    const [, , line] = drawn([series([point('2024-02-01', 5), point('2024-03-01', 7, { flag: 'H' })])]);
    expect(line?.data.map(({ itemStyle }) => itemStyle?.color)).toEqual(['#0958d9', '#cf1322']);
  });

  it('texts that no line can show have no axes', () => {
    expect(panelsOf([series([point('2024-02-01', null, { text: '溶血' })], { scale: 'text' })])).toEqual([]);
  });

  it('the newest value is always written out, an abnormal one before a normal one beside it', () => {
    const [a, b, c, d] = [
      point('2024-02-01', 5),
      point('2024-02-05', 7, { flag: 'H' }),
      point('2025-11-28', 7, { flag: 'H' }),
      point('2025-12-01', 5),
    ];
    const shown = labelledPoints([a, b, c, d], SPAN);
    expect([a, b, c, d].map((one) => shown.has(one))).toEqual([false, true, false, true]);
  });

  it('a range ends now; 全部 goes from the first to the last result; anything else typed is 全部', () => {
    const now = Date.parse('2026-12-06T00:00:00Z');
    expect(windowOf('1y', [], now)).toEqual({ from: Date.parse('2025-12-06T00:00:00Z'), to: now });
    const all = windowOf('all', [series([point('2020-01-01', 5), point('2024-01-01', 5)])], now);
    expect(all.from).toBeLessThan(Date.parse('2020-01-01'));
    expect(all.to).toBeLessThan(Date.parse('2024-06-01'));
    expect(rangeOf('2w')).toBe('all');
  });

  it('a stay that reaches into the shown time belongs to it, also when it is not over', () => {
    const stays = [
      { at: '2023-12-01T00:00:00Z', until: '2024-01-05T00:00:00Z', title: '住院', kind: 'stay' as const },
      { at: '2023-01-01T00:00:00Z', until: '2023-02-01T00:00:00Z', title: '住院', kind: 'stay' as const },
      { at: '2025-12-30T00:00:00Z', until: null, title: '住院', kind: 'stay' as const },
    ];
    expect(inWindow({ series: [], events: stays }, SPAN).events).toEqual([stays[0], stays[2]]);
  });

  it('a CSV opens in Chinese Excel, newest first, and what would be a formula is text', () => {
    const csv = trendCsv('王×军 男 67岁 · 尿蛋白', [
      series([
        point('2024-02-01', 0, { text: '阴性' }),
        point('2024-03-01', 2, { text: '=HYPERLINK("x")', flag: 'A' }),
      ]),
    ]);
    expect(csv.startsWith('\uFEFF"王×军')).toBe(true);
    expect(csv.split('\r\n')[2]).toContain(`"'=HYPERLINK(""x"")"`);
    expect(csv.split('\r\n')[3]).toContain('"阴性"');
  });
});
