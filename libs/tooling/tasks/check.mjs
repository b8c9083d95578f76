import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { destroyCluster, startCluster } from '../postgres/embedded-postgres.mjs';
import { houseProblems } from '../rules/house.mjs';
import { say } from '../start/bootstrap.mjs';
import { ensureProductDatabase } from '../start/product-database.mjs';
import { ROOT } from '../start/project.mjs';
import { openapiDrift } from './openapi.mjs';
import { runNode, runTool, toolEnvironment, TSC } from './tool.mjs';

const ROOMS = ['apps', 'libs', 'test'];
const API_CLI = join(ROOT, 'apps/api/dist/cli.js');

/** Cheapest first; each answers whether all is well. @type {[title: string, holds: () => Promise<boolean>][]} */
const STEPS = [
  ['names and lengths', async () => nothing(houseProblems(ROOT))],
  [
    'lines (oxlint)',
    async () => (await runTool('oxlint', ['-c', 'libs/tooling/rules/oxlint.json', '--type-aware', ...ROOMS])) === 0,
  ],
  [
    'rooms (dependency-cruiser)',
    async () => (await runTool('depcruise', ['--config', 'libs/tooling/rules/rooms.cjs', ...ROOMS])) === 0,
  ],
  ['types of libraries and servers', () => compiles('-b', '.')],
  ['types of the tooling', () => compiles('-p', 'libs/tooling')],
  ['types of the tests', () => compiles('-p', 'test')],
  ['types of the web pages', () => compiles('-p', 'apps/web')],
  ['contract and client', async () => nothing(await openapiDrift())],
  ['tables are what the entities say', schemaHolds],
];

/** Everything that can be said without running the product. Goes through all steps, so that one run names all faults. */
export async function check() {
  /** @type {string[]} */
  const broken = [];
  for (const [title, holds] of STEPS) {
    const good = await holds().catch((error) => nothing([error instanceof Error ? error.message : String(error)]));
    say(`${good ? '✓' : '✗'} ${title}`);
    if (!good) broken.push(title);
  }
  say(broken.length === 0 ? '检查全部通过。' : `检查未通过：${broken.join('; ')}。`);
  return broken.length === 0 ? 0 : 1;
}

async function compiles(/** @type {string[]} */ ...args) {
  return (await runNode([TSC, ...args])) === 0;
}

/** Migrations must build exactly what the entities describe; the server's own commands build and compare. */
async function schemaHolds() {
  const directory = mkdtempSync(join(tmpdir(), 'cadre-check-'));
  try {
    const cluster = await startCluster({ directory: join(directory, 'postgres'), settings: { fsync: 'off' } });
    const url = await ensureProductDatabase(cluster.url);
    const { DATABASE_APP_URL: _elsewhere, ...rest } = toolEnvironment();
    const env = { ...rest, DATABASE_URL: url, DATA_DIR: directory };
    return (await runNode([API_CLI, 'migrate'], env)) === 0 && (await runNode([API_CLI, 'schema:check'], env)) === 0;
  } finally {
    await destroyCluster(join(directory, 'postgres'));
    rmSync(directory, { recursive: true, force: true });
  }
}

function nothing(/** @type {string[]} */ problems) {
  for (const problem of problems) say(`  ${problem}`);
  return problems.length === 0;
}
