import { join } from 'node:path';
import { simulatorPort } from './ports.mjs';
import { ensureProductDatabase, requireReachable } from './product-database.mjs';
import { ROOT } from './project.mjs';
import { localAddress } from './settings.mjs';

/**
 * @typedef {import('./running-system.mjs').RunningSystem} RunningSystem
 * @typedef {import('./settings.mjs').Settings} Settings
 */

const API_READY_MS = 90_000;
const HOSPITAL_READY_MS = 240_000;

/**
 * Finds or makes the product's database and brings it up to date.
 * @param {RunningSystem} system
 * @param {Settings} settings
 * @returns {Promise<string>} the owner's address
 */
export async function prepareDatabase(system, settings) {
  const owner = settings.databaseUrl ?? (await ensureProductDatabase(await system.cluster('数据库', 'postgres')));
  if (settings.databaseUrl) await requireReachable(owner);
  system.log('正在更新数据库结构……');
  await system.command('数据库结构更新', ['migrate'], ownerEnvironment(settings, owner));
  return owner;
}

/**
 * Starts the pretend hospital on a cluster of its own.
 * @param {RunningSystem} system
 * @param {Settings} settings
 * @returns {Promise<number>} port of its control page
 */
export async function startHospital(system, settings) {
  const url = await system.cluster('仿真医院数据库', 'simulators/postgres');
  const port = await simulatorPort(settings);
  system.log('正在启动仿真医院，首次需要生成演示数据……');
  const service = system.service({
    name: 'simulators',
    title: '仿真医院',
    args: [join(ROOT, 'apps/simulators/dist/main.js')],
    env: {
      ...withoutDatabase(),
      SIMULATOR_DATABASE_URL: url,
      SIMULATOR_PORT: String(port),
      DATA_DIR: join(settings.dataDir, 'simulators'),
      MLLP_TARGET: `127.0.0.1:${settings.mllpPort}`,
    },
    patienceMs: 2500,
    // The product goes on without it; its pages say that the sources are silent.
    onGivenUp: (problem) => system.log(problem.message),
  });
  await service.line((line) => line.startsWith('{') && /"event":\s*"ready"/.test(line), HOSPITAL_READY_MS);
  return port;
}

/**
 * Gives the database what every start needs and reads what the systems already hold.
 * @param {RunningSystem} system
 * @param {Settings} settings
 * @param {string} owner the owner's address
 */
export async function fillDatabase(system, settings, owner) {
  const env = ownerEnvironment(settings, owner);
  system.log('正在准备基础数据……');
  await system.command('基础数据准备', ['seed'], env);
  if (!settings.connectorsFile) return;
  system.log('正在读取各业务系统的数据……');
  await system.command('首批数据读取', ['sync', '--first'], env);
}

/**
 * Starts the server and waits until it answers.
 * @param {RunningSystem} system
 * @param {Settings} settings
 * @param {(problem: import('../start-problem.mjs').StartProblem) => void} onGivenUp
 */
export async function startServer(system, settings, onGivenUp) {
  system.log('正在启动服务……');
  const service = system.service({
    name: 'api',
    title: '服务进程',
    args: [...(settings.watch ? ['--watch'] : []), '--enable-source-maps', join(ROOT, 'apps/api/dist/main.js')],
    // The server logs in as the restricted role; the owner's address is none of its business.
    env: { ...withoutDatabase(), ...serverEnvironment(settings) },
    patienceMs: 5000,
    onGivenUp,
  });
  if (!settings.role.split(',').includes('http')) return;
  const address = `${localAddress(settings)}/health/ready`;
  await service.until(async () => {
    const answer = await fetch(address, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
    return answer?.ok ? true : undefined;
  }, API_READY_MS);
}

/**
 * Lets the pretend office begin: it writes down receptions and missions through the API, so that their pages are not empty.
 * @param {RunningSystem} system
 * @param {Settings} settings
 */
export function startOffice(system, settings) {
  if (!settings.role.split(',').includes('http')) return;
  system.service({
    name: 'office',
    title: '仿真干保办',
    args: [join(ROOT, 'apps/simulators/dist/office-main.js')],
    env: {
      ...withoutDatabase(),
      PRODUCT_URL: localAddress(settings),
      ACCOUNTS_FILE: join(settings.dataDir, 'demo-accounts.json'),
    },
    patienceMs: 1000,
    // Its pages stay as they are without it.
    onGivenUp: (problem) => system.log(problem.message),
  });
}

function ownerEnvironment(/** @type {Settings} */ settings, /** @type {string} */ owner) {
  return {
    ...process.env,
    ...serverEnvironment(settings),
    DATABASE_URL: owner,
    ...(settings.demo && !process.env['ROSTER_FILE'] ? { ROSTER_FILE: join(settings.dataDir, 'simulators/roster.csv') } : {}),
  };
}

function serverEnvironment(/** @type {Settings} */ settings) {
  return {
    PORT: String(settings.port),
    HOST: settings.host,
    MLLP_PORT: String(settings.mllpPort),
    DATA_DIR: settings.dataDir,
    DEMO: settings.demo ? '1' : '0',
    ROLE: settings.role,
    WEB_DIR: join(ROOT, 'apps/web/dist'),
    ...(settings.connectorsFile ? { CONNECTORS_FILE: settings.connectorsFile } : {}),
  };
}

function withoutDatabase() {
  const { DATABASE_URL: _owner, ...rest } = process.env;
  return rest;
}
