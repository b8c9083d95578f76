import { hospitalDay } from './calendar-day.js';
import type { ResultValue } from './result-value.js';
import { convert, normalizeUnit } from './unit.js';

/** One result of one item, as stored; callers may carry more fields along. */
export interface LabPoint {
  /** Sampling time. */
  at: Date;
  value: ResultValue;
  unit: string;
  method: string | null;
  /** The range that held for this result, in its own unit. */
  low: number | null;
  high: number | null;
}

export interface SeriesPoint<P extends LabPoint> {
  /** Untouched, for what people read. */
  source: P;
  /** In the unit of the series; a step of the ordinal scale, or a dilution, where the series is one of those. */
  y: number;
  low: number | null;
  high: number | null;
  converted: boolean;
}

/** The range from this point on, until the next step. */
export interface RangeStep {
  from: Date;
  low: number | null;
  high: number | null;
}

export interface LabSeries<P extends LabPoint> {
  scale: 'quantity' | 'titre' | 'ordinal';
  unit: string;
  method: string | null;
  /** Old to new. */
  points: SeriesPoint<P>[];
  rangeSteps: RangeStep[];
}

export interface LabSeriesGroup<P extends LabPoint> {
  /** The line with the newest result first. */
  series: LabSeries<P>[];
  /** Chinese sentences that say why there are several lines, and what was converted. */
  notes: string[];
  /** Results that no line can show, such as 溶血; old to new. */
  withoutValue: P[];
}

/**
 * Orders the results of one item (an identity of `itemIdentity`) into lines that may be drawn. A line has one unit, one
 * method and one scale: what converts is converted to the unit of the newest result, what does not gets its own line.
 */
export function groupIntoSeries<P extends LabPoint>(points: readonly P[], itemCode?: string): LabSeriesGroup<P> {
  const ordered = [...points].sort((a, b) => a.at.getTime() - b.at.getTime());
  const drawn = ordered.filter((point) => yOf(point) !== null);
  const series: LabSeries<P>[] = [];
  for (const point of drawn.toReversed()) place(point, series, itemCode);
  for (const line of series) {
    line.points.reverse();
    line.rangeSteps = stepsOf(line.points);
  }
  return { series, notes: notesOn(series), withoutValue: ordered.filter((point) => yOf(point) === null) };
}

/** Adds the point to the line it belongs to, or opens one. The newest comes first, so it names the unit. */
function place<P extends LabPoint>(point: P, series: LabSeries<P>[], itemCode?: string): void {
  const scale = scaleOf(point.value);
  for (const line of series) {
    if (line.scale !== scale || line.method !== methodOf(point)) continue;
    const fitted = fit(point, line.unit, itemCode);
    if (!fitted) continue;
    line.points.push(fitted);
    return;
  }
  const unit = scale === 'quantity' ? normalizeUnit(point.unit) : '';
  const first = fit(point, unit, itemCode);
  if (first) series.push({ scale, unit, method: methodOf(point), points: [first], rangeSteps: [] });
}

function fit<P extends LabPoint>(point: P, unit: string, itemCode?: string): SeriesPoint<P> | null {
  const y = yOf(point);
  if (y === null) return null;
  if (scaleOf(point.value) !== 'quantity' || normalizeUnit(point.unit) === unit) {
    return { source: point, y, low: point.low, high: point.high, converted: false };
  }
  const to = (value: number | null) => (value === null ? null : convert(value, point.unit, unit, itemCode));
  const there = to(y);
  return there === null ? null : { source: point, y: there, low: to(point.low), high: to(point.high), converted: true };
}

function stepsOf<P extends LabPoint>(points: SeriesPoint<P>[]): RangeStep[] {
  const steps: RangeStep[] = [];
  for (const { source, low, high } of points) {
    const last = steps.at(-1);
    if (!last || !same(last.low, low) || !same(last.high, high)) steps.push({ from: source.at, low, high });
  }
  return steps;
}

/** Equal but for the digits that converting a printed limit loses. */
function same(a: number | null, b: number | null): boolean {
  return a === b || (a !== null && b !== null && Math.abs(a - b) <= 0.005 * Math.max(Math.abs(a), Math.abs(b)));
}

function notesOn<P extends LabPoint>(series: LabSeries<P>[]): string[] {
  const notes: string[] = [];
  const units = unique(series.filter((line) => line.scale === 'quantity').map((line) => line.unit || '无单位'));
  const methods = unique(series.map((line) => line.method ?? '未注明方法'));
  if (units.length > 1) notes.push(`单位不能互相换算，分开显示：${units.join('、')}`);
  if (methods.length > 1) notes.push(`检验方法不同，分开显示：${methods.join('、')}`);
  if (unique(series.map((line) => line.scale)).length > 1) notes.push('定量、定性与滴度结果分开显示');
  for (const line of series) {
    const converted = line.points.filter((point) => point.converted);
    const from = unique(converted.map((point) => normalizeUnit(point.source.unit)));
    if (converted.length > 0) notes.push(`${converted.length} 个结果由 ${from.join('、')} 换算为 ${line.unit}`);
    const changed = line.rangeSteps.at(-1);
    if (line.rangeSteps.length > 1 && changed) notes.push(`参考区间有变化，最近一次自 ${hospitalDay(changed.from)} 起`);
  }
  return unique(notes);
}

function yOf({ value }: LabPoint): number | null {
  return value.kind === 'ordinal' ? value.ordinal : value.number;
}

function scaleOf({ kind }: ResultValue): LabSeries<LabPoint>['scale'] {
  return kind === 'ordinal' || kind === 'titre' ? kind : 'quantity';
}

function methodOf({ method }: LabPoint): string | null {
  return method?.normalize('NFKC').trim() || null;
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
