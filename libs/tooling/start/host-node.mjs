import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { StartProblem } from '../start-problem.mjs';
import { ROOT } from './project.mjs';

/** The host's Node only installs and hands over, so an older one will do. */
const BOOTSTRAP = [20, 19];
const RUNTIME = [24, 0];

/**
 * Why this Node cannot even install the project.
 * @param {string} version e.g. `20.19.0`
 * @returns {string | undefined} one Chinese sentence, or nothing when it will do
 */
export function hostNodeProblem(version) {
  if (atLeast(version, BOOTSTRAP)) return undefined;
  return `当前 Node.js 版本为 ${version}，至少需要 ${BOOTSTRAP.join('.')}，请从 https://nodejs.org/ 安装新版本后再执行。`;
}

/**
 * The Node 24 everything runs on: the one the workspace brings, else the host's if it is new enough.
 * @returns {string} path of the program
 */
export function runtimeNode() {
  const own = join(ROOT, `libs/tooling/node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(own)) return realpathSync(own);
  if (atLeast(process.versions.node, RUNTIME)) return process.execPath;
  throw new StartProblem(
    `项目没有为 ${process.platform}-${process.arch} 自带 Node.js ${RUNTIME[0]}，请先在本机安装 Node.js ${RUNTIME[0]} 或更高版本再执行。`,
  );
}

function atLeast(/** @type {string} */ version, /** @type {number[]} */ [major = 0, minor = 0]) {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}
