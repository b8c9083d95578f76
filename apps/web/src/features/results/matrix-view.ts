import { formatFullTime } from '../../shared/format/dates.js';
import { isAbnormal } from '../../shared/format/flags.js';
import type { Draw, DrawMatrix } from './draws.js';
import type { MatrixItem } from './labs.js';

export interface MatrixFilter {
  /** How many of the newest columns are shown. */
  readonly shown: number;
  readonly onlyAbnormal: boolean;
  /** Leaves out items that none of the shown columns has. */
  readonly onlyFilled: boolean;
}

/** The part of a matrix that is on screen: fewer columns, and lines that have something to say in them. */
export function visiblePart(
  { draws, groups }: DrawMatrix,
  { shown, onlyAbnormal, onlyFilled }: MatrixFilter,
): DrawMatrix {
  const wanted = (item: MatrixItem) => {
    const cells = item.cells.slice(0, shown);
    return (
      (!onlyFilled || cells.some((cell) => cell !== null)) &&
      (!onlyAbnormal || cells.some((cell) => isAbnormal(cell?.flag)))
    );
  };
  return {
    draws: draws.slice(0, shown),
    groups: groups
      .map((group) => ({ ...group, items: group.items.filter(wanted) }))
      .filter(({ items }) => items.length > 0),
  };
}

export interface Span {
  readonly key: string;
  readonly label: string;
  readonly columns: number;
}

/** Neighbouring columns of the same year and of the same day share a heading. */
export function headingsOf(draws: readonly Draw[]): { years: readonly Span[]; days: readonly Span[] } {
  const days = draws.map(({ at }) => formatFullTime(at).slice(0, 10));
  return {
    years: spansOf(
      days.map((day) => day.slice(0, 4)),
      (year) => `${year} 年`,
    ),
    days: spansOf(days, (day) => day.slice(5)),
  };
}

function spansOf(keys: readonly string[], label: (key: string) => string): readonly Span[] {
  const spans: Span[] = [];
  for (const key of keys) {
    const last = spans.at(-1);
    if (last?.key === key) spans[spans.length - 1] = { ...last, columns: last.columns + 1 };
    else spans.push({ key, label: label(key), columns: 1 });
  }
  return spans;
}

/** How many items of a group were abnormal the last time they were measured. */
export function abnormalNow(items: readonly MatrixItem[]): number {
  return items.filter(({ cells }) => isAbnormal(cells.find((cell) => cell !== null)?.flag)).length;
}
