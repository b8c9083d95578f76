import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from '../start/bootstrap.mjs';
import { buildChanged } from '../start/build.mjs';
import { ROOT } from '../start/project.mjs';
import { StartProblem } from '../start-problem.mjs';
import { captureNode, runNode } from './tool.mjs';

const CLI = join(ROOT, 'apps/api/dist/cli.js');
const GENERATOR = join(ROOT, 'libs/tooling/node_modules/openapi-typescript/bin/cli.js');
const CONTRACT = join(ROOT, 'openapi/openapi.json');
const CLIENT = join(ROOT, 'libs/api-client/src/schema.d.ts');

/** Writes the contract from the server's code and the typed client from the contract. */
export async function openapi() {
  await buildChanged(process.execPath, say, ['server']);
  writeFileSync(CONTRACT, await contractFromCode());
  writeFileSync(CLIENT, await clientFrom(CONTRACT));
  say('已更新 openapi/openapi.json 与 libs/api-client/src/schema.d.ts。');
  return 0;
}

/**
 * Compares what is checked in with what the code says today.
 * @returns {Promise<string[]>} one sentence per difference
 */
export async function openapiDrift() {
  const problems = [];
  if ((await contractFromCode()) !== read(CONTRACT))
    problems.push('openapi/openapi.json is not what the code says: npm run openapi');
  if (read(CONTRACT) === '') return problems;
  if ((await clientFrom(CONTRACT)) !== read(CLIENT))
    problems.push('libs/api-client/src/schema.d.ts is not what openapi.json says: npm run openapi');
  return problems;
}

async function contractFromCode() {
  const folder = mkdtempSync(join(tmpdir(), 'cadre-contract-'));
  const file = join(folder, 'openapi.json');
  try {
    if ((await runNode([CLI, 'openapi', file])) !== 0)
      throw new StartProblem('接口文档没有生成，请按上面的提示修正后重新执行。');
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function clientFrom(/** @type {string} */ contract) {
  const { code, stdout } = await captureNode([GENERATOR, contract, '--immutable']);
  if (code !== 0) throw new StartProblem('接口类型没有生成，请检查 openapi/openapi.json 后重新执行。');
  return stdout;
}

function read(/** @type {string} */ file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
