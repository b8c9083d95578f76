import { join } from 'node:path';
import { ROOT } from '../start/project.mjs';
import { runNode, toolEnvironment } from './tool.mjs';

const STRYKER = join(ROOT, 'test/node_modules/@stryker-mutator/core/bin/stryker.js');

/**
 * The modules that decide rights, scope and masks, and the tests that stand guard over each: a change of the module has to be
 * noticed by one of them. Few tests a module, because they run again for every place that is broken.
 * @type {Readonly<Record<string, { mutate: readonly string[], guards: readonly string[] }>>}
 */
const SECTIONS = {
  masks: { mutate: ['libs/clinical/src/mask.ts'], guards: ['libs/clinical/src/mask.test.ts'] },
  fields: {
    mutate: ['apps/api/src/platform/access/masked.ts'],
    guards: ['apps/api/src/platform/access/masked.test.ts'],
  },
  answers: {
    mutate: ['apps/api/src/platform/access/answer.interceptor.ts'],
    guards: ['test/api/access/leaving-answers.test.ts', 'test/api/rights/field-rights.test.ts'],
  },
  doors: {
    mutate: ['apps/api/src/platform/access/access.guard.ts'],
    guards: ['test/api/access/doors.test.ts', 'test/api/access/leaving-answers.test.ts', 'test/api/auth/fresh-proof.test.ts'],
  },
  scopes: {
    mutate: ['apps/api/src/platform/database/scoped-database.ts'],
    guards: ['test/api/access/scoped-database.test.ts'],
  },
  rights: {
    mutate: ['apps/api/src/features/rbac/rights.queries.ts'],
    guards: ['test/api/rights/rights-in-force.test.ts'],
  },
};

/**
 * Breaks those modules in one place after the other; a section in which less than 85 % is noticed fails. It changes the sources in
 * place while it runs: nothing else may work in the checkout meanwhile.
 * @param {string[]} args sections to run; all of them when none is named
 */
export async function mutation(args) {
  const names = args.length > 0 ? args : Object.keys(SECTIONS);
  const unknown = names.filter((name) => !(name in SECTIONS));
  if (unknown.length > 0) {
    process.stderr.write(`没有这一部分：${unknown.join('、')}。可选：${Object.keys(SECTIONS).join('、')}。\n`);
    return 2;
  }
  let code = 0;
  for (const name of names) {
    const { mutate, guards } = /** @type {{ mutate: readonly string[], guards: readonly string[] }} */ (SECTIONS[name]);
    const env = { ...toolEnvironment(), MUTATION_GUARDS: guards.join(',') };
    const ended = await runNode([STRYKER, 'run', 'test/mutation/stryker.json', '--mutate', mutate.join(',')], env);
    code ||= ended;
  }
  return code;
}
