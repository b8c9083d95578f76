import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Our packages are tested from their sources; without 'node' TypeORM's browser build would be taken. */
const conditions = ['@cadre/source', 'module', 'node', 'development|production'];
const cluster = [here('./support/cluster.ts')];
const artifacts = ['**/node_modules/**', '**/dist/**'];

/**
 * Tests that wait for servers, sockets and browsers on two shared cores are tried once more before they count as failed;
 * the runner names every test that needed it. Unit tests are not.
 */
const PATIENT = { retry: 1 };

const shared = {
  root: here('..'),
  // Libraries carry no test packages of their own.
  resolve: { alias: { 'fast-check': here('./node_modules/fast-check') } },
  ssr: { resolve: { conditions } },
};

export default defineConfig({
  ...shared,
  test: {
    // Groups run one after another, cheapest first.
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: ['libs/**/src/**/*.test.{ts,tsx}', 'apps/**/src/**/*.test.{ts,tsx}', 'test/fuzz/**/*.test.ts'],
          exclude: artifacts,
          env: { TZ: 'Asia/Shanghai', NODE_ENV: 'test' },
        },
      },
      {
        ...shared,
        test: {
          ...PATIENT,
          name: 'api',
          // One less than the cores, the runner's default, would leave the server idle whenever PostgreSQL works.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          include: ['test/api/**/*.test.ts'],
          exclude: artifacts,
          globalSetup: cluster,
          testTimeout: 30_000,
          hookTimeout: 300_000,
          env: { TZ: 'Asia/Shanghai', NODE_ENV: 'test' },
        },
      },
      {
        ...shared,
        test: {
          ...PATIENT,
          name: 'connectors',
          sequence: { groupOrder: 2 },
          include: ['test/connectors/**/*.test.ts'],
          exclude: artifacts,
          globalSetup: cluster,
          testTimeout: 60_000,
          hookTimeout: 300_000,
          env: { TZ: 'Asia/Shanghai', NODE_ENV: 'test' },
        },
      },
      {
        ...shared,
        test: {
          ...PATIENT,
          name: 'e2e',
          sequence: { groupOrder: 3 },
          include: ['test/e2e/**/*.test.ts'],
          exclude: artifacts,
          globalSetup: cluster,
          // A journey owns its ports and its browser; side by side they would fight for two cores.
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 300_000,
          env: { TZ: 'Asia/Shanghai', NODE_ENV: 'test' },
        },
      },
      {
        ...shared,
        test: {
          ...PATIENT,
          name: 'faults',
          sequence: { groupOrder: 4 },
          include: ['test/faults/**/*.test.ts'],
          exclude: artifacts,
          // What is killed must be alone on the machine, or its neighbours' load decides.
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 300_000,
          env: { TZ: 'Asia/Shanghai', NODE_ENV: 'test' },
        },
      },
    ],
  },
});
