import { formatFullTime } from '../../shared/format/dates.js';
import { isAbnormal } from '../../shared/format/flags.js';
import { formatRange } from '../../shared/format/ranges.js';
import { FLAG_SOURCES, type Series, type SeriesPoint } from './labs.js';
import type { Window } from './trend-range.js';

export const TREND_COLORS = {
  line: ['#0958d9', '#722ed1', '#08979c', '#874d00'],
  abnormal: '#cf1322',
  range: '#389e0d',
  stay: '#595959',
} as const;
/** A label takes this share of the width. */
const LABEL_SHARE = 0.045;

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

const NONE: ReadonlySet<SeriesPoint> = new Set();

/** One line with its marks; a comparator takes a mark of its own that the line does not touch. Without a window no value is written at its mark. */
export function lineOf(line: Series, index: number, window: Window | null, color: string): readonly object[] {
  const { points } = line;
  const labelled = window ? labelledPoints(points, window) : NONE;
  const marks = points.map((point) => ({
    ...markOf(point, color),
    label: {
      show: labelled.has(point),
      position: 'top',
      formatter: () => point.text ?? '',
      color: isAbnormal(point.flag) ? TREND_COLORS.abnormal : '#1f1f1f',
    },
    point,
    line,
  }));
  const gap = ({ at }: SeriesPoint) => ({ value: [Date.parse(at), null] });
  return [
    {
      type: 'line',
      name: line.method ?? line.itemName,
      xAxisIndex: index,
      yAxisIndex: index,
      symbolSize: 8,
      showAllSymbol: true,
      lineStyle: { color, width: 1.6 },
      itemStyle: { color },
      ...(line.scale !== 'quantity' && { step: 'end' }),
      // A limit is not a value: the line stops there instead of running through it.
      data: points.map((point, nth) => (point.comparator ? gap(point) : marks[nth])),
    },
    {
      type: 'scatter',
      xAxisIndex: index,
      yAxisIndex: index,
      symbolSize: 12,
      data: marks.filter(({ point }) => point.comparator),
    },
  ];
}

/** Red when out of range; hollow and pointing the way of `<` or `>` when only a limit is known. */
function markOf({ at, number, comparator, flag }: SeriesPoint, color: string): object {
  const own = isAbnormal(flag) ? TREND_COLORS.abnormal : color;
  const value = [Date.parse(at), number];
  if (!comparator) return { value, symbol: 'circle', itemStyle: { color: own } };
  return {
    value,
    symbol: 'triangle',
    symbolRotate: comparator.startsWith('<') ? 180 : 0,
    itemStyle: { color: '#fff', borderColor: own, borderWidth: 2 },
  };
}

/** Where a value comes from; plain text, because names and texts of other systems are in it. */
export function tooltipText({ data }: { data?: { point?: SeriesPoint; line?: Series } }): string {
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
    ...(point.changePercent === null ? [] : [changeWords(point)]),
    ...(flagSource ? [FLAG_SOURCES[flagSource]] : []),
    `报告单 ${reportNo}${status === 'corrected' ? `（已更正，第 ${revision} 版）` : ''}`,
    '点击查看报告',
  ].join('\n');
}

/** `较上次 +12.5%（RCV 16.5%）`, and whether that is more than chance. */
export function changeWords({ changePercent, rcv }: Pick<SeriesPoint, 'changePercent' | 'rcv'>): string {
  if (changePercent === null) return '';
  const percent = `${changePercent > 0 ? '+' : ''}${changePercent.toFixed(1)}%`;
  if (rcv === null) return `较上次 ${percent}（变异系数未配置）`;
  return `较上次 ${percent}（RCV ${rcv.toFixed(1)}%${Math.abs(changePercent) > rcv ? '，显著变化' : ''}）`;
}
