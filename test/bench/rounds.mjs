/** @typedef {import('./load.mjs').Pace} Pace */
/**
 * A line of the table: how the product stands to its floor. Rates only explain; the ratio counts.
 * @typedef {{ name: string, goal: number | null, ratio: number, least: number, most: number, product: Pace, floor: Pace, unit: string, note?: string }} Compared
 */

/**
 * Product and floor in turn, in the same run: what else the machine does hits both.
 * @param {{ name: string, goal: number | null, unit?: string, note?: string, rounds: number, product: () => Promise<Pace>, floor: () => Promise<Pace> }} sides
 * @returns {Promise<Compared>}
 */
export async function compare({ name, goal, unit = 'req/s', note, rounds, product, floor }) {
  await floor();
  await product();
  /** @type {{ product: Pace, floor: Pace, ratio: number }[]} */
  const found = [];
  for (let round = 0; round < rounds; round += 1) {
    // Who goes first changes, so that a machine getting slower favours nobody.
    const early = round % 2 ? await product() : null;
    const base = await floor();
    const ours = early ?? (await product());
    found.push({ product: ours, floor: base, ratio: ours.rate / base.rate });
  }
  const ratios = found.map(({ ratio }) => ratio).sort((a, b) => a - b);
  const middle = (/** @type {'product' | 'floor'} */ side) => ({
    rate: median(found.map((one) => one[side].rate)), p50: median(found.map((one) => one[side].p50)), p95: median(found.map((one) => one[side].p95)),
  });
  return {
    name, goal, unit, ratio: median(ratios), least: ratios[0] ?? 0, most: ratios.at(-1) ?? 0, product: middle('product'), floor: middle('floor'),
    ...(note ? { note } : {}),
  };
}

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** The pace of a piece of work done once. @param {number} count @param {() => Promise<unknown>} work @returns {Promise<Pace>} */
export async function paceOf(count, work) {
  const begun = performance.now();
  await work();
  const ms = performance.now() - begun;
  return { rate: (count / ms) * 1_000, p50: ms, p95: ms };
}

/** Raised when the product gives a wrong answer: the one reason for this program to fail. */
export class WrongAnswer extends Error {}

/** @param {unknown} holds @param {string} sentence @returns {asserts holds} */
export function right(holds, sentence) {
  if (!holds) throw new WrongAnswer(sentence);
}
