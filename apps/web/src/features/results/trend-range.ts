import type { LabSeries, Series, SeriesPoint } from './labs.js';

/** What part of the time is shown; the key stands in the address. */
export const RANGES = [
  { value: '3m', label: '3 月', months: 3 },
  { value: '6m', label: '6 月', months: 6 },
  { value: '1y', label: '1 年', months: 12 },
  { value: '5y', label: '5 年', months: 60 },
  { value: 'all', label: '全部', months: null },
] as const;
export type RangeKey = (typeof RANGES)[number]['value'];
/** The whole course first: it fills the width whether there are two months or ten years of it. */
export const USUAL_RANGE: RangeKey = 'all';

export function rangeOf(typed: string | null): RangeKey {
  return RANGES.find(({ value }) => value === typed)?.value ?? USUAL_RANGE;
}

/** From and to in ms since 1970. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

const DAY_MS = 86_400_000;

/** The stretch of time that a range means: up to now, or from the first to the last result with room at both ends. */
export function windowOf(range: RangeKey, series: readonly Series[], now = Date.now()): Window {
  const months = RANGES.find(({ value }) => value === range)?.months ?? null;
  if (months !== null) {
    const from = new Date(now);
    from.setUTCMonth(from.getUTCMonth() - months);
    return { from: from.getTime(), to: now };
  }
  const times = series.flatMap(({ points }) => points.map(({ at }) => Date.parse(at)));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const room = Math.max((last - first) * 0.03, 5 * DAY_MS);
  return times.length ? { from: first - room, to: last + room } : { from: now - 365 * DAY_MS, to: now };
}

/** What falls into the window. The range that held before it still holds at its beginning, so it is kept apart. */
export function inWindow({ series, events }: LabSeries, { from, to }: Window): LabSeries {
  const inside = ({ at }: SeriesPoint) => Date.parse(at) >= from && Date.parse(at) <= to;
  return {
    series: series
      .map((one) => ({ ...one, points: one.points.filter(inside) }))
      .filter(({ points }) => points.length > 0),
    events: events.filter(({ at, until }) => Date.parse(at) <= to && (until === null || Date.parse(until) >= from)),
  };
}
