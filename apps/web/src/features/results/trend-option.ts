import { formatDate, formatFullTime } from '../../shared/format/dates.js';
import type { ChartOption } from '../../shared/chart/chart.js';
import { isAbnormal } from '../../shared/format/flags.js';
import { formatRange } from '../../shared/format/ranges.js';
import { FLAG_SOURCES, type Series, type SeriesPoint, type Stay } from './labs.js';
import { axisName, extentOf, rangeSteps, stepWords, type Panel } from './trend-panels.js';
import type { Window } from './trend-range.js';

export const TREND_COLORS = { line: ['#0958d9', '#722ed1', '#08979c', '#874d00'], abnormal: '#cf1322', range: '#389e0d', stay: '#595959' } as const;
/** A label takes this share of the width. */
const LABEL_SHARE = 0.045;
const TOP = 34;
const GAP = 46;
const BOTTOM = 46;
const heightOf = ({ scale }: Panel, count: number) => (scale === 'ordinal' ? 92 : count === 1 ? 260 : 150);

/** Height of the chart in px. */
export function trendHeight(panels: readonly Panel[]): number {
  return TOP + BOTTOM + panels.reduce((sum, panel) => sum + heightOf(panel, panels.length), 0) + GAP * (panels.length - 1);
}

/** The option of the chart: panels above each other on one true time axis, ranges as bands, stays as shades, `<x` as hollow marks. */
export function trendOption(panels: readonly Panel[], stays: readonly Stay[], window: Window): ChartOption {
  const tops = panels.map((_, index) => TOP + panels.slice(0, index).reduce((sum, panel) => sum + heightOf(panel, panels.length) + GAP, 0));
  return {
    grid: panels.map((panel, index) => ({ left: 70, right: 40, top: tops[index] ?? TOP, height: heightOf(panel, panels.length) })),
    xAxis: panels.map((_, index) => ({
      type: 'time' as const, gridIndex: index, min: window.from, max: window.to, splitNumber: 6, axisTick: { show: true }, splitLine: { show: true, lineStyle: { color: '#eef0f3' } },
      axisLabel: { show: index === panels.length - 1, hideOverlap: true, formatter: (at: number) => formatDate(new Date(at).toISOString()) },
      ...(index === panels.length - 1 && { name: '采样时间', nameLocation: 'middle' as const, nameGap: 28 }),
    })),
    yAxis: panels.map(yAxisOf),
    series: panels.flatMap((panel, index) => [
      rangeBands(panel, index, window),
      stayShades(stays, index, window),
      ...panel.lines.flatMap((line, nth) => lineOf(line, index, window, TREND_COLORS.line[nth % TREND_COLORS.line.length] ?? TREND_COLORS.line[0])),
    ]) as ChartOption['series'],
    animation: false,
    tooltip: { trigger: 'item', confine: true, formatter: (at: unknown) => tooltipText(at as { data?: { point?: SeriesPoint; line?: Series } }) },
    dataZoom: [{ type: 'inside', xAxisIndex: panels.map((_, index) => index), filterMode: 'none', zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false }],
  };
}

function yAxisOf(panel: Panel, gridIndex: number): object {
  const [min, max] = extentOf(panel);
  const words = stepWords(panel);
  const same = { gridIndex, min, max, name: axisName(panel), nameLocation: 'end', nameGap: 12, nameTextStyle: { align: 'left', fontWeight: 600, color: '#1f1f1f' } };
  if (panel.scale === 'ordinal') {
    return { ...same, type: 'value', interval: 1, min: Math.floor(min), max: Math.ceil(max), axisLabel: { formatter: (step: number) => words.get(step) ?? '' } };
  }
  if (panel.scale === 'titre') return { ...same, type: 'log', logBase: 2, axisLabel: { formatter: (dilution: number) => `1:${Math.round(dilution)}` } };
  return { ...same, type: 'value', splitNumber: 4, axisLine: { show: true }, axisLabel: { showMinLabel: false, showMaxLabel: false, formatter: (value: number) => String(Number(value.toPrecision(6))) } };
}

function rangeBands(panel: Panel, index: number, { from, to }: Window): object {
  const [low, high] = extentOf(panel);
  const steps = rangeSteps(panel.lines.flatMap(({ points }) => points), to);
  const data = steps.map((step, nth) => [
    // The first known range is the best there is for the time before its result.
    { xAxis: nth === 0 ? from : step.from, yAxis: step.low ?? low, name: step.text ? `参考 ${formatRange(step.text)}` : '' }, { xAxis: step.to, yAxis: step.high ?? high },
  ]);
  const label = { show: steps.length <= 4, position: 'insideBottomLeft', color: '#135200', fontSize: 11 };
  return { type: 'line', xAxisIndex: index, yAxisIndex: index, data: [], silent: true, markArea: { silent: true, itemStyle: { color: TREND_COLORS.range, opacity: 0.11 }, label, data } };
}

