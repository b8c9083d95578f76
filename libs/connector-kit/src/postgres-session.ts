import pg from 'pg';
import { postgresError } from './postgres-error.js';
import type { Connection } from './pull-transport.js';
import { inLowerCase } from './row-names.js';
import { sealed, unsealed } from './row-seal.js';
import { CHINA } from './source-time.js';
import type { SqlSession, TextRow } from './sql-dialect.js';
import { answered } from './sql-error.js';
import { sqlOptions } from './sql-options.js';
import { SqlSocket } from './sql-socket.js';
import type { SqlViewLimits } from './sql-view-types.js';
import { TransportError } from './transport-error.js';

/** How much longer than the server we wait for its own time-out to reach us, before the line counts as dead. */
const GRACE_MS = 1_000;
const asPrinted = { getTypeParser: () => (text: string) => text };

/** @throws TransportError when the source cannot be reached or does not let us in */
export async function connectPostgres(connection: Connection, limits: SqlViewLimits): Promise<SqlSession> {
  const { encrypt, trust, minVersion } = sqlOptions(connection);
  const socket = new SqlSocket();
  const client = new pg.Client({
    connectionString: connection.url,
    stream: () => socket,
    connectionTimeoutMillis: limits.connectTimeoutMs,
    statement_timeout: limits.statementTimeoutMs,
    query_timeout: limits.statementTimeoutMs + GRACE_MS,
    keepAlive: true,
    ...(encrypt ? { ssl: { rejectUnauthorized: !trust, ...(minVersion ? { minVersion } : {}) } } : {}),
    application_name: 'cadre-health',
    // One fixed way to print times, whatever the login's own settings are.
    options: `-c default_transaction_read_only=on -c TimeZone=${CHINA} -c DateStyle=ISO -c IntervalStyle=iso_8601`,
    types: asPrinted,
  });
  // The failure itself arrives at the query that was waiting, or at the next one.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    socket.destroy();
    throw postgresError(error, 'connect');
  }
  return {
    async query(sql, values = []) {
      socket.asked();
      const { rows, rowCount } = await answered(client.query<TextRow>(sealed(sql), [...values]), inOurWords);
      const whole = rowCount === rows.length ? unsealed(rows) : undefined;
      if (!whole)
        throw new TransportError('broken', '收到的数据与来源不一致，已丢弃。请检查网络和中间设备，系统会自动重试。');
      return inLowerCase(whole);
    },
    async begin() {
      await answered(client.query('begin isolation level repeatable read read only'), inOurWords);
    },
    async end() {
      await answered(client.query('rollback'), inOurWords);
    },
    cut: () => socket.destroy(),
    async close() {
      const late = setTimeout(() => socket.destroy(), GRACE_MS);
      await client.end().catch(() => undefined);
      clearTimeout(late);
    },
  };
}

const inOurWords = (error: unknown): TransportError => postgresError(error, 'query');
