/** @typedef {import('./measure.mjs').HouseTimes} HouseTimes */

/** Of a page of figures over one year. */
const PAGE_MS = 300;
const REBUILD_SECONDS = 120;
/** What ten times the people may cost: ten times as much, and what two measurements of the same differ by. */
const LINEAR = 10;

/** What the hospitals say, as lines of the report. @param {readonly HouseTimes[]} houses @returns {{ name: string, value: string, goal: string, met: boolean | null }[]} */
export function figureFacts(houses) {
  const number = (/** @type {number} */ value) => value.toLocaleString('en-US');
  const facts = houses.flatMap(({ size, pages, ratios, rebuildSeconds, loadBefore }) => {
    const house = `统计，${number(size.people)} 人 ${number(size.visits)} 次就诊`;
    return [
      { name: `${house}：测量开始时的负载`, value: loadBefore.toFixed(1), goal: '–', met: null },
      ...pages.map(({ name, p50, p95 }) => ({ name: `${house}：${name}`, value: `中位 ${p50.toFixed(0)} ms，p95 ${p95.toFixed(0)} ms`, goal: `p95 ≤ ${PAGE_MS} ms`, met: p95 <= PAGE_MS })),
      ...ratios.map(({ name, ratio, ours, raw, goal }) => ({
        name: `${house}：${name}`, value: `${ratio.toFixed(2)}（${ours.toFixed(0)} ms ÷ ${raw.toFixed(0)} ms）`, goal: `≤ ${goal}`, met: ratio <= goal,
      })),
      { name: `${house}：重算一年`, value: `${rebuildSeconds.toFixed(0)} s`, goal: `≤ ${REBUILD_SECONDS} s`, met: rebuildSeconds <= REBUILD_SECONDS },
    ];
  });
  const [small, large] = houses;
  if (!small || !large) return facts;
  return [...facts, ...large.pages.map(({ name, p50 }) => {
    const times = p50 / (small.pages.find((page) => page.name === name)?.p50 ?? p50);
    return { name: `统计，人数与就诊 10 倍时的用时倍数：${name}`, value: times.toFixed(1), goal: `≤ ${LINEAR}`, met: times <= LINEAR };
  })];
}
