// The tasks by name, under Node 24.
import { giveUp, say } from '../start/bootstrap.mjs';
import { buildChanged } from '../start/build.mjs';
import { StartProblem } from '../start-problem.mjs';
import { bench } from './bench.mjs';
import { check } from './check.mjs';
import { clauses } from './clauses.mjs';
import { cli } from './cli.mjs';
import { dev } from './dev.mjs';
import { mutation } from './mutation.mjs';
import { openapi } from './openapi.mjs';
import { test } from './test.mjs';
import { runTool } from './tool.mjs';

const ROOMS = ['apps', 'libs', 'test'];
/** How much longer the campaigns of a proof are than the sample that every test run takes of them. */
const CAMPAIGNS = { FAST_CHECK_RUNS: '2000', PROVE_DEATHS: '40', PROVE_INJECTIONS: '1000', STATS_CELLS: '1000', INTERLEAVED_CALLS: '10000', INTERLEAVED_PEOPLE: '5000' };

/** Each takes the rest of the command line and answers the exit code. @type {Record<string, (args: string[]) => Promise<number>>} */
const TASKS = {
  build: async () => {
    await buildChanged(process.execPath, say);
    return 0;
  },
  dev,
  check,
  test,
  bench,
  mutation,
  clauses,
  openapi,
  cli,
  /** Lays the code out; what it changes is for the person who ran it to look at. */
  format: (paths) => runTool('oxfmt', ['-c', 'libs/tooling/rules/oxfmt.json', ...(paths.length > 0 ? paths : ROOMS)]),
  /** All that has to hold before a delivery, cheapest first; the first failure ends it. */
  prove: async () => {
    Object.assign(process.env, { ...CAMPAIGNS, ...process.env });
    for (const task of [check, test, bench, mutation, clauses]) {
      const code = await task([]);
      if (code !== 0) return code;
    }
    return 0;
  },
};

try {
  process.env['TZ'] = 'Asia/Shanghai';
  const [name = '', ...args] = process.argv.slice(2);
  const task = TASKS[name];
  if (!task) throw new StartProblem(`没有名为“${name}”的任务，可用的任务有：${Object.keys(TASKS).join('、')}。`);
  process.exit(await task(args));
} catch (error) {
  giveUp(error);
}
