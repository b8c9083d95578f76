/** What became of every fetched record: fetched = added + changed + removed + unchanged + filtered + superseded + quarantined. */
export interface RunCounts {
  fetched: number;
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
  /** Not ours: neither on the roster nor recognised, or waiting for a person to decide. */
  filtered: number;
  /** Older than what is stored. */
  superseded: number;
  quarantined: number;
}

/** What became of one record. */
export type Verdict = Exclude<keyof RunCounts, 'fetched'>;

export const noCounts = (): RunCounts => ({
  fetched: 0, added: 0, changed: 0, removed: 0, unchanged: 0, filtered: 0, superseded: 0, quarantined: 0,
});

export function countVerdicts(verdicts: Iterable<Verdict>): RunCounts {
  const counts = noCounts();
  for (const verdict of verdicts) {
    counts.fetched += 1;
    counts[verdict] += 1;
  }
  return counts;
}

export const countOutcomes = (outcomes: readonly { readonly verdict: Verdict }[]): RunCounts => countVerdicts(outcomes.map(({ verdict }) => verdict));

export function addCounts(into: RunCounts, more: RunCounts): void {
  for (const name of Object.keys(more) as (keyof RunCounts)[]) into[name] += more[name];
}
