import type { CursorPrecision } from './connector.js';
import { parseInstant, wallClock } from './source-time.js';
import { TransportError } from './transport-error.js';
import type { Cursor } from './sql-view-types.js';

/** An instant (ms since 1970) in the form of a cursor column; without zone, which is the session's. */
export function inPrecision(instant: number, precision: CursorPrecision): string {
  const clock = wallClock(instant);
  if (precision === 'instant') return clock;
  return precision === 'day' ? clock.slice(0, 10) : clock.slice(0, 19).replace(/\D/g, '');
}

/**
 * Where an incremental read begins, inclusive. Counted in whole milliseconds, so it may lie a little before the exact
 * place, never behind it; a day column begins at its day.
 * @throws TransportError when the saved text is no time
 */
export function lowerBound(cursor: Cursor, precision: CursorPrecision, lookbackSeconds: number): string {
  return inPrecision(readTime(cursor.value) - lookbackSeconds * 1000, precision);
}

/** A limit of a time window, in the column's form. The end of a day column takes the day along that it cuts. */
export function windowBound(literal: string, precision: CursorPrecision, end: boolean): string {
  const instant = readTime(literal);
  if (precision !== 'day' || !end) return inPrecision(instant, precision);
  return inPrecision(instant + 86_399_999, 'day');
}

/**
 * Whether one cursor text lies behind another of the same column. Times as PostgreSQL, `yyyyMMddHHmmss` and
 * `YYYY-MM-DD` print them sort as text.
 */
export function isBehind(later: string, earlier: string): boolean {
  return later > earlier;
}

function readTime(text: string): number {
  const instant = parseInstant(text.trim());
  if (instant === null)
    throw new TransportError('query', `游标或时间“${text}”不是有效时间，请在数据源页面重置游标后重新同步。`);
  return Date.parse(instant);
}
