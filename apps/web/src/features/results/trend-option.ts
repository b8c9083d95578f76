import type { ChartOption } from '../../shared/chart/chart.js';
import { formatDate } from '../../shared/format/dates.js';
import type { Series, SeriesPoint, Stay } from './labs.js';
import { eventLines, rangeBands, stayShades } from './trend-areas.js';
import { lineOf, tooltipText, TREND_COLORS } from './trend-marks.js';
import { axisName, extentOf, RELATIVE, stepWords, type Panel } from './trend-panels.js';
import type { Window } from './trend-range.js';

const TOP = 34;
const GAP = 46;
const BOTTOM = 46;
const heightOf = ({ scale }: Panel, count: number) => (scale === 'ordinal' ? 92 : count === 1 ? 260 : 150);

/** Height of the chart in px. */
export function trendHeight(panels: readonly Panel[]): number {
  return (
    TOP + BOTTOM + panels.reduce((sum, panel) => sum + heightOf(panel, panels.length), 0) + GAP * (panels.length - 1)
  );
}

/** The option of the chart: panels above each other on one true time axis, ranges as bands, stays as shades, `<x` as hollow marks. */
export function trendOption(panels: readonly Panel[], stays: readonly Stay[], window: Window): ChartOption {
  const tops = panels.map(
    (_, index) => TOP + panels.slice(0, index).reduce((sum, panel) => sum + heightOf(panel, panels.length) + GAP, 0),
  );
  return {
    grid: panels.map((panel, index) => ({
      left: 70,
      right: 40,
      top: tops[index] ?? TOP,
      height: heightOf(panel, panels.length),
    })),
    xAxis: panels.map((_, index) => ({
      type: 'time' as const,
      gridIndex: index,
      min: window.from,
      max: window.to,
      splitNumber: 6,
      axisTick: { show: true },
      splitLine: { show: true, lineStyle: { color: '#eef0f3' } },
      axisLabel: {
        show: index === panels.length - 1,
        hideOverlap: true,
        formatter: (at: number) => formatDate(new Date(at).toISOString()),
      },
      ...(index === panels.length - 1 && { name: '采样时间', nameLocation: 'middle' as const, nameGap: 28 }),
    })),
    yAxis: panels.map(yAxisOf),
    series: panels.flatMap((panel, index) => [
      rangeBands(panel, index, window),
      stayShades(stays.filter(({ kind }) => kind === 'stay'), index, window),
      ...panel.lines.flatMap((line, nth) =>
        lineOf(line, index, panel.itemCode === RELATIVE ? null : window, TREND_COLORS.line[nth % TREND_COLORS.line.length] ?? TREND_COLORS.line[0]),
      ),
      eventLines(stays, index, window),
    ]) as ChartOption['series'],
    animation: false,
    tooltip: {
      trigger: 'item',
      confine: true,
      formatter: (at: unknown) => tooltipText(at as { data?: { point?: SeriesPoint; line?: Series } }),
    },
    dataZoom: [
      {
        type: 'inside',
        xAxisIndex: panels.map((_, index) => index),
        filterMode: 'none',
        zoomOnMouseWheel: 'ctrl',
        moveOnMouseWheel: false,
      },
    ],
  };
}

function yAxisOf(panel: Panel, gridIndex: number): object {
  const [min, max] = extentOf(panel);
  const words = stepWords(panel);
  const same = {
    gridIndex,
    min,
    max,
    name: axisName(panel),
    nameLocation: 'end',
    nameGap: 12,
    nameTextStyle: { align: 'left', fontWeight: 600, color: '#1f1f1f' },
  };
  if (panel.scale === 'ordinal') {
    return {
      ...same,
      type: 'value',
      interval: [...words.keys()].some((step) => !Number.isInteger(step)) ? 0.5 : 1,
      min: Math.floor(min),
      max: Math.ceil(max),
      axisLabel: { formatter: (step: number) => words.get(step) ?? '' },
    };
  }
  if (panel.scale === 'titre')
    return {
      ...same,
      type: 'log',
      logBase: 2,
      axisLabel: { formatter: (dilution: number) => `1:${Math.round(dilution)}` },
    };
  return {
    ...same,
    type: 'value',
    splitNumber: 4,
    axisLine: { show: true },
    axisLabel: {
      showMinLabel: false,
      showMaxLabel: false,
      formatter: (value: number) => String(Number(value.toPrecision(6))),
    },
  };
}
