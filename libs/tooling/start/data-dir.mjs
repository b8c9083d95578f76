import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartProblem } from '../start-problem.mjs';

/**
 * Makes the data directory and takes it for this process, so that a second start cannot work on the same data.
 * @param {string} dataDir
 * @returns {{ release: () => void, inherited: boolean }} inherited: an earlier start was killed and left the lock behind
 */
export function lockDataDir(dataDir) {
  try {
    // Others may pass through: the database's account needs its own folder inside, which is private again.
    mkdirSync(dataDir, { recursive: true, mode: 0o711 });
    mkdirSync(join(dataDir, 'logs'), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StartProblem(`无法写入数据目录 ${dataDir}，请检查权限和磁盘空间，或用 DATA_DIR 指定其他目录。`, error);
  }
  const file = join(dataDir, 'start.lock');
  const inherited = !claim(file);
  if (inherited) {
    const [pid, identity] = readFileSync(file, 'utf8').split('\n');
    if (identity && identityOf(Number(pid)) === identity) {
      throw new StartProblem(
        `数据目录 ${dataDir} 正在被另一个 npm start（进程 ${pid}）使用，请先停止它，或用 DATA_DIR 指定其他目录。`,
      );
    }
    rmSync(file, { force: true });
    if (!claim(file)) throw new StartProblem(`数据目录 ${dataDir} 刚被另一个 npm start 占用，请先停止它再启动。`);
  }
  return { release: () => rmSync(file, { force: true }), inherited };
}

/** Creates the lock; false when there is one already. */
function claim(/** @type {string} */ file) {
  try {
    writeFileSync(file, `${process.pid}\n${identityOf(process.pid)}\n`, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw new StartProblem(`无法写入 ${file}，请检查权限和磁盘空间。`, error);
  }
}

/** When the process began: a number alone may belong to another program by now. Undefined when there is none. */
function identityOf(/** @type {number} */ pid) {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim() || undefined;
  }
  try {
    // The program's name is in parentheses and may hold blanks; the start time is the 20th word after it.
    const words = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return words[0] === 'Z' ? undefined : words[19];
  } catch {
    return undefined;
  }
}
