import { StartProblem } from '../start-problem.mjs';
import { hostNodeProblem, runtimeNode } from './host-node.mjs';
import { ensureInstalled } from './install.mjs';

/**
 * Makes the workspace usable from whatever Node started us: checks that Node, installs, finds Node 24.
 * @returns {Promise<string>} path of the Node 24 program
 */
export async function bootstrap() {
  const problem = hostNodeProblem(process.versions.node);
  if (problem) throw new StartProblem(problem);
  await ensureInstalled(say);
  return runtimeNode();
}

/** Progress goes to standard error: standard output belongs to what the user asked for. */
export function say(/** @type {string} */ line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Ends the program as every failure has to: one sentence, exit code 1.
 * @param {unknown} error
 * @returns {never}
 */
export function giveUp(error) {
  if (error instanceof StartProblem) say(`✗ ${error.message}`);
  else
    say(`✗ 启动时发生意外错误（${error instanceof Error ? error.message : String(error)}），请把这句话告诉维护人员。`);
  process.exit(1);
}
