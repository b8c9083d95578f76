import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a program in our place until it ends: it has our terminal and gets our signals. When a signal ended it, we end too,
 * with the exit code a shell would report.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, stdoutToStderr?: boolean, channel?: boolean }} options channel: the child
 *   learns through its IPC channel when we are gone
 * @returns {Promise<number>} exit code
 */
export function runForeground(command, args, { cwd, env = process.env, stdoutToStderr = false, channel = false }) {
  return new Promise((resolve) => {
    const out = stdoutToStderr ? 2 : 1;
    const child = spawn(command, args, { cwd, env, stdio: channel ? [0, out, 2, 'ipc'] : [0, out, 2] });
    let signalled = false;
    const forward = (/** @type {NodeJS.Signals} */ signal) => {
      signalled = true;
      child.kill(signal);
    };
    for (const signal of SIGNALS) process.on(signal, forward);
    const end = (/** @type {number} */ code) => {
      for (const signal of SIGNALS) process.off(signal, forward);
      if (signalled && code !== 0) process.exit(code);
      resolve(code);
    };
    child.once('error', () => end(127));
    child.once('exit', (code, signal) => end(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
