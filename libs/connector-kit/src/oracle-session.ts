import type { Connection as OracleConnection, FetchTypeResponse, Metadata } from 'oracledb';
import { oracleError } from './oracle-error.js';
import type { Connection } from './pull-transport.js';
import { inLowerCase } from './row-names.js';
import type { SqlSession, TextRow } from './sql-dialect.js';
import { answered } from './sql-error.js';
import { addressOf, sqlOptions, type SqlOptions } from './sql-options.js';
import type { SqlViewLimits } from './sql-view-types.js';

/** Rows that travel together. */
const AT_ONCE = 1_000;

/** @throws TransportError when the source cannot be reached or does not let us in */
export async function connectOracle(connection: Connection, limits: SqlViewLimits): Promise<SqlSession> {
  const options = sqlOptions(connection);
  const { user, password } = addressOf(connection.url, 1521);
  const { default: oracledb } = await import('oracledb');
  let client: OracleConnection;
  try {
    // Once for the process, and before its first connection: the driver then speaks through Oracle's own client.
    if (options.clientDirectory && oracledb.thin) oracledb.initOracleClient({ libDir: options.clientDirectory });
    client = await oracledb.getConnection({ user, password, connectString: descriptor(connection, options, limits) });
  } catch (error) {
    throw oracleError(error);
  }
  client.callTimeout = limits.statementTimeoutMs;
  const longTexts = [oracledb.DB_TYPE_CLOB, oracledb.DB_TYPE_NCLOB, oracledb.DB_TYPE_LONG];
  const asText = ({ dbType }: Metadata<unknown>): FetchTypeResponse | undefined =>
    longTexts.some((type) => type === dbType) ? { type: oracledb.STRING } : undefined;
  const execute = async (sql: string, values: readonly unknown[] = []): Promise<readonly TextRow[]> => {
    const asked = client.execute<Record<string, unknown>>(sql, [...values] as never, {
      outFormat: oracledb.OUT_FORMAT_OBJECT, maxRows: 0, fetchArraySize: AT_ONCE, fetchTypeHandler: asText,
    });
    return (await answered(asked, oracleError)).rows?.map(texts) ?? [];
  };
  const cut = (): void => {
    void client.break().catch(() => undefined);
    void client.close({ drop: true }).catch(() => undefined);
  };
  try {
    await execute(`alter session set nls_numeric_characters = '.,' time_zone = '+08:00'`);
  } catch (error) {
    cut();
    throw error;
  }
  return {
    query: async (sql, values) => inLowerCase(await execute(sql, values)),
    // Every statement until the end sees the moment of the first, and none may write.
    begin: async () => void (await execute('set transaction read only')),
    end: () => answered(client.rollback(), oracleError),
    cut,
    close: () => client.close().catch(() => undefined),
  };
}

/** Where to, as Oracle's own tools write it; the only form that takes a SID. */
export function descriptor({ url }: Connection, { sid, encrypt = false, trust }: SqlOptions, { connectTimeoutMs }: SqlViewLimits): string {
  const { host, port, database } = addressOf(url, 1521);
  const seconds = Math.max(1, Math.ceil(connectTimeoutMs / 1000));
  const target = sid ? `(SID=${plain(sid)})` : `(SERVICE_NAME=${plain(database)})`;
  const security = encrypt ? `(SECURITY=(SSL_SERVER_DN_MATCH=${trust ? 'OFF' : 'ON'}))` : '';
  const address = `(ADDRESS=(PROTOCOL=${encrypt ? 'TCPS' : 'TCP'})(HOST=${plain(host)})(PORT=${port}))`;
  return `(DESCRIPTION=(CONNECT_TIMEOUT=${seconds})(TRANSPORT_CONNECT_TIMEOUT=${seconds})${address}(CONNECT_DATA=${target})${security})`;
}

/** A name cannot end its place in the descriptor and begin another. */
function plain(name: string): string {
  return name.replace(/[^\w.$#:-]/g, '');
}

function texts(row: Record<string, unknown>): TextRow {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null || value === undefined ? null : String(value)]));
}
