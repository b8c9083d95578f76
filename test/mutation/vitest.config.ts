import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The tests that stand guard over what is being broken; `libs/tooling/tasks/mutation.mjs` names them. */
const GUARDS = (process.env['MUTATION_GUARDS'] ?? '').split(',').filter(Boolean);

export default defineConfig({
  root: here('../..'),
  resolve: { alias: { 'fast-check': here('../node_modules/fast-check') } },
  ssr: { resolve: { conditions: ['@cadre/source', 'module', 'node', 'development|production'] } },
  test: {
    include: GUARDS,
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: [here('../support/cluster.ts')],
    fileParallelism: false,
    // The program is read once a run, not once a file.
    isolate: false,
    testTimeout: 240_000,
    hookTimeout: 240_000,
    env: { TZ: 'Asia/Shanghai', NODE_ENV: 'test' },
  },
});
