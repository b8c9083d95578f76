import { join } from 'node:path';
import { ROOT } from '../start/project.mjs';
import { runNode } from './tool.mjs';

const STRYKER = join(ROOT, 'test/node_modules/@stryker-mutator/core/bin/stryker.js');

/**
 * Breaks the modules that decide rights, scope and masks in one place after the other and wants a test to notice; fails below 85 %.
 * Takes about an hour, and changes the sources in place while it runs: nothing else may work in the checkout meanwhile.
 * @param {string[]} args for the mutation tester, e.g. `--mutate apps/api/src/platform/access/masked.ts`
 */
export function mutation(args) {
  return runNode([STRYKER, 'run', 'test/mutation/stryker.json', ...args]);
}
