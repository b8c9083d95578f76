import { spawn, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { StartProblem } from '../start-problem.mjs';

/**
 * The operating system's account that runs PostgreSQL.
 * @typedef {{ uid: number, gid: number }} Account
 * @typedef {{ code: number | null, output: string }} ToolResult output holds standard output and error together
 */

const CANDIDATES = ['postgres', 'nobody'];

/**
 * PostgreSQL refuses to run as root, so root lends it an unprivileged account: the owner of existing data, else a known one.
 * @param {string} dataDirectory where the data is or will be
 * @returns {Account | undefined} undefined when we are not root and run it as ourselves
 */
export function serverAccount(dataDirectory) {
  const owner = statSync(dataDirectory, { throwIfNoEntry: false });
  const self = process.getuid?.();
  if (self !== 0) {
    if (!owner || owner.uid === self) return undefined;
    throw new StartProblem(`数据目录 ${dataDirectory} 属于另一个系统用户，请用创建它的用户启动，或改用其他 DATA_DIR。`);
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of CANDIDATES) {
    const uid = numberFrom('id', ['-u', name]);
    const gid = numberFrom('id', ['-g', name]);
    if (uid && gid) return { uid, gid };
  }
  throw new StartProblem(
    '本机以 root 身份运行，却没有可供数据库使用的普通系统用户，请先执行 useradd --system postgres 再启动。',
  );
}

/**
 * Runs a program as that account and waits for it.
 * @param {Account | undefined} account
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, timeoutMs?: number }} options the account must be able to enter cwd
 * @returns {Promise<ToolResult>}
 */
export function runAs(account, command, args, { cwd, timeoutMs = 120_000 }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      ...account,
      cwd,
      env: environment(),
      timeout: timeoutMs,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (/** @type {Buffer} */ chunk) => (output += chunk.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error) => resolve({ code: null, output: error.message }));
    child.once('close', (code) => resolve({ code, output }));
  });
}

/**
 * Whether the account passes a test(1) expression on a path, e.g. `-x` on a program.
 * @param {Account | undefined} account
 * @param {string} operator
 * @param {string} path
 */
export function accountCan(account, operator, path) {
  return (
    spawnSync('/bin/sh', ['-c', `test ${operator} "$1"`, 'sh', path], { ...account, cwd: '/', stdio: 'ignore' })
      .status === 0
  );
}

/** Messages stay English and times Chinese whatever the user's shell says. */
function environment() {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', TZ: 'Asia/Shanghai', LC_MESSAGES: 'C' };
}

function numberFrom(/** @type {string} */ command, /** @type {string[]} */ args) {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? Number(stdout.trim()) : undefined;
}
