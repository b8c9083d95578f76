import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StartProblem } from '../start-problem.mjs';
import { fingerprint, isRecorded, record } from './fingerprint.mjs';
import { runForeground } from './foreground.mjs';
import { ROOT } from './project.mjs';

const TSC = join(ROOT, 'libs/tooling/node_modules/@typescript/native/bin/tsc');
const VITE = join(ROOT, 'apps/web/node_modules/vite/bin/vite.js');
const RULES = ['pnpm-lock.yaml', 'tsconfig.json', 'libs/tooling/tsconfig'];

/**
 * What is built, from what, and the files that show it is there.
 * @typedef {{ name: string, title: string, sources: string[], results: string[], command: string[], cwd: string }} Target
 * @type {Record<'server' | 'web', Target>}
 */
const TARGETS = {
  server: {
    name: 'server',
    title: '服务端',
    sources: [...RULES, 'libs/clinical', 'libs/connector-kit', 'libs/connectors', 'apps/api', 'apps/simulators'],
    results: ['apps/api/dist/main.js', 'apps/api/dist/cli.js', 'apps/simulators/dist/main.js'],
    command: [TSC, '-b', '.'],
    cwd: ROOT,
  },
  web: {
    name: 'web',
    title: '网页',
    sources: [...RULES, 'libs/clinical/src', 'libs/api-client', 'apps/web'],
    results: ['apps/web/dist/index.html'],
    command: [VITE, 'build', '--logLevel', 'warn'],
    cwd: join(ROOT, 'apps/web'),
  },
};

/**
 * Builds the parts whose sources changed since their last successful build.
 * @param {string} node path of the Node 24 program
 * @param {(line: string) => void} log
 * @param {readonly ('server' | 'web')[]} [parts]
 */
export async function buildChanged(node, log, parts = ['server', 'web']) {
  for (const part of parts) await build(TARGETS[part], node, log);
}

async function build(
  /** @type {Target} */ target,
  /** @type {string} */ node,
  /** @type {(line: string) => void} */ log,
) {
  const wanted = fingerprint(target.sources);
  if (isRecorded(`built-${target.name}`, wanted) && missing(target).length === 0) return;
  log(`正在构建${target.title}……`);
  const code = await runForeground(node, target.command, { cwd: target.cwd, stdoutToStderr: true });
  if (code !== 0) throw new StartProblem(`${target.title}构建失败，请按上面的提示修正源代码后重新执行。`);
  const [lost] = missing(target);
  if (lost) throw new StartProblem(`${target.title}构建后缺少 ${lost}，请删除各 dist 目录后重新执行。`);
  record(`built-${target.name}`, wanted);
}

function missing(/** @type {Target} */ target) {
  return target.results.filter((path) => !existsSync(join(ROOT, path)));
}
