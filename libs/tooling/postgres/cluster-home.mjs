import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { StartProblem } from '../start-problem.mjs';
import { SYSTEM_HOME } from './binaries.mjs';
import { accountCan, serverAccount } from './os-account.mjs';

/**
 * @typedef {object} ClusterHome
 * @property {string} home folder that belongs to the server's account
 * @property {string} data the cluster itself
 * @property {number | undefined} port the port of the last start
 * @property {import('./os-account.mjs').Account | undefined} account
 */

const OWN_ENTRIES = ['cluster.json', 'password', 'data', 'data.new'];
const NEEDED_BYTES = 500 * 1024 * 1024;

/**
 * Finds or makes the folder the cluster lives in: the directory itself, or one under /var/lib/cadre-health when the
 * server's account cannot reach the directory. The directory remembers which.
 * @param {string} directory
 * @returns {ClusterHome}
 */
export function openHome(directory) {
  makeDirectory(directory);
  refuseForeign(directory);
  const { home = directory, port } = recall(directory);
  const data = join(home, 'data');
  if (home !== directory && !existsSync(home)) {
    throw new StartProblem(
      `数据库所在目录 ${home} 不见了，请从备份恢复；确定不要旧数据时删除 ${directory} 后重新启动。`,
    );
  }
  const account = serverAccount(data);
  if (claim(home, account)) return ready({ home, data, port, account });
  if (existsSync(data)) {
    throw new StartProblem(
      `运行数据库的系统用户进不了 ${data}，请把它移回所有用户都可进入的目录，或用创建它的用户启动。`,
    );
  }
  const other = elsewhere(account);
  remember(directory, { home: other, port });
  return ready({ home: other, data: join(other, 'data'), port, account });
}

/**
 * Keeps the port for the next start, so that addresses written down elsewhere stay true.
 * @param {string} directory
 * @param {number} port
 */
export function rememberPort(directory, port) {
  const memory = recall(directory);
  if (memory.port !== port) remember(directory, { ...memory, port });
}

/**
 * Deletes a stopped cluster wherever it lives.
 * @param {string} directory
 */
export function removeHome(directory) {
  const { home } = recall(directory);
  for (const path of home ? [home, directory] : [directory]) rmSync(path, { recursive: true, force: true });
}

/** A full disk stops PostgreSQL in the middle of its work; better not to begin. */
function ready(/** @type {ClusterHome} */ found) {
  requireSpace(found.home);
  return found;
}

function requireSpace(/** @type {string} */ path) {
  const { bavail, bsize } = statfsSync(path);
  const free = bavail * bsize;
  if (free < NEEDED_BYTES) {
    throw new StartProblem(
      `${path} 所在磁盘只剩 ${Math.floor(free / 1024 / 1024)} MB，至少需要 500 MB，请先清理磁盘再启动。`,
    );
  }
}

function makeDirectory(/** @type {string} */ directory) {
  try {
    // The server's account has to pass through the folders above; its own is made private when it is claimed.
    mkdirSync(directory, { recursive: true, mode: 0o711 });
  } catch (error) {
    throw new StartProblem(`无法创建数据目录 ${directory}，请检查上级目录的权限或改用其他 DATA_DIR。`, error);
  }
}

/** We take the whole folder over, so it must be ours or empty. */
function refuseForeign(/** @type {string} */ directory) {
  let entries;
  try {
    entries = readdirSync(directory);
  } catch (error) {
    throw new StartProblem(
      `数据目录 ${directory} 不允许当前用户进入，请用创建它的用户启动，或改用其他 DATA_DIR。`,
      error,
    );
  }
  if (entries.length > 0 && !entries.some((name) => OWN_ENTRIES.includes(name))) {
    throw new StartProblem(`${directory} 里已有其他文件，不能用作数据库目录，请换一个空目录。`);
  }
}

/** Gives the folder to the account; false when the account cannot work in it (private parents, foreign file system). */
function claim(/** @type {string} */ home, /** @type {import('./os-account.mjs').Account | undefined} */ account) {
  try {
    chmodSync(home, 0o700);
    if (account) chownSync(home, account.uid, account.gid);
  } catch {
    return false;
  }
  return accountCan(account, '-w', join(home, '.'));
}

function elsewhere(/** @type {import('./os-account.mjs').Account | undefined} */ account) {
  const home = join(SYSTEM_HOME, `cluster-${randomBytes(6).toString('hex')}`);
  try {
    mkdirSync(SYSTEM_HOME, { recursive: true, mode: 0o755 });
    mkdirSync(home, { mode: 0o700 });
  } catch (error) {
    throw new StartProblem(
      `数据库用户进不了数据目录，也无法使用 ${SYSTEM_HOME}，请把 DATA_DIR 设为所有用户都可进入的目录。`,
      error,
    );
  }
  if (claim(home, account)) return home;
  throw new StartProblem(`数据库用户无法写入 ${home}，请检查 ${SYSTEM_HOME} 的权限，或改用其他 DATA_DIR。`);
}

/** @returns {{ home?: string, port?: number }} */
function recall(/** @type {string} */ directory) {
  const file = join(directory, 'cluster.json');
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new StartProblem(`${file} 已损坏，请从备份恢复该文件后再启动。`, error);
  }
}

function remember(/** @type {string} */ directory, /** @type {{ home?: string, port?: number }} */ memory) {
  const file = join(directory, 'cluster.json');
  writeFileSync(`${file}.new`, `${JSON.stringify(memory, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
