import { startCluster } from '../postgres/embedded-postgres.mjs';

const LOOK_EVERY_MS = 2000;

/** A PostgreSQL cluster that is started again, on the same port, when somebody ends it behind our back. */
export class KeptCluster {
  /** @type {Promise<import('../postgres/embedded-postgres.mjs').Cluster> | undefined} */
  #cluster;
  #stopping = false;
  /** @type {NodeJS.Timeout | undefined} */
  #watch;

  /**
   * @param {{ title: string, directory: string, settings?: Record<string, string>, log: (line: string) => void }} options
   */
  constructor(options) {
    this.options = options;
  }

  /** @returns {Promise<string>} address of its superuser */
  async start() {
    const { title, directory, settings, log } = this.options;
    this.#cluster = startCluster({ directory, settings, log: (line) => log(`${title}：${line}`) });
    const { url } = await this.#cluster;
    if (!this.#stopping) this.#watch = setInterval(() => void this.#look(), LOOK_EVERY_MS);
    return url;
  }

  /** Ends it, also while it is still starting. */
  async stop() {
    this.#stopping = true;
    clearInterval(this.#watch);
    const cluster = await this.#cluster?.catch(() => undefined);
    await cluster?.stop();
  }

  async #look() {
    const cluster = await this.#cluster?.catch(() => undefined);
    if (this.#stopping || (cluster && isAlive(cluster.pid))) return;
    clearInterval(this.#watch);
    const { title, log } = this.options;
    log(`${title}意外停止，正在恢复……`);
    try {
      await this.start();
    } catch (error) {
      log(error instanceof Error ? error.message : String(error));
      this.#watch = setInterval(() => void this.#look(), LOOK_EVERY_MS);
    }
  }
}

function isAlive(/** @type {number} */ pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
