import { describe, expect, it } from 'vitest';
import { type LabPoint, groupIntoSeries } from './lab-series.js';
import { readResultValue } from './result-value.js';

const point = (day: string, text: string, rest: Partial<LabPoint> = {}): LabPoint => ({
  at: new Date(`${day}T08:00:00+08:00`),
  value: readResultValue(text),
  unit: 'mmol/L',
  method: null,
  low: null,
  high: null,
  ...rest,
});

describe('groupIntoSeries', () => {
  it('R-32.b runs from old to new, whatever the order of arrival', () => {
    const { series, notes } = groupIntoSeries(
      [point('2026-03-01', '6'), point('2024-01-01', '5'), point('2026-02-01', '5.5')],
      'FPG',
    );
    expect(series).toHaveLength(1);
    expect(series[0]?.points.map(({ y }) => y)).toEqual([5, 5.5, 6]);
    expect(notes).toEqual([]);
  });

  it('R-32.c converts value and range to the unit of the newest result and says so', () => {
    const { series, notes } = groupIntoSeries(
      [
        point('2025-01-01', '100', { unit: 'mg/dL', low: 70, high: 110 }),
        point('2026-01-01', '6.0', { low: 3.9, high: 6.1 }),
      ],
      'FPG',
    );
    expect(series).toMatchObject([
      {
        unit: 'mmol/L',
        points: [
          { converted: true, y: expect.closeTo(5.55, 2), high: expect.closeTo(6.11, 2) },
          { converted: false, y: 6 },
        ],
      },
    ]);
    expect(series[0]?.points[0]?.source.value.text).toBe('100');
    expect(series[0]?.rangeSteps).toHaveLength(1);
    expect(notes).toEqual(['1 个结果由 mg/dL 换算为 mmol/L']);
  });

  it('R-32.c never joins units that do not convert', () => {
    const { series, notes } = groupIntoSeries(
      [
        point('2025-01-01', '0.4', { unit: 'mg/L DDU' }),
        point('2026-01-01', '0.5', { unit: 'mg/L FEU' }),
        point('2026-02-01', '500', { unit: 'ng/mL FEU' }),
      ],
      'DD',
    );
    expect(series.map((line) => [line.unit, line.points.map(({ y }) => y)])).toEqual([
      ['ng/mL FEU', [500, 500]],
      ['mg/L DDU', [0.4]],
    ]);
    expect(notes).toContain('单位不能互相换算，分开显示：ng/mL FEU、mg/L DDU');
  });

  it('R-32.c takes spellings of one unit as one unit, and an absent unit as another', () => {
    expect(
      groupIntoSeries([point('2025-01-01', '5', { unit: '10*9/L' }), point('2026-01-01', '6', { unit: '×10⁹/L' })])
        .series,
    ).toMatchObject([{ unit: '10^9/L', points: [{ converted: false }, { converted: false }] }]);
    expect(groupIntoSeries([point('2025-01-01', '5', { unit: '' }), point('2026-01-01', '6')]).series).toHaveLength(2);
  });

  it('R-32.c splits methods with a note', () => {
    const { series, notes } = groupIntoSeries([
      point('2025-01-01', '5', { method: '化学发光法' }),
      point('2025-06-01', '5', { method: '酶联免疫法' }),
      point('2026-01-01', '6', { method: '化学发光法' }),
    ]);
    expect(series.map((line) => [line.method, line.points.length])).toEqual([
      ['化学发光法', 2],
      ['酶联免疫法', 1],
    ]);
    expect(notes).toEqual(['检验方法不同，分开显示：化学发光法、酶联免疫法']);
  });

  it('R-32.c keeps each change of the reference range as a step', () => {
    const { series, notes } = groupIntoSeries([
      point('2024-01-01', '5', { low: 3.9, high: 6.1 }),
      point('2025-01-01', '5', { low: 3.9, high: 6.1 }),
      point('2025-06-01', '5', { low: 3.9, high: 5.6 }),
      point('2026-01-01', '5', { low: 3.9, high: 5.6 }),
    ]);
    expect(series[0]?.rangeSteps.map(({ from, high }) => [from.toISOString().slice(0, 10), high])).toEqual([
      ['2024-01-01', 6.1],
      ['2025-06-01', 5.6],
    ]);
    expect(notes).toEqual(['参考区间有变化，最近一次自 2025-06-01 起']);
  });

  it('R-32.d keeps limits on the line with their comparator, and qualitative results on a scale of their own', () => {
    const { series, notes } = groupIntoSeries([
      point('2025-01-01', '<0.5'),
      point('2025-02-01', '0.5'),
      point('2025-03-01', '2+', { unit: '' }),
      point('2025-04-01', '±', { unit: '' }),
    ]);
    expect(
      series.map((line) => [line.scale, line.points.map(({ y, source }) => [y, source.value.comparator])]),
    ).toEqual([
      [
        'ordinal',
        [
          [2, null],
          [0.5, null],
        ],
      ],
      [
        'quantity',
        [
          [0.5, '<'],
          [0.5, null],
        ],
      ],
    ]);
    expect(notes).toEqual(['定量、定性与滴度结果分开显示']);
  });

  it('keeps what no line can show, and is empty for nothing', () => {
    const { series, withoutValue } = groupIntoSeries([point('2025-02-01', '见报告'), point('2025-01-01', '溶血')]);
    expect([series, withoutValue.map(({ value }) => value.text)]).toEqual([[], ['溶血', '见报告']]);
    expect(groupIntoSeries([])).toEqual({ series: [], notes: [], withoutValue: [] });
  });
});
