import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The tests that stand guard over rights, scope and masks: a mutant of those modules has to be noticed by one of them. */
const GUARDS = [
  'libs/clinical/src/mask.test.ts',
  'test/api/access/role-matrix.test.ts',
  'test/api/access/replay.test.ts',
  'test/api/access/clearance.test.ts',
  'test/api/access/sensitive-fields.test.ts',
  'test/api/visits/visit-scope.test.ts',
  'test/api/roster/roster-list.test.ts',
];

export default defineConfig({
  root: here('../..'),
  resolve: { alias: { 'fast-check': here('../node_modules/fast-check') } },
  ssr: { resolve: { conditions: ['@cadre/source', 'module', 'node', 'development|production'] } },
  test: {
    include: GUARDS,
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: [here('../support/cluster.ts')],
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    env: { TZ: 'Asia/Shanghai', NODE_ENV: 'test' },
  },
});
