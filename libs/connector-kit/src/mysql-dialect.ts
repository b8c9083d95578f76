import { writingGrants } from './mysql-grants.js';
import { connectMysql } from './mysql-session.js';
import { SEAL } from './row-text-seal.js';
import { among, behind } from './sql-conditions.js';
import type { SqlDialect, ViewColumn } from './sql-dialect.js';

const one = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
const BINARY = /blob|binary|^bit|geometry|point|polygon|linestring/;

/** Its text in UTF-8; what holds no text, in hexadecimal. */
const printed = ({ name, type }: ViewColumn): string => (BINARY.test(type) ? `hex(${one(name)})` : one(name));

/** MySQL and MariaDB. Views over MyISAM tables have no snapshot; the look-back makes up for it. */
export const mysqlDialect: SqlDialect = {
  connect: connectMysql,
  clock: `select date_format(utc_timestamp(3), '%Y-%m-%dT%H:%i:%s.%fZ') as now`,
  version: 'select version() as version',
  writable: writingGrants,
  columns: `select column_name as name, column_type as type from information_schema.columns
    where concat(if(table_schema = database(), '', concat(table_schema, '.')), table_name) = ? order by ordinal_position`,
  offered: `select concat(if(table_schema = database(), '', concat(table_schema, '.')), table_name) as view, lower(column_name) as name,
      column_type as type, nullif(column_comment, '') as comment
    from information_schema.columns where table_schema not in ('information_schema', 'mysql', 'performance_schema', 'sys')
    order by 1, ordinal_position`,
  // Each answer carries a checksum of every row that the source made; see row-text-seal.ts.
  protects: () => true,
  view: (name) => name.split('.').map(one).join('.'),
  identifier: one,
  list(columns) {
    const texts = columns.map((column) => `ifnull(concat('=', convert(${printed(column)} using utf8mb4)), '-')`);
    const list = columns.map((column) => `${printed(column)} as ${one(column.name)}`);
    return `${list.join(', ')}, md5(concat_ws(x'1f', ${texts.join(', ')})) as ${SEAL}`;
  },
  // A text against a number would be compared as two binary fractions, which long numbers do not survive.
  parameter: (_position, { type }, text) => ({ sql: literalOf(type), value: text }),
  after: (columns, place, first) => behind(mysqlDialect, columns, place, first),
  oneOf: (columns, combinations, first) => among(mysqlDialect, columns, combinations, first),
  limited: (select, rows) => `${select} limit ${rows}`,
};

function literalOf(type: string): string {
  if (/int\b|int\(/.test(type)) return type.includes('unsigned') ? 'cast(? as unsigned)' : 'cast(? as signed)';
  if (/^(decimal|numeric)/.test(type)) return 'cast(? as decimal(65, 30))';
  if (/^(datetime|timestamp)/.test(type)) return 'cast(? as datetime(6))';
  if (type.startsWith('date')) return 'cast(? as date)';
  return '?';
}
