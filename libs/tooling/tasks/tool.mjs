import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { runForeground } from '../start/foreground.mjs';
import { ROOT } from '../start/project.mjs';

const BIN = join(ROOT, 'libs/tooling/node_modules/.bin');
export const TSC = join(ROOT, 'libs/tooling/node_modules/@typescript/native/bin/tsc');

/**
 * The project's tools and its Node come first, so that a tool never runs on the host's Node.
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment() {
  return { ...process.env, PATH: [dirname(process.execPath), BIN, process.env['PATH'] ?? ''].join(delimiter) };
}

/**
 * Runs one of the project's tools in our terminal.
 * @param {string} name as in libs/tooling/node_modules/.bin
 * @param {readonly string[]} args
 * @returns {Promise<number>} exit code
 */
export function runTool(name, args) {
  return runForeground(join(BIN, name), args, { cwd: ROOT, env: toolEnvironment() });
}

/**
 * Runs a script under our own Node.
 * @param {readonly string[]} args script and arguments
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} exit code
 */
export function runNode(args, env = toolEnvironment()) {
  return runForeground(process.execPath, args, { cwd: ROOT, env });
}

/**
 * Runs a script under our own Node and keeps what it prints.
 * @param {readonly string[]} args script and arguments
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{ code: number, stdout: string }>} its errors go to the screen
 */
export function captureNode(args, env = toolEnvironment()) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.once('error', () => resolve({ code: 127, stdout: '' }));
    child.once('close', (code) => resolve({ code: code ?? 1, stdout: Buffer.concat(chunks).toString('utf8') }));
  });
}
