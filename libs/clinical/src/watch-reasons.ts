import { hospitalDay } from './calendar-day.js';
import type { LabPoint, LabSeries, SeriesPoint } from './lab-series.js';
import { referenceChange, relativeChange, type Variation } from './reference-change.js';

/** Why somebody should look at a result; the most urgent first. */
export const WATCH_KINDS = ['critical', 'change', 'worsening', 'new'] as const;
export type WatchKind = (typeof WATCH_KINDS)[number];

export interface WatchedPoint extends LabPoint {
  flag: string | null;
  critical: boolean;
}

export interface WatchReason {
  kind: WatchKind;
  /** Chinese, whole. */
  sentence: string;
  /** What the sentence was reckoned from. */
  figures: Readonly<Record<string, number | string | null>>;
}

/** The variation that an item is judged by, and where it comes from. */
export interface KnownVariation extends Variation {
  source: string;
  version: number;
}

/** What makes a change significant; without variation nothing is judged. */
export interface ChangeMeasure {
  variation: KnownVariation | null;
  z: number;
}

/** This many in a row that go the same way, the last two beyond the same limit, are 持续恶化. */
const WORSENING_RUN = 3;
const ABNORMAL = new Set(['H', 'L', 'HH', 'LL', 'A']);
const CRITICAL = new Set(['HH', 'LL']);

/** Why the result at `index` of its line is worth a look; empty when it is not. */
export function watchReasons<P extends WatchedPoint>(line: LabSeries<P>, index: number, measure: ChangeMeasure): WatchReason[] {
  const point = line.points[index];
  if (!point) return [];
  const before = line.points.slice(0, index);
  return [critical(point.source), change(line, before, point, measure), worsening(line, before, point), fresh(before, point)].filter(
    (reason) => reason !== null,
  );
}

/** Of a result that stands in no line: only what the laboratory itself called critical. */
export function critical({ critical: marked, flag, value, unit }: WatchedPoint): WatchReason | null {
  if (!marked && !(flag && CRITICAL.has(flag))) return null;
  return { kind: 'critical', sentence: `危急值：${value.text}${unit ? ` ${unit}` : ''}`, figures: { flag } };
}

/** Significant change against the result before it on the same line, which has one unit and one method. */
export function change<P extends WatchedPoint>(
  line: LabSeries<P>, before: readonly SeriesPoint<P>[], point: SeriesPoint<P>, { variation, z }: ChangeMeasure,
): WatchReason | null {
  const last = before.at(-1);
  if (!last || !variation || line.scale !== 'quantity' || isLimit(point) || isLimit(last)) return null;
  const percent = relativeChange(last.y, point.y);
  if (percent === null) return null;
  const rcv = referenceChange(variation, z);
  if (Math.abs(percent) <= rcv) return null;
  const { cva, cvi, source, version } = variation;
  return {
    kind: 'change',
    sentence: `较上次（${hospitalDay(last.source.at)}，${last.source.value.text}${last.source.unit ? ` ${last.source.unit}` : ''}）${percent > 0 ? '上升' : '下降'} ${digits(Math.abs(percent))}%，`
      + `超过参考变化值 RCV ${digits(rcv)}%（CVA ${digits(cva)}%，CVI ${digits(cvi)}%，Z=${z}；${source}）`,
    figures: { percent, rcv, cva, cvi, z, variationVersion: version, earlier: last.y, later: point.y, earlierAt: last.source.at.toISOString() },
  };
}

function worsening<P extends WatchedPoint>(line: LabSeries<P>, before: readonly SeriesPoint<P>[], point: SeriesPoint<P>): WatchReason | null {
  const run = [...before.slice(1 - WORSENING_RUN), point];
  if (line.scale !== 'quantity' || run.length < WORSENING_RUN || run.some(isLimit)) return null;
  const ys = run.map(({ y }) => y);
  const rises = ys.every((y, nth) => nth === 0 || y > ys[nth - 1]!);
  const falls = ys.every((y, nth) => nth === 0 || y < ys[nth - 1]!);
  const side = rises ? 'H' : falls ? 'L' : null;
  if (!side || !run.slice(-2).every(({ source }) => source.flag?.startsWith(side))) return null;
  return {
    kind: 'worsening',
    sentence: `连续 ${run.length} 次${rises ? '上升' : '下降'}且${rises ? '高于' : '低于'}参考区间：${run.map(({ source }) => source.value.text).join(' → ')}`,
    figures: { run: run.length, first: ys[0]!, last: ys.at(-1)!, since: run[0]!.source.at.toISOString() },
  };
}

function fresh<P extends WatchedPoint>(before: readonly SeriesPoint<P>[], { source }: SeriesPoint<P>): WatchReason | null {
  if (!source.flag || !ABNORMAL.has(source.flag)) return null;
  const last = before.at(-1);
  if (!last) return { kind: 'new', sentence: '首次检测即为异常', figures: { earlier: null } };
  if (last.source.flag !== 'N') return null;
  return {
    kind: 'new',
    sentence: `上次（${hospitalDay(last.source.at)}，${last.source.value.text}）正常，本次转为异常`,
    figures: { earlier: last.y, earlierAt: last.source.at.toISOString() },
  };
}

const isLimit = ({ source }: SeriesPoint<LabPoint>): boolean => source.value.comparator !== null;

/** As people write a percentage: one decimal from ten on, two below. */
const digits = (value: number): string => String(Number(value.toFixed(value >= 10 ? 1 : 2)));
