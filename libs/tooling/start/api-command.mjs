import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { StartProblem } from '../start-problem.mjs';
import { rotate } from './child-log.mjs';
import { ROOT } from './project.mjs';

const CLI = join(ROOT, 'apps/api/dist/cli.js');
const GUARD = fileURLToPath(new URL('./end-with-parent.mjs', import.meta.url));

/**
 * Runs one command of the server to its end. What it says to people goes to `log`, its JSON lines to the log file.
 * @param {readonly string[]} args e.g. `['migrate']`
 * @param {{ title: string, env: NodeJS.ProcessEnv, logFile: string, log: (line: string) => void, signal: AbortSignal }} options
 * @throws {StartProblem} when it fails
 */
export async function runApiCommand(args, { title, env, logFile, log, signal }) {
  signal.throwIfAborted();
  rotate(logFile);
  const child = spawn(process.execPath, ['--import', GUARD, CLI, ...args], {
    cwd: ROOT,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const end = () => child.kill('SIGTERM');
  signal.addEventListener('abort', end, { once: true });
  let last = '';
  const listen = (/** @type {import('node:stream').Readable | null} */ stream, /** @type {boolean} */ shown) =>
    stream &&
    createInterface({ input: stream }).on('line', (line) => {
      appendFileSync(logFile, `${line}\n`, { mode: 0o600 });
      if (line.trim() === '' || line.startsWith('{')) return;
      last = line.trim();
      if (shown) log(`    ${last}`);
    });
  listen(child.stdout, true);
  listen(child.stderr, false);
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('close', (status) => resolve(status ?? 1));
  });
  signal.removeEventListener('abort', end);
  signal.throwIfAborted();
  if (code !== 0) throw new StartProblem(`${title}没有完成：${sentence(last)}详见 ${logFile}。`);
}

function sentence(/** @type {string} */ text) {
  if (text === '') return '';
  return /[。！？]$/.test(text) ? text : `${text}。`;
}
