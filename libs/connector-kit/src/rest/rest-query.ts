import type { RestJsonSource } from '../connector.js';
import { instantOf } from '../http/list-place.js';
import { inPrecision, lowerBound, windowBound } from '../sql-cursor.js';
import type { PullMode } from '../sql-view-types.js';
import { TransportError } from '../transport-error.js';

export type QueryPair = readonly [name: string, value: string | number];

/** Patients or keys in one question; longer ones are refused by some servers. */
const MOST_PER_REQUEST = 50;
const DAY_MS = 86_400_000;

/** The questions that a mode takes: usually one list, for many patients, keys or spans of time several. Without the page. */
export function listQueries(source: RestJsonSource, mode: PullMode): readonly (readonly QueryPair[])[] {
  const { precision } = source.cursor;
  switch (mode.kind) {
    case 'incremental':
      return spans(source, mode.cursor ? lowerBound(mode.cursor, precision, source.lookbackSeconds) : null, null);
    case 'full':
      return spans(source, null, null);
    case 'window':
      return spans(source, windowBound(mode.from, precision, false), windowBound(mode.to, precision, true));
    case 'patients':
      return portions(source, source.query.patients, mode.ids);
    case 'keys': {
      const single = source.key.length === 1 ? source.query.keys : undefined;
      return portions(
        source,
        single,
        mode.keys.map(([only]) => only ?? ''),
      );
    }
  }
}

function portions(source: RestJsonSource, parameter: string | undefined, values: readonly string[]): QueryPair[][] {
  const times = spans(source, null, null);
  if (parameter === undefined) return times;
  return Array.from({ length: Math.ceil(values.length / MOST_PER_REQUEST) }, (_, at): QueryPair => {
    return [parameter, values.slice(at * MOST_PER_REQUEST, (at + 1) * MOST_PER_REQUEST).join(',')];
  }).flatMap((portion) => times.map((span) => [...span, portion]));
}

/** The time bounds of one read, ascending. Bounds are in the cursor's form; null: none. */
function spans(source: RestJsonSource, from: string | null, to: string | null): QueryPair[][] {
  const { since, until } = source.query;
  const span = (begin: string | null, end: string | null): QueryPair[] => [
    ...(begin === null ? [] : [[since, written(source, begin, 0)] as const]),
    ...(end === null || until === undefined ? [] : [[until, written(source, end, 999)] as const]),
  ];
  if (!source.span) return [span(from, to)];
  if (until === undefined)
    throw new TransportError('query', '分段读取需要截止时间参数，请在接入配置中补上 query.until。');
  const { precision } = source.cursor;
  // Up to tomorrow, whatever the difference between the two clocks.
  const end = to === null ? Date.now() + DAY_MS : instantOf(to)!;
  const found: QueryPair[][] = [];
  for (let begin = instantOf(from ?? source.span.from)!; begin < end; begin += source.span.days * DAY_MS) {
    const next = Math.min(begin + source.span.days * DAY_MS, end);
    found.push(span(inPrecision(begin, precision), inPrecision(next, precision)));
  }
  return found;
}

/** A bound as the source reads it. Whole seconds are cut, so `slack` ms keep an end from losing its last second. */
function written({ times, cursor: { precision } }: RestJsonSource, bound: string, slack: number): string {
  if (precision !== 'instant') return bound;
  const instant = instantOf(bound)!;
  if (times === 'epoch') return String(instant);
  return times === 'local' ? inPrecision(instant + slack, 'instant').slice(0, 19) : new Date(instant).toISOString();
}
