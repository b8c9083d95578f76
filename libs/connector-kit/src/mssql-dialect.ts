import { connectMssql } from './mssql-session.js';
import { among, behind } from './sql-conditions.js';
import type { SqlDialect, ViewColumn } from './sql-dialect.js';

const one = (name: string): string => `[${name.replaceAll(']', ']]')}]`;

/** SQL Server 2008 and newer. Written to its manuals, not yet met in the flesh. */
export const mssqlDialect: SqlDialect = {
  connect: connectMssql,
  clock: `select convert(varchar(33), sysutcdatetime(), 126) + 'Z' as now`,
  version: 'select @@version as version',
  async writable(session) {
    const name = `quotename(schema_name(schema_id)) + '.' + quotename(name)`;
    const may = ['INSERT', 'UPDATE', 'DELETE', 'ALTER'].map((right) => `has_perms_by_name(${name}, 'OBJECT', '${right}') = 1`);
    const [row] = await session.query(
      `select convert(varchar(12), count(*)) as writable from sys.objects where type in ('U', 'V') and is_ms_shipped = 0 and (${may.join(' or ')})`,
    );
    return Number(row?.['writable'] ?? Number.NaN);
  },
  columns: `select c.name as name, t.name as type from sys.columns c join sys.types t on t.user_type_id = c.system_type_id
    where c.object_id = object_id(@p1) order by c.column_id`,
  offered: `select case schema_name(o.schema_id) when schema_name() then '' else schema_name(o.schema_id) + '.' end + o.name as [view],
      lower(c.name) as name, t.name as type, convert(nvarchar(400), p.value) as comment
    from sys.objects o join sys.columns c on c.object_id = o.object_id join sys.types t on t.user_type_id = c.system_type_id
    left join sys.extended_properties p on p.class = 1 and p.major_id = o.object_id and p.minor_id = c.column_id and p.name = 'MS_Description'
    where o.type in ('U', 'V') and o.is_ms_shipped = 0
      and has_perms_by_name(quotename(schema_name(o.schema_id)) + '.' + quotename(o.name), 'OBJECT', 'SELECT') = 1
    order by 1, c.column_id`,
  // Only an encrypted line is proof against damage: older servers cannot put long rows into one checksum.
  protects: ({ options }) => options['encrypt'] !== 'false',
  view: (name) => name.split('.').map(one).join('.'),
  identifier: one,
  list: (columns) => columns.map((column) => `${printed(column)} as ${one(column.name)}`).join(', '),
  // As the column's own type: a foreign one would turn every row of the column instead, and no index would help.
  parameter: (position, { type }, text) => ({ sql: literalOf(type, `@p${position}`), value: text }),
  after: (columns, place, first) => behind(mssqlDialect, columns, place, first),
  oneOf: (columns, combinations, first) => among(mssqlDialect, columns, combinations, first),
  limited: (select, rows) => select.replace(/^select /, `select top (${rows}) `),
};

/** Its text, to the last digit; the driver itself would make dates and binary fractions of it. */
function printed({ name, type }: ViewColumn): string {
  const column = `v.${one(name)}`;
  switch (type) {
    case 'datetime':
    case 'smalldatetime':
    case 'datetime2':
      return `convert(varchar(33), ${column}, 121)`;
    case 'datetimeoffset':
      return `convert(varchar(40), switchoffset(${column}, '+08:00'), 121)`;
    case 'date':
      return `convert(varchar(10), ${column}, 23)`;
    case 'time':
      return `convert(varchar(16), ${column})`;
    case 'money':
    case 'smallmoney':
      return `convert(varchar(40), ${column}, 2)`;
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'bigint':
    case 'bit':
    case 'decimal':
    case 'numeric':
    case 'real':
      return `convert(varchar(60), ${column})`;
    case 'uniqueidentifier':
      return `convert(varchar(36), ${column})`;
    case 'binary':
    case 'varbinary':
    case 'image':
    case 'timestamp':
      return `convert(varchar(max), convert(varbinary(max), ${column}), 2)`;
    case 'text':
    case 'ntext':
    case 'xml':
      return `convert(nvarchar(max), ${column})`;
    default:
      return column;
  }
}

function literalOf(type: string, parameter: string): string {
  // Against a datetime2 a datetime of .123 counts as .1233333 and is never equal to what it printed.
  if (type === 'datetime' || type === 'smalldatetime') return `convert(datetime, left(${parameter}, 23), 121)`;
  if (type === 'datetime2' || type === 'datetimeoffset') return `convert(${type}, ${parameter}, 121)`;
  if (type === 'date') return `convert(date, left(${parameter}, 10), 23)`;
  if (type.endsWith('int')) return `convert(bigint, ${parameter})`;
  if (type === 'decimal' || type === 'numeric' || type.endsWith('money')) return `convert(decimal(38, 10), ${parameter})`;
  if (type === 'uniqueidentifier') return `convert(uniqueidentifier, ${parameter})`;
  if (type === 'varchar' || type === 'char') return `convert(varchar(8000), ${parameter})`;
  return parameter;
}
