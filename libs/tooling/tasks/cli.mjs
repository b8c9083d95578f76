import { join } from 'node:path';
import { startCluster } from '../postgres/embedded-postgres.mjs';
import { say } from '../start/bootstrap.mjs';
import { buildChanged } from '../start/build.mjs';
import { ensureProductDatabase } from '../start/product-database.mjs';
import { ROOT } from '../start/project.mjs';
import { readSettings } from '../start/settings.mjs';
import { runNode } from './tool.mjs';

const CLI = join(ROOT, 'apps/api/dist/cli.js');
/** Commands that look at code only. */
const NEED_NO_DATABASE = new Set(['openapi', 'help', undefined]);

/**
 * One command of the server, on DATABASE_URL or on the embedded cluster of DATA_DIR. A cluster that runs for others
 * keeps running; one that was started for this command ends with it.
 * @param {string[]} args
 */
export async function cli(args) {
  await buildChanged(process.execPath, say, ['server']);
  const { databaseUrl, dataDir, connectorsFile } = readSettings(process.env);
  const env = { ...process.env, DATA_DIR: dataDir, ...(connectorsFile ? { CONNECTORS_FILE: connectorsFile } : {}) };
  if (databaseUrl || NEED_NO_DATABASE.has(args[0])) return runNode([CLI, ...args], env);
  const cluster = await startCluster({ directory: join(dataDir, 'postgres') });
  try {
    return await runNode([CLI, ...args], { ...env, DATABASE_URL: await ensureProductDatabase(cluster.url) });
  } finally {
    if (!cluster.adopted) await cluster.stop();
  }
}
