import { codeOf, networkError, NO_ENCRYPTION, sqlError } from './sql-error.js';
import { TransportError, type TransportErrorKind } from './transport-error.js';

/** By the driver's name of the failure. */
const CODES: Readonly<Record<string, TransportErrorKind>> = {
  ER_ACCESS_DENIED_ERROR: 'auth',
  ER_DBACCESS_DENIED_ERROR: 'auth',
  ER_HOST_NOT_PRIVILEGED: 'auth',
  ER_HOST_IS_BLOCKED: 'auth',
  ER_BAD_DB_ERROR: 'auth',
  ER_NOT_SUPPORTED_AUTH_MODE: 'auth',
  AUTH_SWITCH_PLUGIN_ERROR: 'auth',
  ER_CON_COUNT_ERROR: 'refused',
  ER_TOO_MANY_USER_CONNECTIONS: 'refused',
  ER_NO_SUCH_TABLE: 'schema',
  ER_BAD_FIELD_ERROR: 'schema',
  ER_TABLEACCESS_DENIED_ERROR: 'schema',
  ER_COLUMNACCESS_DENIED_ERROR: 'schema',
  ER_VIEW_INVALID: 'schema',
  ER_STATEMENT_TIMEOUT: 'timeout',
  ER_QUERY_TIMEOUT: 'timeout',
  ER_LOCK_WAIT_TIMEOUT: 'timeout',
  PROTOCOL_SEQUENCE_TIMEOUT: 'timeout',
  ER_QUERY_INTERRUPTED: 'broken',
  ER_SERVER_SHUTDOWN: 'broken',
  ER_CONNECTION_KILLED: 'broken',
  PROTOCOL_CONNECTION_LOST: 'broken',
};

/** MariaDB's max_statement_time has a number but no name in the driver. */
const STATEMENT_TIME = 1969;
const OLD_PASSWORD = '来源数据库使用旧式密码（mysql_old_password），无法安全登录。请对方为此账号重设密码（MySQL 4.1 以后的格式）。';

/** The driver's failure in our words. */
export function mysqlError(error: unknown): TransportError {
  if (error instanceof TransportError) return error;
  const code = codeOf(error);
  const network = networkError(error);
  if (network) return network;
  if (code === 'ER_NOT_SUPPORTED_AUTH_MODE' || code === 'AUTH_SWITCH_PLUGIN_ERROR') return sqlError('auth', code, error, OLD_PASSWORD);
  if (code === 'HANDSHAKE_NO_SSL_SUPPORT') return sqlError('refused', code, error, NO_ENCRYPTION);
  const known = numberOf(error) === STATEMENT_TIME ? 'timeout' : CODES[code];
  if (known) return sqlError(known, code, error);
  // A server's own error carries a number and a state; anything else is a line we cannot understand.
  return sqlError(code.startsWith('ER_') || numberOf(error) !== null ? 'query' : 'broken', code, error);
}

function numberOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('errno' in error) || !('sqlState' in error)) return null;
  return typeof error.errno === 'number' ? error.errno : null;
}
