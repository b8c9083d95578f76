import { connectPostgres } from './postgres-session.js';
import type { SqlDialect, ViewColumn } from './sql-dialect.js';

const range = (length: number, from: number): string[] => Array.from({ length }, (_, index) => `$${from + index}`);
const tuple = (items: readonly string[]): string => (items.length === 1 ? items[0]! : `(${items.join(', ')})`);
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const names = (columns: readonly ViewColumn[]): string[] => columns.map(({ name }) => quoted(name));

/** Parameters stay untyped text: PostgreSQL reads them as the type of the column they meet, so nothing is rounded. */
export const postgresDialect: SqlDialect = {
  connect: connectPostgres,
  clock: `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`,
  version: 'select version() as version',
  // Rights of membership in a role and of PUBLIC count too; a superuser can write everything.
  async writable(session) {
    const [row] = await session.query(
      `select count(*)::text as writable from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'v', 'f') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_t'
         and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'insert, update, delete, truncate')`,
    );
    return Number(row?.['writable'] ?? Number.NaN);
  },
  columns: `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = to_regclass($1) and attnum > 0 and not attisdropped order by attnum`,
  offered: `select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname as view, lower(a.attname) as name,
      format_type(a.atttypid, a.atttypmod) as type, col_description(c.oid, a.attnum) as comment
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and a.attnum > 0 and not a.attisdropped
      and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_t'
      and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')
    order by 1, a.attnum`,
  // Each answer carries the source's own checksum of every row; see row-seal.ts.
  protects: () => true,
  view: (name) => name.split('.').map(quoted).join('.'),
  identifier: quoted,
  list: (columns) => names(columns).join(', '),
  parameter: (position, _column, text) => ({ sql: `$${position}`, value: text }),
  after: (columns, place, first) => ({
    sql: `${tuple(names(columns))} > ${tuple(range(place.length, first))}`,
    values: place,
  }),
  oneOf: (columns, combinations, first) => {
    if (columns.length === 1)
      return { sql: `${names(columns)[0]} = any($${first})`, values: [combinations.map(([only]) => only)] };
    const rows = combinations.map((values, index) => tuple(range(values.length, first + index * columns.length)));
    return { sql: `${tuple(names(columns))} in (${rows.join(', ')})`, values: combinations.flat() };
  },
  limited: (select, rows) => `${select} limit ${rows}`,
};
