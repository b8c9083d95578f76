import type { Connection as MysqlConnection, RowDataPacket, TypeCastField } from 'mysql2/promise';
import { mysqlError } from './mysql-error.js';
import type { Connection } from './pull-transport.js';
import { inLowerCase } from './row-names.js';
import { SEAL, unsealedTexts } from './row-text-seal.js';
import type { SqlSession, TextRow } from './sql-dialect.js';
import { answered } from './sql-error.js';
import { addressOf, sqlOptions } from './sql-options.js';
import { SqlSocket } from './sql-socket.js';
import type { SqlViewLimits } from './sql-view-types.js';
import { TransportError } from './transport-error.js';

/** How much longer than the server we wait for its own time-out to reach us, before the line counts as dead. */
const GRACE_MS = 1_000;
/** Columns that hold no text are selected as hexadecimal, so everything that comes is UTF-8. */
const asPrinted = (field: TypeCastField): string | null => field.string('utf8');

/** @throws TransportError when the source cannot be reached or does not let us in */
export async function connectMysql(connection: Connection, limits: SqlViewLimits): Promise<SqlSession> {
  const { encrypt = false, trust, minVersion } = sqlOptions(connection);
  const { host, port, user, password, database } = addressOf(connection.url, 3306);
  const { createConnection } = await import('mysql2');
  const socket = new SqlSocket();
  socket.setKeepAlive(true).setNoDelay(true).connect(port, host);
  const driver = createConnection({
    host, port, user, password, database,
    stream: socket,
    connectTimeout: limits.connectTimeoutMs,
    charset: 'utf8mb4',
    typeCast: asPrinted,
    // What a source calls its columns must never become code, and no server may ask for our files.
    disableEval: true,
    flags: ['-LOCAL_FILES'],
    ...(encrypt ? { ssl: { rejectUnauthorized: !trust, ...(minVersion ? { minVersion } : {}) } } : {}),
  });
  // The failure itself arrives at the query that was waiting, or at the next one.
  driver.on('error', () => undefined);
  // The driver only warns when an answer lacks a packet, which may be a row.
  driver.on('warn', (warning: Error) => socket.destroy(warning));
  const client = driver.promise();
  try {
    await client.connect();
    await settle(client, limits);
  } catch (error) {
    socket.destroy();
    throw mysqlError(error);
  }
  return {
    async query(sql, values = []) {
      socket.asked();
      const asked = client.query<(RowDataPacket & TextRow)[]>({ sql, values: [...values], timeout: limits.statementTimeoutMs + GRACE_MS });
      const [rows] = await answered(asked, mysqlError);
      const plain = inLowerCase(rows);
      if (!plain[0] || !(SEAL in plain[0])) return plain;
      const whole = unsealedTexts(plain);
      if (whole) return whole;
      throw new TransportError('broken', '收到的数据与来源不一致，已丢弃。请检查网络和中间设备，系统会自动重试。');
    },
    async begin() {
      await answered(client.query('start transaction with consistent snapshot, read only'), mysqlError);
    },
    async end() {
      await answered(client.query('rollback'), mysqlError);
    },
    cut: () => socket.destroy(),
    async close() {
      const late = setTimeout(() => socket.destroy(), GRACE_MS);
      await client.end().catch(() => undefined);
      clearTimeout(late);
    },
  };
}

/** One fixed way to print times and to read quotes, whatever the server's own settings are. */
async function settle(client: MysqlConnection, { statementTimeoutMs }: SqlViewLimits): Promise<void> {
  await client.query(`set time_zone = '+08:00', sql_mode = ''`);
  await client.query('set session transaction isolation level repeatable read');
  const [[row]] = await client.query<(RowDataPacket & { version: string })[]>('select version() as version');
  const mariadb = /mariadb/i.test(row?.version ?? '');
  // MySQL counts in milliseconds and knows this since 5.7, MariaDB in seconds; older ones are stopped by our own clock.
  const limit = mariadb ? `set max_statement_time = ${statementTimeoutMs / 1000}` : `set max_execution_time = ${statementTimeoutMs}`;
  await client.query(limit).catch((error: unknown) => {
    if (mysqlError(error).kind !== 'query') throw error;
  });
}
