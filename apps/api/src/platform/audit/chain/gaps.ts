import type { Gap, LogName } from './chain-hash.js';

type Range = readonly [first: number, last: number];

/** Between taking its number and taking its place among the transactions a writer needs microseconds; this is far more. */
const SURELY_STARTED_MS = 60_000;

/** Which transactions are surely over, and the first that is not yet known. */
export interface Horizon {
  readonly oldest: bigint;
  readonly next: bigint;
  readonly now: Date;
}

/**
 * A number without a row is a transaction that is still open or was rolled back. It is waited for until every transaction
 * that may bring it has ended; after that no row may stand there any more. A database that was restored elsewhere counts
 * its transactions anew: what waits for a number of the old count waits for nobody.
 */
export function isOver([, , , horizon, notedAt]: Gap, { oldest, next, now }: Horizon): boolean {
  const until = BigInt(horizon);
  return now.getTime() - Date.parse(notedAt) > SURELY_STARTED_MS && (oldest >= until || until > next);
}

/** The numbers of the range that are not among the found ones, as ranges. `found` is in order. */
export function missingIn([first, last]: Range, found: readonly number[]): Range[] {
  const missing: Range[] = [];
  let expected = first;
  for (const seq of found) {
    if (seq < first || seq > last) continue;
    if (seq > expected) missing.push([expected, seq - 1]);
    expected = seq + 1;
  }
  if (expected <= last) missing.push([expected, last]);
  return missing;
}

/** The gaps of one log after some rows were found: the old ones that are still waited for, and the new ones. */
export function gapsAfter(log: LogName, { gaps, seen, upTo, found, horizon }: { gaps: readonly Gap[]; seen: number; upTo: number; found: readonly number[]; horizon: Horizon }): Gap[] {
  const waiting = gaps
    .filter((gap) => gap[0] === log && !isOver(gap, horizon))
    .flatMap(([, first, last, until, notedAt]) => missingIn([first, last], found).map((range): Gap => [log, ...range, until, notedAt]));
  const fresh = upTo > seen ? missingIn([seen + 1, upTo], found) : [];
  return [...waiting, ...fresh.map((range): Gap => [log, ...range, String(horizon.next), horizon.now.toISOString()])];
}
