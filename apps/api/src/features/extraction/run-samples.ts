import type { RecordOutcome } from '@cadre/connector-kit/pull-transport';
import type { StreamSpec } from '@cadre/connector-kit/connector';
import { maskKey } from './console/shape-of.js';
import type { Incoming } from './incoming.js';
import { identityOf } from './page-contents.js';

/** One record of a rehearsed run; of its key only the ends. */
export interface RunSample {
  readonly key: string;
  readonly outcome: RecordOutcome['verdict'];
  readonly reason: string | null;
}

const MOST = 20;
const TELLING: readonly RecordOutcome['verdict'][] = ['added', 'changed', 'removed', 'quarantined'];

/** Adds to the samples of a dry run what a page would have changed or set aside, until there are enough. */
export function addSamples(
  samples: RunSample[],
  { mapping }: StreamSpec,
  incoming: readonly Incoming[],
  outcomes: readonly RecordOutcome[],
): void {
  for (const [index, { verdict, reason }] of outcomes.entries()) {
    if (samples.length >= MOST) return;
    if (!TELLING.includes(verdict)) continue;
    samples.push({
      key: maskKey(identityOf(mapping, incoming[index]!.message, mapping.key) ?? ''),
      outcome: verdict,
      reason,
    });
  }
}
