import type { Connection as MssqlConnection, ConnectionConfiguration } from 'tedious';
import { mssqlError } from './mssql-error.js';
import type { Connection } from './pull-transport.js';
import { inLowerCase } from './row-names.js';
import type { SqlSession, TextRow } from './sql-dialect.js';
import { answered } from './sql-error.js';
import { addressOf, sqlOptions, type SqlOptions } from './sql-options.js';
import { SqlSocket } from './sql-socket.js';
import type { SqlViewLimits } from './sql-view-types.js';

type Tedious = typeof import('tedious');
interface Cell {
  readonly metadata: { readonly colName: string };
  readonly value: unknown;
}

/** @throws TransportError when the source cannot be reached or does not let us in */
export async function connectMssql(connection: Connection, limits: SqlViewLimits): Promise<SqlSession> {
  const options = sqlOptions(connection);
  const tedious = await import('tedious');
  const socket = new SqlSocket();
  const client = new tedious.Connection(configuration(connection, options, limits, socket));
  // The failure itself arrives at the query that was waiting, or at the next one.
  client.on('error', () => undefined);
  await answered(
    new Promise<void>((resolve, reject) => {
      client.connect((error) => (error ? reject(error) : resolve()));
    }),
    mssqlError,
  ).catch((error: unknown) => {
    client.close();
    socket.destroy();
    throw error;
  });
  const ask = (sql: string, values: readonly unknown[] = []): Promise<readonly TextRow[]> => {
    socket.asked();
    return answered(asked(tedious, client, sql, values), mssqlError);
  };
  return {
    query: async (sql, values) => inLowerCase(await ask(sql, values)),
    async begin() {
      const level = options.isolation === 'auto' ? await bestLevel(ask) : LEVELS[options.isolation];
      await ask(`set transaction isolation level ${level}; set lock_timeout ${limits.statementTimeoutMs}; begin transaction`);
    },
    end: async () => void (await ask('if @@trancount > 0 rollback transaction')),
    cut() {
      client.close();
      socket.destroy();
    },
    async close() {
      client.close();
    },
  };
}

const LEVELS = { snapshot: 'snapshot', committed: 'read committed', uncommitted: 'read uncommitted' } as const;

/** One state throughout where the database allows it; else what was committed when each page was read. */
async function bestLevel(ask: (sql: string) => Promise<readonly TextRow[]>): Promise<string> {
  const [row] = await ask('select convert(varchar(1), snapshot_isolation_state) as state from sys.databases where database_id = db_id()');
  return row?.['state'] === '1' ? LEVELS.snapshot : LEVELS.committed;
}

/** What the driver is told. Old servers need `minVersion`, which takes their old ciphers along. */
export function configuration({ url }: Connection, options: SqlOptions, limits: SqlViewLimits, socket: SqlSocket): ConnectionConfiguration {
  const { host, port, user, password, database } = addressOf(url, 1433);
  const { encrypt = true, trust, minVersion } = options;
  const old = minVersion === 'TLSv1' || minVersion === 'TLSv1.1';
  return {
    server: host,
    authentication: { type: 'default', options: { userName: user, password } },
    options: {
      port, database, encrypt,
      trustServerCertificate: trust,
      ...(minVersion ? { cryptoCredentialsDetails: { minVersion, ...(old ? { ciphers: 'DEFAULT@SECLEVEL=0' } : {}) } } : {}),
      connectTimeout: limits.connectTimeoutMs,
      requestTimeout: limits.statementTimeoutMs,
      rowCollectionOnRequestCompletion: true,
      dateFormat: 'ymd',
      appName: 'cadre-health',
      connector: () =>
        new Promise((resolve, reject) => {
          socket.once('error', reject);
          socket.connect(port, host, () => {
            socket.off('error', reject);
            resolve(socket);
          });
        }),
    },
  };
}

function asked({ Request, TYPES }: Tedious, client: MssqlConnection, sql: string, values: readonly unknown[]): Promise<readonly TextRow[]> {
  return new Promise((resolve, reject) => {
    const request = new Request(sql, (error, _count, rows: readonly (readonly Cell[])[] = []) => {
      if (error) reject(error);
      else resolve(rows.map(texts));
    });
    for (const [at, value] of values.entries()) request.addParameter(`p${at + 1}`, TYPES.NVarChar, value);
    // Without parameters as plain text, because what `set` says inside a prepared call ends with it.
    if (values.length > 0) client.execSql(request);
    else client.execSqlBatch(request);
  });
}

function texts(cells: readonly Cell[]): TextRow {
  return Object.fromEntries(cells.map(({ metadata, value }) => [metadata.colName, value === null || value === undefined ? null : String(value)]));
}
