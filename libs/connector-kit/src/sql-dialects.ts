import { mssqlDialect } from './mssql-dialect.js';
import { mysqlDialect } from './mysql-dialect.js';
import { oracleDialect } from './oracle-dialect.js';
import { postgresDialect } from './postgres-dialect.js';
import type { SqlDialect } from './sql-dialect.js';
import { TransportError } from './transport-error.js';

/** By the protocol of the address. Another database is one line here. */
const DIALECTS: Readonly<Record<string, SqlDialect>> = {
  'postgres:': postgresDialect,
  'postgresql:': postgresDialect,
  'mysql:': mysqlDialect,
  'mariadb:': mysqlDialect,
  'oracle:': oracleDialect,
  'sqlserver:': mssqlDialect,
  'mssql:': mssqlDialect,
};

/** @throws TransportError when the address names no database we can read */
export function dialectOf(url: string): SqlDialect {
  const dialect = DIALECTS[URL.canParse(url) ? new URL(url).protocol : ''];
  if (dialect) return dialect;
  const known = Object.keys(DIALECTS).map((protocol) => `${protocol}//`).join('、');
  throw new TransportError('query', `数据源地址无效，目前支持以这些开头的地址：${known}。`);
}
