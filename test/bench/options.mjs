/** Parts of a run, in their order. */
export const PARTS = ['reads', 'rights', 'messages', 'push', 'steady', 'views', 'reconcile', 'record', 'start', 'web', 'figures', 'archive-pdf'];

/**
 * @typedef {object} Options
 * @property {{ people: number, visits: number, results: number, viewReports: number, keys: number, records: number }} size
 * @property {import('./figures/house-facts.mjs').HouseSize[]} houses
 * @property {string} sizeName
 * @property {ReadonlySet<string>} parts
 * @property {ReadonlySet<string> | null} ops letters of the reads to measure; null: all
 * @property {number} rounds alternating rounds of each read
 * @property {number} roundMs length of one side of a round
 * @property {string | null} profileDir where the server leaves its CPU profile
 * @property {boolean} keepResult whether result.md is written: a run of some parts does not replace the whole
 */

const STANDARD = { people: 4_000, visits: 20_000, results: 80_000, viewReports: 2_000, keys: 200_000, records: 60 };
/** Hospitals whose figures are measured: ten times the people in the full run, to see the curve. */
const HOUSES = [{ people: 3_000, visits: 200_000, results: 2_000_000 }, { people: 30_000, visits: 2_000_000, results: 20_000_000 }];
const FULL = { people: 30_000, visits: 200_000, results: 1_000_000, viewReports: 10_000, keys: 1_000_000, records: 200 };

/**
 * `--full`, `--only=reads,push`, `--ops=a,e`, `--rounds=9`, `--profile=<folder>`.
 * @param {readonly string[]} args
 * @returns {Options}
 */
export function readOptions(args) {
  const value = (/** @type {string} */ name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null;
  const unknown = args.filter((arg) => !/^--(full|only=|ops=|rounds=|profile=)/.test(arg));
  if (unknown.length) throw new Error(`无法识别的参数：${unknown.join(' ')}。可用：--full --only=${PARTS.join(',')} --ops=a,b --rounds=5 --profile=目录`);
  const full = args.includes('--full');
  const only = value('only')?.split(',') ?? null;
  const ops = value('ops')?.split(',') ?? null;
  return {
    size: full ? FULL : STANDARD,
    houses: full ? HOUSES : HOUSES.slice(0, 1),
    sizeName: full ? 'full' : 'standard',
    parts: new Set(only ?? PARTS),
    ops: ops && new Set(ops),
    rounds: Number(value('rounds') ?? 5),
    roundMs: 1_000,
    profileDir: value('profile'),
    keepResult: only === null && ops === null,
  };
}
