import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chownSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { StartProblem } from '../start-problem.mjs';
import { binariesFor } from './binaries.mjs';
import { openHome, rememberPort, removeHome } from './cluster-home.mjs';
import { freePort, isPortFree } from './free-port.mjs';
import { runAs } from './os-account.mjs';
import { livingPostmaster, whenReady } from './postmaster.mjs';

/** @typedef {import('./cluster-home.mjs').ClusterHome & { bin: string, password: string, logFile: string }} Place */

const START_SECONDS = 60;
const STOP_SECONDS = 3;
const ATTEMPTS = 3;
const LOG_KEPT_BYTES = 5 * 1024 * 1024;

/**
 * Starts the PostgreSQL 18 cluster of a directory, makes it first when there is none, and adopts it when it is still
 * running after we were killed.
 * @param {import('./embedded-postgres.d.mts').ClusterOptions} options
 * @returns {Promise<import('./embedded-postgres.d.mts').Cluster>}
 * @throws {StartProblem} with one Chinese sentence that says what to do
 */
export async function startCluster({ directory, port, settings = {}, log = () => {} }) {
  const place = await openPlace(resolve(directory), log);
  const adopted = await adopt(place, log);
  const postmaster = adopted ?? (await launch(place, port, settings, log));
  rememberPort(resolve(directory), postmaster.port);
  return {
    url: `postgres://postgres:${place.password}@127.0.0.1:${postmaster.port}/postgres`,
    port: postmaster.port,
    pid: postmaster.pid,
    adopted: adopted !== undefined,
    stop: () => stop(place),
  };
}

/**
 * Stops the cluster of a directory if it runs and deletes all of it. For tests and trials.
 * @param {string} directory
 */
export async function destroyCluster(directory) {
  const home = openHome(resolve(directory));
  if (livingPostmaster(home.data)) await stop({ ...home, bin: binariesFor(home.account) });
  removeHome(resolve(directory));
}

async function openPlace(/** @type {string} */ directory, /** @type {(line: string) => void} */ log) {
  const found = openHome(directory);
  const place = { ...found, bin: binariesFor(found.account), password: '', logFile: join(found.home, 'server.log') };
  const secret = join(found.home, 'password');
  if (!existsSync(found.data)) await initialize(place, secret, log);
  try {
    place.password = readFileSync(secret, 'utf8').trim();
  } catch (error) {
    throw new StartProblem(`无法读取数据库密码文件 ${secret}，请从备份恢复该文件后再启动。`, error);
  }
  return place;
}

/** Builds the cluster beside its goal and renames it, so that an interrupted initdb is never taken for a cluster. */
async function initialize(
  /** @type {Place} */ place,
  /** @type {string} */ secret,
  /** @type {(line: string) => void} */ log,
) {
  log('正在创建数据库……');
  const draft = `${place.data}.new`;
  rmSync(draft, { recursive: true, force: true });
  writeOwned(place, secret, `${randomBytes(24).toString('hex')}\n`);
  const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  const { code, output } = await runAs(
    place.account,
    join(place.bin, 'initdb'),
    // Trigrams of Chinese names need a real UTF-8 locale: plain C would leave them empty.
    [
      `--pgdata=${draft}`,
      '--username=postgres',
      `--pwfile=${secret}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      `--locale=${locale}`,
      '--lc-messages=C',
      '--locale-provider=icu',
      '--icu-locale=zh-Hans-CN',
      '--data-checksums',
    ],
    { cwd: place.home },
  );
  if (code !== 0)
    throw new StartProblem(
      `数据库创建失败（${lastLine(output)}），请检查 ${place.home} 的权限和磁盘空间后重试。`,
      output,
    );
  appendFileSync(join(draft, 'postgresql.conf'), "\ninclude_if_exists = 'cadre.conf'\n");
  renameSync(draft, place.data);
}

/** A server that is still there after we were killed goes on as it is; it may need a moment to recover. */
async function adopt(/** @type {Place} */ place, /** @type {(line: string) => void} */ log) {
  if (!livingPostmaster(place.data)) return undefined;
  log('数据库仍在运行，直接接管。');
  const found = await whenReady(place.data, START_SECONDS * 1000);
  if (found) return found;
  if (livingPostmaster(place.data)) await stop(place);
  return undefined;
}

async function launch(
  /** @type {Place} */ place,
  /** @type {number | undefined} */ wanted,
  /** @type {Record<string, string>} */ settings,
  /** @type {(line: string) => void} */ log,
) {
  if (wanted && !(await isPortFree(wanted)))
    throw new StartProblem(`端口 ${wanted} 已被占用，数据库无法启动，请换一个端口或停止占用它的程序。`);
  trimLog(place.logFile);
  log('正在启动数据库……');
  for (let attempt = 1; ; attempt += 1) {
    const last = attempt === 1 ? place.port : undefined;
    const port = wanted ?? (last && (await isPortFree(last)) ? last : await freePort());
    configure(place, { ...settings, port: String(port) });
    const { code, output } = await runAs(
      place.account,
      join(place.bin, 'pg_ctl'),
      ['start', `--pgdata=${place.data}`, `--log=${place.logFile}`, '--wait', `--timeout=${START_SECONDS}`, '--silent'],
      { cwd: place.home, timeoutMs: (START_SECONDS + 10) * 1000 },
    );
    const started = code === 0 ? livingPostmaster(place.data) : undefined;
    if (started) return started;
    // Between our look and the server's bind somebody else may have taken the port.
    if (attempt < ATTEMPTS && !wanted && !(await isPortFree(port))) continue;
    if (livingPostmaster(place.data)) await stop(place);
    throw new StartProblem(
      `数据库启动失败（${reason(place.logFile) ?? lastLine(output)}），详见 ${place.logFile}。`,
      output,
    );
  }
}

/** Fast first; immediate when a client holds it up, which costs a recovery at the next start but loses nothing. */
async function stop(/** @type {Pick<Place, 'account' | 'bin' | 'data' | 'home'>} */ place) {
  for (const mode of ['fast', 'immediate']) {
    if (!livingPostmaster(place.data)) return;
    await runAs(
      place.account,
      join(place.bin, 'pg_ctl'),
      ['stop', `--pgdata=${place.data}`, `--mode=${mode}`, '--wait', `--timeout=${STOP_SECONDS}`, '--silent'],
      { cwd: place.home },
    );
  }
}

function configure(/** @type {Place} */ place, /** @type {Record<string, string>} */ settings) {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'Asia/Shanghai',
    log_timezone: 'Asia/Shanghai',
    logging_collector: 'off',
    ...settings,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`);
  writeOwned(place, join(place.data, 'cadre.conf'), lines.join(''));
}

function writeOwned(/** @type {Place} */ place, /** @type {string} */ file, /** @type {string} */ text) {
  writeFileSync(file, text, { mode: 0o600 });
  if (place.account) chownSync(file, place.account.uid, place.account.gid);
}

function trimLog(/** @type {string} */ file) {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_KEPT_BYTES) renameSync(file, `${file}.1`);
}

function reason(/** @type {string} */ logFile) {
  if (!existsSync(logFile)) return undefined;
  return readFileSync(logFile, 'utf8')
    .split('\n')
    .findLast((line) => /(FATAL|PANIC):/.test(line))
    ?.replace(/^.*?(FATAL|PANIC):\s*/, '');
}

function lastLine(/** @type {string} */ output) {
  return output.trim().split('\n').at(-1) ?? '';
}
