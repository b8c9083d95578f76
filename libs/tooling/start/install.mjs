import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartProblem } from '../start-problem.mjs';
import { fingerprint, isRecorded, record } from './fingerprint.mjs';
import { runForeground } from './foreground.mjs';
import { PACKAGES, ROOT } from './project.mjs';

const PNPM = 'pnpm@12.21.0';
const RECORD = 'installed';

/**
 * Installs the pinned workspace when the lock file changed since the last time or something of it is missing.
 * @param {(line: string) => void} log
 */
export async function ensureInstalled(log) {
  const wanted = fingerprint(['pnpm-lock.yaml', 'pnpm-workspace.yaml']);
  if (isRecorded(RECORD, wanted) && missingPackages().length === 0) return;
  log('正在安装项目所需的组件，首次约需一两分钟……');
  const code = await runForeground(
    'npx',
    ['--yes', PNPM, 'install', '--frozen-lockfile', '--config.confirmModulesPurge=false'],
    {
      cwd: ROOT,
      stdoutToStderr: true,
    },
  );
  if (code === 127) throw new StartProblem('没有找到 npx，请确认安装 Node.js 时一并安装了 npm，再重新执行。');
  if (code !== 0) throw new StartProblem('组件安装没有完成，请检查网络、npm 源和磁盘空间，然后重新执行同一条命令。');
  const missing = missingPackages();
  if (missing.length > 0)
    throw new StartProblem(`组件安装不完整（缺少 ${missing[0]}），请删除 node_modules 目录后重新执行。`);
  record(RECORD, wanted);
}

/** Declared packages that are not there: an installation that was interrupted, or a file somebody deleted. */
function missingPackages() {
  return PACKAGES.flatMap((path) => {
    const manifest = join(ROOT, path, 'package.json');
    if (!existsSync(manifest)) return [];
    const {
      dependencies = {},
      devDependencies = {},
      optionalDependencies = {},
    } = JSON.parse(readFileSync(manifest, 'utf8'));
    // Node and PostgreSQL come as one package per platform, of which only ours is installed.
    const ours = Object.keys(optionalDependencies).filter((name) =>
      name.endsWith(`${process.platform}-${process.arch}`),
    );
    return [...Object.keys({ ...dependencies, ...devDependencies }), ...ours]
      .map((name) => join(path, 'node_modules', name))
      .filter((folder) => !existsSync(join(ROOT, folder, 'package.json')));
  });
}
