import { existsSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { destroyCluster, startCluster } from '@cadre/tooling/postgres/embedded-postgres.mjs';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser address of the run's PostgreSQL; each test file makes its own database there. */
    clusterUrl: string;
  }
}

const PREFIX = 'cadre-test-';
/** Losing a test's data to a power cut costs nothing, so the disk is not waited for. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };

/**
 * One PostgreSQL for the whole run: the first project that needs it starts it, the others find its address. Set
 * TEST_CLUSTER_URL beforehand to use a server of your own.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env['TEST_CLUSTER_URL'];
  if (given) {
    project.provide('clusterUrl', given);
    return undefined;
  }
  await removeForgotten();
  const directory = join(tmpdir(), `${PREFIX}${process.pid}`);
  const cluster = await startCluster({ directory, settings: FAST });
  process.env['TEST_CLUSTER_URL'] = cluster.url;
  project.provide('clusterUrl', cluster.url);
  return async () => {
    delete process.env['TEST_CLUSTER_URL'];
    await destroyCluster(directory);
  };
}

/** A killed run leaves its server behind; the next run ends it. */
async function removeForgotten(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const owner = Number(name.slice(PREFIX.length));
    if (isAlive(owner)) continue;
    const directory = join(tmpdir(), name);
    if (existsSync(join(directory, 'cluster.json'))) await destroyCluster(directory);
    else rmSync(directory, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
