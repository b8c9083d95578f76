import pg from 'pg';
import { StartProblem } from '../start-problem.mjs';

const NAME = 'cadre_health';
const CONNECT_MS = 10_000;

/**
 * The product's own database in an embedded cluster, made when it is not there yet.
 * @param {string} clusterUrl address of the superuser
 * @returns {Promise<string>} the owner's address of that database
 */
export async function ensureProductDatabase(clusterUrl) {
  const client = new pg.Client({ connectionString: clusterUrl, connectionTimeoutMillis: CONNECT_MS });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [NAME]);
    if (!rowCount) await client.query(`create database ${NAME}`);
  } finally {
    await client.end();
  }
  const url = new URL(clusterUrl);
  url.pathname = `/${NAME}`;
  return url.href;
}

/**
 * Whether a database server of somebody else lets us in.
 * @param {string} url the owner's address
 * @throws {StartProblem} when it does not
 */
export async function requireReachable(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  try {
    await client.connect();
  } catch (error) {
    const { hostname, port, pathname } = new URL(url);
    const cause = error instanceof Error ? error.message || ('code' in error ? String(error.code) : '') : '';
    throw new StartProblem(
      `连不上 DATABASE_URL 指定的数据库 ${hostname}:${port || 5432}${pathname}（${cause}），请检查数据库是否已启动、地址和密码是否正确。`,
      error,
    );
  } finally {
    await client.end().catch(() => {});
  }
}