function stayShades(stays: readonly Stay[], index: number, { from, to }: Window): object {
  const data = stays.map(({ at, until, title }) => {
    const [start, end] = [Math.max(from, Date.parse(at)), Math.min(to, until === null ? to : Date.parse(until))];
    const isWide = (end - start) / (to - from) > 0.09;
    return [{ xAxis: start, name: title, label: { show: index === 0 && isWide } }, { xAxis: Math.max(end, start + (to - from) * 0.003) }];
  });
  return {
    type: 'line', xAxisIndex: index, yAxisIndex: index, data: [], silent: true,
    markArea: { silent: true, itemStyle: { color: TREND_COLORS.stay, opacity: 0.14 }, label: { position: 'insideBottom', color: '#434343', fontSize: 11 }, data },
  };
}

/** Which points have their value written beside them: the newest, then abnormal ones, then others, as long as none covers another. */
export function labelledPoints(points: readonly SeriesPoint[], { from, to }: Window): ReadonlySet<SeriesPoint> {
  const room = (to - from) * LABEL_SHARE;
  const newestFirst = [...points].reverse();
  const wanted = [...newestFirst.slice(0, 1), ...newestFirst.filter(({ flag }) => isAbnormal(flag)), ...newestFirst];
  const shown = new Set<SeriesPoint>();
  for (const point of wanted) {
    if ([...shown].every(({ at }) => Math.abs(Date.parse(at) - Date.parse(point.at)) >= room)) shown.add(point);
  }
  return shown;
}

function lineOf(line: Series, index: number, window: Window, color: string): readonly object[] {
  const { points } = line;
  const labelled = labelledPoints(points, window);
  const marks = points.map((point) => ({ ...markOf(point, color), label: { show: labelled.has(point), position: 'top', formatter: () => point.text ?? '', color: isAbnormal(point.flag) ? TREND_COLORS.abnormal : '#1f1f1f' }, point, line }));
  const gap = ({ at }: SeriesPoint) => ({ value: [Date.parse(at), null] });
  return [
    {
      type: 'line', name: line.method ?? line.itemName, xAxisIndex: index, yAxisIndex: index, symbolSize: 8, showAllSymbol: true, lineStyle: { color, width: 1.6 }, itemStyle: { color },
      ...(line.scale !== 'quantity' && { step: 'end' }),
      // A limit is not a value: the line stops there instead of running through it.
      data: points.map((point, nth) => (point.comparator ? gap(point) : marks[nth])),
    },
    { type: 'scatter', xAxisIndex: index, yAxisIndex: index, symbolSize: 12, data: marks.filter(({ point }) => point.comparator) },
  ];
}

/** Red when out of range; hollow and pointing the way of `<` or `>` when only a limit is known. */
function markOf({ at, number, comparator, flag }: SeriesPoint, color: string): object {
  const own = isAbnormal(flag) ? TREND_COLORS.abnormal : color;
  const value = [Date.parse(at), number];
  if (!comparator) return { value, symbol: 'circle', itemStyle: { color: own } };
  return { value, symbol: 'triangle', symbolRotate: comparator.startsWith('<') ? 180 : 0, itemStyle: { color: '#fff', borderColor: own, borderWidth: 2 } };
}

function tooltipText({ data }: { data?: { point?: SeriesPoint; line?: Series } }): string {
  const { point, line } = data ?? {};
  if (!point || !line) return '';
  const { text, unit, flag, flagSource, rangeText, at, reportNo, status, revision, converted, comparator } = point;
  return [
    `${line.itemName}  ${text ?? ''} ${unit ?? ''}${isAbnormal(flag) ? '  异常' : ''}`,
    ...(comparator ? ['只知道界限，不是确切数值'] : []),
    ...(converted ? [`图中按 ${line.unit ?? ''} 换算为 ${Number((point.number ?? 0).toPrecision(4))}`] : []),
    `采样 ${formatFullTime(at)}`,
    `参考区间 ${formatRange(rangeText) ?? '无'}`,
    ...(line.method ? [`方法 ${line.method}`] : []),
    ...(flagSource ? [FLAG_SOURCES[flagSource]] : []),
    `报告单 ${reportNo}${status === 'corrected' ? `（已更正，第 ${revision} 版）` : ''}`,
    '点击查看报告',
  ].join('\n');
}
