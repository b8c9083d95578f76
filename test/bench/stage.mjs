import { spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@cadre/tooling/postgres/free-port.mjs';
import { destroyCluster, startCluster } from '@cadre/tooling/postgres/embedded-postgres.mjs';
import pg from 'pg';
import { API_DIST, HERE, ROOT } from './places.mjs';

/** @typedef {import('node:child_process').ChildProcess} Child */
/** @typedef {Awaited<ReturnType<typeof openStage>>} Stage */
/** @typedef {{ port: number, mllpPort: number, pid: number, readyMs: number, stop: () => Promise<void> }} Server */

const READY_WITHIN_MS = 60_000;

/**
 * One PostgreSQL as shipped (nothing is lost at a power cut) with a database each for product, floor and a laboratory.
 * @param {{ kept?: string }} [options] `kept`: a folder that stays as it is when the stage closes, and is taken up again the next time
 */
export async function openStage({ kept } = {}) {
  const directory = kept ?? mkdtempSync(join(tmpdir(), 'cadre-bench-'));
  const dataDir = join(directory, 'data');
  const cluster = await startCluster({ directory: join(directory, 'postgres') });
  const log = createWriteStream(join(directory, 'server.log'));
  /** @type {Set<Child>} */
  const children = new Set();
  /** @type {pg.Client[]} */
  const clients = [];
  const urlOf = (/** @type {string} */ database) => Object.assign(new URL(cluster.url), { pathname: `/${database}` }).href;
  const connect = async (/** @type {string} */ database) => {
    const client = new pg.Client({ connectionString: urlOf(database) });
    await client.connect();
    clients.push(client);
    return client;
  };
  const admin = await connect('postgres');
  const there = new Set((await admin.query('select datname from pg_database')).rows.map(({ datname }) => datname));
  for (const name of ['product', 'floor', 'laboratory']) if (!there.has(name)) await admin.query(`create database ${name}`);
  const environment = {
    ...process.env, TZ: 'Asia/Shanghai', DATA_DIR: dataDir, DATABASE_URL: urlOf('product'), FLOOR_URL: urlOf('floor'), DEMO: '0', LOG_LEVEL: 'error',
  };
  const start = (/** @type {string[]} */ args, /** @type {Record<string, string>} */ env = {}) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...environment, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    children.add(child);
    child.once('exit', () => children.delete(child));
    return child;
  };
  return {
    dataDir, urlOf, connect,
    /** The last lines that a server or command wrote: what to look at when one of them failed. */
    lastWords: () => readFileSync(join(directory, 'server.log'), 'utf8').split('\n').slice(-6).join('\n'),
    /** One command of the product's command line. */
    command: async (/** @type {string[]} */ ...words) => {
      const code = await new Promise((resolve) => start([join(API_DIST, 'cli.js'), ...words]).once('exit', resolve));
      if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}`);
    },
    /** The product's server as it is shipped, ready. */
    startProduct: (/** @type {string[]} */ nodeArgs = [], /** @type {Record<string, string>} */ env = {}) =>
      startServer((args, own) => start(args, { ...own, ...env }), [...nodeArgs, join(API_DIST, 'main.js')]),
    startFloor: () => startServer(start, [join(HERE, 'floor/http-server.mjs')]),
    /** A floor without health address: ready when its port answers. */
    startMessageFloor: async () => {
      const port = await freePort();
      const child = start([join(HERE, 'floor/mllp-server.mjs')], { PORT: String(port) });
      return { port, stop: () => end(child) };
    },
    close: async () => {
      await Promise.all([...children].map(end));
      await Promise.all(clients.map((client) => client.end().catch(() => undefined)));
      await (kept ? cluster.stop() : destroyCluster(join(directory, 'postgres')));
      log.end();
      if (!kept) rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** @param {(args: string[], env: Record<string, string>) => Child} start @param {string[]} args @returns {Promise<Server>} */
async function startServer(start, args) {
  const [port, mllpPort] = [await freePort(), await freePort()];
  const begun = performance.now();
  const child = start(args, { PORT: String(port), MLLP_PORT: String(mllpPort), ROLE: 'http,jobs' });
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error(`a server ended with ${child.exitCode} before it was ready`);
    if (performance.now() - begun > READY_WITHIN_MS) throw new Error('a server was not ready within a minute');
    await new Promise((go) => setTimeout(go, 10));
  }
  return { port, mllpPort, pid: child.pid ?? 0, readyMs: performance.now() - begun, stop: () => end(child) };
}

async function isReady(/** @type {number} */ port) {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok;
  } catch {
    return false;
  }
}

async function end(/** @type {Child} */ child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 8_000);
  await gone;
  clearTimeout(late);
}

/** Accounts of the measurement sign in by password alone: a second factor asks a person. @param {pg.Client} owner */
export const withoutSecondFactor = (owner) =>
  owner.query(`insert into parameter (id, value, changed_by) values ('security.secondFactor', '"off"', 'bench') on conflict (id) do update set value = excluded.value`);
