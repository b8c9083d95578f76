import { fork } from 'node:child_process';
import { join } from 'node:path';
import { HERE, ROOT } from './places.mjs';

/**
 * The product's services in a process of their own, without its server: what a command of its command line would run.
 * @param {import('./stage.mjs').Stage} stage
 */
export async function openServices(stage) {
  const child = fork(join(HERE, 'services-process.mjs'), [], {
    cwd: ROOT, env: { ...process.env, TZ: 'Asia/Shanghai', DATA_DIR: stage.dataDir, DEMO: '0', LOG_LEVEL: 'error' }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  /** @type {(answer: { result?: unknown, problem?: string }) => void} */
  let heard = () => undefined;
  child.on('message', (answer) => heard(/** @type {{ result?: unknown, problem?: string }} */ (answer)));
  child.on('exit', () => heard({ problem: 'the services ended' }));
  /** @returns {Promise<any>} */
  const ask = (/** @type {string} */ name, /** @type {unknown[]} */ ...args) =>
    new Promise((resolve, reject) => {
      heard = ({ result, problem }) => (problem ? reject(new Error(problem)) : resolve(result));
      child.send({ name, args });
    });
  await ask('hello');
  return {
    /** Makes an account and answers with its password. @returns {Promise<string>} */
    account: (/** @type {object} */ account) => ask('account', account),
    /** Reads a source once through its lane. @returns {Promise<{ fetched: number, ms: number }>} */
    serve: (/** @type {string} */ source) => ask('serve', source),
    /** Holds a data set against its source once. @returns {Promise<{ theirs: number, ours: number, differing_days: number }>} */
    reconcile: (/** @type {string} */ source, /** @type {string} */ stream, /** @type {{ from: string, to: string }} */ span) => ask('reconcile', source, stream, span),
    /** What the services hold in memory, MB. @returns {Promise<number>} */
    residentMb: () => ask('residentMb'),
    /** Asks one question as the caller of a session. @returns {Promise<{ rows: Record<string, unknown>[], ms: number }>} */
    asCaller: (/** @type {string} */ sessionId, /** @type {string} */ sql) => ask('asCaller', sessionId, sql),
    /** Asks a few statements in one transaction of an account, with its rights and the access trail. @returns {Promise<{ rows: Record<string, unknown>[][], ms: number }>} */
    asAccount: (/** @type {string} */ username, /** @type {string[]} */ statements, /** @type {string | null} */ person) => ask('asAccount', username, statements, person),
    close: () => child.kill('SIGTERM'),
  };
}
