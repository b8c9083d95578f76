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

/** At most so many names are written at the lines; all of them stand beneath the chart. */
const MOST_NAMES = 8;

/** Operations and the beginning and end of long-term drugs as upright lines; their names only in the first panel. */
export function eventLines(events: readonly Stay[], index: number, { from, to }: Window): object {
  const moments = events.flatMap(({ kind, at, until, title }) => {
    if (kind === 'stay') return [];
    if (kind === 'surgery') return [{ at: Date.parse(at), name: `手术 ${title}`, type: 'solid' }];
    return [
      { at: Date.parse(at), name: `${title} 起`, type: 'dashed' },
      ...(until === null ? [] : [{ at: Date.parse(until), name: `${title} 止`, type: 'dotted' }]),
    ];
  });
  const inside = moments.filter(({ at }) => at >= from && at <= to).sort((a, b) => a.at - b.at);
  // A name takes this much of the width; whoever comes closer is named beneath the chart only.
  const room = (to - from) * 0.03;
  const isFree = (nth: number) => nth === 0 || inside[nth]!.at - inside[nth - 1]!.at >= room;
  return {
    type: 'line',
    xAxisIndex: index,
    yAxisIndex: index,
    data: [],
    silent: true,
    markLine: {
      silent: true,
      symbol: 'none',
      data: inside.map(({ at, name, type }, nth) => ({
        xAxis: at,
        name,
        lineStyle: { color: TREND_COLORS.stay, type, width: 1, opacity: 0.7 },
        label: { show: index === 0 && nth < MOST_NAMES && isFree(nth), formatter: '{b}', position: 'insideEndTop', color: '#434343', fontSize: 10 },
      })),
    },
  };
}
