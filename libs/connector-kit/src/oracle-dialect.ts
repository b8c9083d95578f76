import { connectOracle } from './oracle-session.js';
import { among, behind } from './sql-conditions.js';
import type { SqlDialect, ViewColumn } from './sql-dialect.js';

const MOMENT = 'YYYY-MM-DD HH24:MI:SS';
const one = (name: string): string => `"${name.replaceAll('"', '')}"`;
/** Whose schemas belong to the product itself; older versions cannot be asked. */
const SYSTEM = `('SYS', 'SYSTEM', 'XDB', 'MDSYS', 'CTXSYS', 'ORDSYS', 'ORDDATA', 'WMSYS', 'OLAPSYS', 'EXFSYS', 'DBSNMP', 'OUTLN',
  'APPQOSSYS', 'SYSMAN', 'GSMADMIN_INTERNAL', 'LBACSYS', 'DVSYS', 'AUDSYS', 'OJVMSYS')`;
const HERE = `sys_context('USERENV', 'CURRENT_SCHEMA')`;
const TYPE = `c.data_type || case when c.data_type in ('CHAR', 'NCHAR') then '(' || c.char_length || ')' end`;

/** Oracle 12.1 and newer; older ones through Oracle's own client. Written to its manuals, not yet met in the flesh. */
export const oracleDialect: SqlDialect = {
  connect: connectOracle,
  clock: `select to_char(sys_extract_utc(systimestamp), 'YYYY-MM-DD"T"HH24:MI:SS.FF3"Z"') as now from dual`,
  version: 'select banner as version from v$version where rownum = 1',
  async writable(session) {
    const [row] = await session.query(
      `select to_char((select count(*) from user_tables) + (select count(*) from session_privs
          where privilege in ('INSERT ANY TABLE', 'UPDATE ANY TABLE', 'DELETE ANY TABLE', 'DROP ANY TABLE', 'ALTER ANY TABLE', 'CREATE ANY TABLE'))
        + (select count(*) from all_tab_privs where privilege in ('INSERT', 'UPDATE', 'DELETE', 'ALTER')
          and (grantee = user or grantee in (select role from session_roles)))) as writable from dual`,
    );
    return Number(row?.['writable'] ?? Number.NaN);
  },
  // A view may stand under a synonym, which hospitals' reading logins mostly have.
  columns: `with asked as (select upper(:1) as name from dual)
    select c.column_name as name, ${TYPE} as type from all_tab_columns c, asked
    where c.owner || '.' || c.table_name = case when instr(asked.name, '.') > 0 then asked.name else ${HERE} || '.' || asked.name end
      or exists (select 1 from all_synonyms s where s.synonym_name = asked.name and s.owner in (${HERE}, 'PUBLIC')
        and s.table_owner = c.owner and s.table_name = c.table_name)
    order by c.column_id`,
  offered: `select lower(case c.owner when ${HERE} then '' else c.owner || '.' end || c.table_name) as view, lower(c.column_name) as name,
      ${TYPE} as type, m.comments as "COMMENT"
    from all_tab_columns c left join all_col_comments m on m.owner = c.owner and m.table_name = c.table_name and m.column_name = c.column_name
    where c.owner not in ${SYSTEM} order by 1, c.column_id`,
  // Only an encrypted line is proof against damage: Oracle cannot put long rows into one checksum.
  protects: ({ options }) => options['encrypt'] === 'true',
  // Names that nobody quoted are kept in capitals.
  view: (name) => name.split('.').map((part) => one(part.toUpperCase())).join('.'),
  identifier: one,
  list: (columns) => columns.map((column) => `${printed(column)} as ${one(column.name)}`).join(', '),
  parameter(position, { type }, text) {
    const moment = text.length === 10 ? `${text} 00:00:00` : text;
    if (type === 'date') return { sql: `to_date(:${position}, '${MOMENT}')`, value: moment.slice(0, 19) };
    if (/time zone/.test(type)) return { sql: `to_timestamp_tz(:${position}, '${MOMENT}.FF TZH:TZM')`, value: zoned(moment) };
    if (type.startsWith('timestamp')) return { sql: `to_timestamp(:${position}, '${MOMENT}.FF')`, value: fractioned(moment) };
    if (/^(number|float)/.test(type)) return { sql: `to_number(:${position})`, value: text };
    // Blanks up to the column's width belong to its values.
    const width = /^n?char\((\d+)\)/.exec(type)?.[1];
    return { sql: width ? `rpad(:${position}, ${width})` : `:${position}`, value: text };
  },
  after: (columns, place, first) => behind(oracleDialect, columns, place, first),
  oneOf: (columns, combinations, first) => among(oracleDialect, columns, combinations, first),
  // FETCH FIRST came with version 12 only.
  limited: (select, rows) => `select * from (${select}) where rownum <= ${rows}`,
};

/** Its text. A binary column's first 2,000 bytes come in hexadecimal, which is as much as a text may hold. */
function printed({ name, type }: ViewColumn): string {
  const column = `v.${one(name)}`;
  if (type === 'date') return `to_char(${column}, '${MOMENT}')`;
  if (type.endsWith('local time zone')) return `to_char(${column}, '${MOMENT}.FF6')`;
  if (/time zone/.test(type)) return `to_char(${column}, '${MOMENT}.FF6 TZH:TZM')`;
  if (type.startsWith('timestamp')) return `to_char(${column}, '${MOMENT}.FF6')`;
  if (/^(number|float|binary_)/.test(type)) return `to_char(${column}, 'TM9')`;
  if (type === 'raw') return `rawtohex(${column})`;
  if (type === 'blob') return `rawtohex(dbms_lob.substr(${column}, 2000, 1))`;
  return column;
}

function fractioned(moment: string): string {
  return moment.includes('.') ? moment : `${moment}.000000`;
}

function zoned(moment: string): string {
  const zone = / [+-]\d\d:\d\d$/.exec(moment)?.[0];
  return zone ? moment : `${fractioned(moment)} +08:00`;
}
