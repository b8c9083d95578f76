import { formatRange } from '../../shared/format/ranges.js';
import type { Stay } from './labs.js';
import { TREND_COLORS } from './trend-marks.js';
import { extentOf, rangeSteps, type Panel } from './trend-panels.js';
import type { Window } from './trend-range.js';

/** The reference range as bands behind the lines of a panel, one for each step. */
export function rangeBands(panel: Panel, index: number, { from, to }: Window): object {
  const [low, high] = extentOf(panel);
  const steps = rangeSteps(
    panel.lines.flatMap(({ points }) => points),
    to,
  );
  const data = steps.map((step, nth) => [
    // The first known range is the best there is for the time before its result.
    {
      xAxis: nth === 0 ? from : step.from,
      yAxis: step.low ?? low,
      name: step.text ? `参考 ${formatRange(step.text)}` : '',
    },
    { xAxis: step.to, yAxis: step.high ?? high },
  ]);
  const label = { show: steps.length <= 4, position: 'insideBottomLeft', color: '#135200', fontSize: 11 };
  return {
    type: 'line',
    xAxisIndex: index,
    yAxisIndex: index,
    data: [],
    silent: true,
    markArea: { silent: true, itemStyle: { color: TREND_COLORS.range, opacity: 0.11 }, label, data },
  };
}

/** Stays in hospital as shades; their names only in the first panel and where there is room. */
export function stayShades(stays: readonly Stay[], index: number, { from, to }: Window): object {
  const data = stays.map(({ at, until, title }) => {
    const [start, end] = [Math.max(from, Date.parse(at)), Math.min(to, until === null ? to : Date.parse(until))];
    const isWide = (end - start) / (to - from) > 0.09;
    return [
      { xAxis: start, name: title, label: { show: index === 0 && isWide } },
      { xAxis: Math.max(end, start + (to - from) * 0.003) },
    ];
  });
  return {
    type: 'line',
    xAxisIndex: index,
    yAxisIndex: index,
    data: [],
    silent: true,
    markArea: {
      silent: true,
      itemStyle: { color: TREND_COLORS.stay, opacity: 0.14 },
      label: { position: 'insideBottom', color: '#434343', fontSize: 11 },
      data,
    },
  };
}
