import type { RestJsonSource } from '../connector.js';
import { instantOf } from '../http/list-place.js';
import { inPrecision, lowerBound, windowBound } from '../sql-cursor.js';
import type { PullMode } from '../sql-view-types.js';

export type QueryPair = readonly [name: string, value: string];

/** Patients or keys in one address; longer ones are refused by some servers. */
const MOST_PER_REQUEST = 50;

/** The questions that a mode takes: usually one list, for many patients or keys several. Without the page. */
export function listQueries(source: RestJsonSource, mode: PullMode): readonly (readonly QueryPair[])[] {
  const { query, cursor, lookbackSeconds } = source;
  switch (mode.kind) {
    case 'incremental':
      return [
        mode.cursor ? [[query.since, begin(source, lowerBound(mode.cursor, cursor.precision, lookbackSeconds))]] : [],
      ];
    case 'full':
      return [[]];
    case 'window':
      return [
        [[query.since, begin(source, windowBound(mode.from, cursor.precision, false))], ...until(source, mode.to)],
      ];
    case 'patients':
      return named(query.patients, mode.ids);
    case 'keys':
      return named(
        source.key.length === 1 ? query.keys : undefined,
        mode.keys.map(([only]) => only ?? ''),
      );
  }
}

function named(parameter: string | undefined, values: readonly string[]): readonly (readonly QueryPair[])[] {
  if (parameter === undefined) return [[]];
  const portions: QueryPair[][] = [];
  for (let from = 0; from < values.length; from += MOST_PER_REQUEST) {
    portions.push([[parameter, values.slice(from, from + MOST_PER_REQUEST).join(',')]]);
  }
  return portions;
}

function until(source: RestJsonSource, to: string): readonly QueryPair[] {
  const { until: name } = source.query;
  return name === undefined ? [] : [[name, written(source, windowBound(to, source.cursor.precision, true), 999)]];
}

const begin = (source: RestJsonSource, bound: string): string => written(source, bound, 0);

/** A bound as the source reads it. Whole seconds are cut, so `slack` ms keep an end from losing its last second. */
function written({ times, cursor: { precision } }: RestJsonSource, bound: string, slack: number): string {
  if (precision !== 'instant') return bound;
  const instant = instantOf(bound)!;
  return times === 'local' ? inPrecision(instant + slack, 'instant').slice(0, 19) : new Date(instant).toISOString();
}
