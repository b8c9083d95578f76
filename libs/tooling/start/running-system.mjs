import { join } from 'node:path';
import { runApiCommand } from './api-command.mjs';
import { KeptCluster } from './kept-cluster.mjs';
import { ROOT } from './project.mjs';
import { Service } from './service.mjs';

/** Everything one start has begun, so that its end leaves nothing behind. */
export class RunningSystem {
  #ending = new AbortController();
  /** @type {{ service: Service, patienceMs: number }[]} */
  #services = [];
  /** @type {KeptCluster[]} */
  #clusters = [];
  /** @type {Promise<void> | undefined} */
  #stopped;

  /**
   * @param {string} dataDir
   * @param {(line: string) => void} log
   */
  constructor(dataDir, log) {
    this.dataDir = dataDir;
    this.log = log;
  }

  /** Whether the end has begun. */
  get isEnding() {
    return this.#ending.signal.aborted;
  }

  /**
   * Starts a cluster below the data directory and watches over it.
   * @param {string} title what a user calls it
   * @param {string} folder relative to the data directory
   * @returns {Promise<string>} address of its superuser
   */
  async cluster(title, folder) {
    this.#ending.signal.throwIfAborted();
    const cluster = new KeptCluster({ title, directory: join(this.dataDir, folder), log: this.log });
    this.#clusters.push(cluster);
    return cluster.start();
  }

  /**
   * Starts a process of ours and watches over it.
   * @param {Pick<import('./service.mjs').ServiceOptions, 'title' | 'args' | 'env' | 'onGivenUp'> & { name: string, patienceMs: number }} options
   *   name: of its log file; patienceMs: time it gets for an orderly end
   * @returns {Service}
   */
  service({ name, patienceMs, ...options }) {
    this.#ending.signal.throwIfAborted();
    const service = new Service({ ...options, cwd: ROOT, log: this.log, logFile: this.#logFile(name) });
    this.#services.push({ service, patienceMs });
    service.start();
    return service;
  }

  /**
   * Runs one command of the server to its end.
   * @param {string} title what a user calls it
   * @param {readonly string[]} args
   * @param {NodeJS.ProcessEnv} env
   */
  async command(title, args, env) {
    await runApiCommand(args, {
      title,
      env,
      logFile: this.#logFile('commands'),
      log: this.log,
      signal: this.#ending.signal,
    });
  }

  /** Stops all of it: the server first, then what it read from, the databases last. May be called again. */
  stop() {
    this.#ending.abort();
    this.#stopped ??= this.#stopInOrder();
    return this.#stopped;
  }

  async #stopInOrder() {
    for (const { service, patienceMs } of this.#services.toReversed()) await service.stop(patienceMs);
    await Promise.all(this.#clusters.map((cluster) => cluster.stop()));
  }

  #logFile(/** @type {string} */ name) {
    return join(this.dataDir, 'logs', `${name}.log`);
  }
}
