import { join, resolve } from 'node:path';
import { StartProblem } from '../start-problem.mjs';
import { ROOT } from './project.mjs';

/**
 * What the environment says about this start.
 * @typedef {object} Settings
 * @property {string} dataDir absolute; everything that must survive lives here
 * @property {number} port of the web pages and the API
 * @property {string} host address to listen on
 * @property {number} mllpPort where hospital systems push HL7 messages
 * @property {boolean} demo whether the pretend hospital runs beside the product
 * @property {number | undefined} simulatorPort of its control page, when somebody asked for a certain one
 * @property {string | undefined} databaseUrl the owner's address of a PostgreSQL of one's own
 * @property {string | undefined} connectorsFile which systems may be read
 * @property {string} role parts of the server that run in its process
 * @property {boolean} watch whether the server starts again when its code changes
 */

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} [args] of the command line
 * @returns {Settings}
 * @throws {StartProblem} when a value makes no sense
 */
export function readSettings(env, args = []) {
  const dataDir = resolve(ROOT, env['DATA_DIR'] || '.data');
  const demo = flag(env, 'DEMO', true);
  return {
    dataDir,
    port: port(env, 'PORT') ?? 3000,
    host: env['HOST'] || '127.0.0.1',
    mllpPort: port(env, 'MLLP_PORT') ?? 2575,
    demo,
    simulatorPort: port(env, 'SIMULATOR_PORT'),
    databaseUrl: databaseUrl(env['DATABASE_URL']),
    connectorsFile: env['CONNECTORS_FILE'] || (demo ? join(dataDir, 'simulators/connectors.json') : undefined),
    role: env['ROLE'] || 'http,jobs',
    watch: args.includes('--watch'),
  };
}

/**
 * Where the server is reached from this machine: one that listens on every address listens here too.
 * @param {Settings} settings
 */
export function localAddress({ host, port }) {
  return `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`;
}

function port(/** @type {NodeJS.ProcessEnv} */ env, /** @type {string} */ name) {
  const text = env[name];
  if (!text) return undefined;
  const value = Number(text);
  if (Number.isInteger(value) && value > 0 && value < 65_536) return value;
  throw new StartProblem(`环境变量 ${name} 应是 1 到 65535 之间的端口号，现在是“${text}”，请改正后重新启动。`);
}

function flag(/** @type {NodeJS.ProcessEnv} */ env, /** @type {string} */ name, /** @type {boolean} */ byDefault) {
  const text = env[name];
  if (!text) return byDefault;
  if (text === '1' || text === '0') return text === '1';
  throw new StartProblem(`环境变量 ${name} 只能是 1 或 0，现在是“${text}”，请改正后重新启动。`);
}

function databaseUrl(/** @type {string | undefined} */ text) {
  if (!text) return undefined;
  if (/^postgres(ql)?:\/\/[^/]+\/[^/?]+/.test(text)) return text;
  throw new StartProblem('环境变量 DATABASE_URL 应形如 postgres://用户:密码@主机:5432/数据库，请改正后重新启动。');
}
