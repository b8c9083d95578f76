import { expect } from 'vitest';

const MOST = 15;
const TRIES = 8;
/** Below this, a clock tells nothing. */
const MEANINGFUL_MS = 2;

/** Processor time of this process, which a busy neighbour does not lengthen. */
function cost(times: number, work: () => unknown): number {
  const begun = process.cpuUsage();
  for (let left = times; left > 0; left -= 1) work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1_000;
}

/**
 * Ten times the input costs at most fifteen times the time. Sizes grow until the small one can be measured. It is worked
 * through ten times, so that both sides make the same amount of garbage; the best of several tries counts, because
 * whatever disturbs only makes slower.
 */
export function expectLinear<T>(make: (size: number) => T, work: (input: T) => unknown, { begin = 500, longest = 50_000 } = {}): void {
  let size = begin;
  while (size < longest && cost(1, () => work(make(size))) < MEANINGFUL_MS) size *= 2;
  const [small, large] = [make(size), make(size * 10)];
  let ratio = Infinity;
  for (let attempt = 0; attempt < TRIES && ratio > MOST; attempt += 1) {
    const once = cost(1, () => work(large));
    if (once < MEANINGFUL_MS * MOST) return;
    ratio = Math.min(ratio, (10 * once) / cost(10, () => work(small)));
  }
  expect(ratio, `10 × ${size} costs this many times more`).toBeLessThanOrEqual(MOST);
}
