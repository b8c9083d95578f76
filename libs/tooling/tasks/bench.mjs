import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../start/bootstrap.mjs';
import { buildChanged } from '../start/build.mjs';
import { ROOT } from '../start/project.mjs';
import { StartProblem } from '../start-problem.mjs';
import { runNode } from './tool.mjs';

const MAIN = join(ROOT, 'test/bench/main.mjs');

/**
 * Measures speed against floors of the same run.
 * @param {string[]} args
 */
export async function bench(args) {
  if (!existsSync(MAIN))
    throw new StartProblem('本项目目录中没有 test/bench/main.mjs，请确认代码完整后再执行 npm run bench。');
  await buildChanged(process.execPath, say);
  return runNode([MAIN, ...args]);
}
