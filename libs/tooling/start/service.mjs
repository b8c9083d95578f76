import { spawn } from 'node:child_process';
import { closeSync, openSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { StartProblem } from '../start-problem.mjs';
import { lastLines, readFrom, rotate } from './child-log.mjs';

const GUARD = fileURLToPath(new URL('./end-with-parent.mjs', import.meta.url));
const RESTARTS_PER_MINUTE = 3;
const RESTART_PAUSE_MS = 500;

/**
 * @typedef {object} ServiceOptions
 * @property {string} title what a user calls it
 * @property {readonly string[]} args of Node: flags, script, arguments
 * @property {NodeJS.ProcessEnv} env
 * @property {string} cwd
 * @property {string} logFile gets everything it prints
 * @property {(line: string) => void} log
 * @property {(problem: StartProblem) => void} onGivenUp called once when it keeps dying
 */

/** A process of ours that is meant to run as long as we do: it is started again when it dies, but not for ever. */
export class Service {
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #child;
  #stopping = false;
  /** @type {number[]} */
  #deaths = [];
  #offset = 0;

  /** @param {ServiceOptions} options */
  constructor(options) {
    this.options = options;
  }

  start() {
    const { args, env, cwd, logFile } = this.options;
    rotate(logFile);
    this.#offset = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
    const file = openSync(logFile, 'a', 0o600);
    // A group of its own: Ctrl+C reaches us alone, and we stop everything in order.
    const child = spawn(process.execPath, ['--import', GUARD, ...args], {
      cwd,
      env,
      detached: true,
      stdio: ['ignore', file, file, 'ipc'],
    });
    closeSync(file);
    child.once('error', () => {});
    child.once('exit', (code, signal) => this.#died(signal ?? `代码 ${code}`));
    this.#child = child;
  }

  /**
   * Waits for a line of its output.
   * @param {(line: string) => boolean} isIt
   * @param {number} timeoutMs
   * @returns {Promise<string>}
   */
  line(isIt, timeoutMs) {
    return this.until(() => {
      const text = readFrom(this.options.logFile, this.#offset);
      const whole = text.slice(0, text.lastIndexOf('\n') + 1);
      return whole.split('\n').find(isIt);
    }, timeoutMs);
  }

  /**
   * Asks again and again until the answer is there.
   * @template T
   * @param {() => T | undefined | Promise<T | undefined>} question
   * @param {number} timeoutMs
   * @returns {Promise<T>}
   */
  async until(question, timeoutMs) {
    const deadline = Date.now() + timeoutMs;
    while (Date.now() < deadline && !this.#stopping) {
      const answer = await question();
      if (answer !== undefined) return answer;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    throw new StartProblem(`${this.options.title}没有在 ${timeoutMs / 1000} 秒内就绪，详见 ${this.options.logFile}。`);
  }

  /**
   * Ends it: politely, then by force.
   * @param {number} patienceMs
   */
  async stop(patienceMs) {
    this.#stopping = true;
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    await ended;
    clearTimeout(force);
  }

  #died(/** @type {string} */ how) {
    if (this.#stopping) return;
    const { title, logFile, log, onGivenUp } = this.options;
    log(`${title}意外退出（${how}），最后的输出：`);
    for (const line of lastLines(logFile, 10)) log(`    ${line}`);
    const now = Date.now();
    this.#deaths = [...this.#deaths.filter((at) => now - at < 60_000), now];
    if (this.#deaths.length > RESTARTS_PER_MINUTE) {
      this.#stopping = true;
      onGivenUp(
        new StartProblem(`${title}一分钟内反复退出，已不再重启，请查看 ${logFile} 中的原因后重新执行 npm start。`),
      );
      return;
    }
    log(`正在重新启动${title}……`);
    setTimeout(() => {
      if (!this.#stopping) this.start();
    }, RESTART_PAUSE_MS);
  }
}
