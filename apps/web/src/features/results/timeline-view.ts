import type { Schema } from '@cadre/api-client/typed-paths';
import { addDays, formatDate, today } from '../../shared/format/dates.js';

export type Timeline = Schema<'Timeline'>;
export type TimelineItem = Schema<'TimelineItem'>;
export type EventKind = TimelineItem['kind'];

export const KINDS: readonly { readonly kind: EventKind; readonly name: string }[] = [
  { kind: 'inpatient', name: '住院' },
  { kind: 'emergency', name: '急诊' },
  { kind: 'outpatient', name: '门诊' },
  { kind: 'lab', name: '检验' },
  { kind: 'checkup', name: '体检' },
];
/** The server gives this many at most, the newest. */
export const MOST_ITEMS = 500;

/** Like `Map.groupBy`, which browsers of the wards do not have yet. */
function grouped<T, K>(things: readonly T[], keyOf: (thing: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const thing of things) groups.set(keyOf(thing), [...(groups.get(keyOf(thing)) ?? []), thing]);
  return groups;
}

export interface YearOfEvents {
  readonly year: number;
  readonly items: readonly TimelineItem[];
  readonly months: readonly { readonly month: number; readonly items: readonly TimelineItem[] }[];
}

/** Events by year and month, the newest first, as they come. */
export function byYear(items: readonly TimelineItem[]): readonly YearOfEvents[] {
  const years = grouped(items, ({ at }) => Number(formatDate(at).slice(0, 4)));
  return [...years].map(([year, events]) => ({
    year,
    items: events,
    months: [...grouped(events, ({ at }) => Number(formatDate(at).slice(5, 7)))].map(([month, those]) => ({
      month,
      items: those,
    })),
  }));
}

/** Where in its year something stands and how long it lasts, in percent; a stay that goes over New Year ends at the edge. */
export function placeInYear(
  { at, until, kind }: TimelineItem,
  year: number,
): { readonly left: number; readonly width: number } {
  const share = (date: string) => {
    const from = Date.parse(`${year}-01-01`);
    return Math.min(100, Math.max(0, ((Date.parse(date) - from) / (Date.parse(`${year + 1}-01-01`) - from)) * 100));
  };
  const left = share(formatDate(at));
  if (kind !== 'inpatient') return { left, width: 0 };
  return { left, width: share(addDays(until ? formatDate(until) : today(), 1)) - left };
}

/** Days of a stay with both ends, for its bar and its words. */
export function daysOf({ at, until }: TimelineItem): number {
  return Math.round((Date.parse(until ? formatDate(until) : today()) - Date.parse(formatDate(at))) / 86_400_000);
}

/** The counts of every year by month, the newest year first, for the ruler. */
export function rulerOf(
  months: Timeline['months'],
): readonly { readonly year: number; readonly total: number; readonly counts: readonly number[] }[] {
  const years = grouped(months, ({ month }) => Number(month.slice(0, 4)));
  return [...years]
    .sort(([a], [b]) => b - a)
    .map(([year, those]) => {
      const counts = Array.from({ length: 12 }, (_, index) =>
        Number(those.find(({ month }) => Number(month.slice(5)) === index + 1)?.count ?? 0),
      );
      return { year, counts, total: counts.reduce((sum, count) => sum + count, 0) };
    });
}
