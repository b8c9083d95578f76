import type { SqlPart, SqlViewSource } from './connector.js';
import { columnNamed } from './sql-columns.js';
import { lowerBound, windowBound } from './sql-cursor.js';
import type { SqlCondition, SqlDialect, ViewColumn, ViewColumns } from './sql-dialect.js';
import type { PullMode } from './sql-view-types.js';

/** Where the last page of this read ended: the values of the ordering columns. */
export type Place = readonly string[];

/** A statement and its parameters. */
export interface Select {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** The columns a read goes through the view by: time first where time decides, else the key alone. */
export function orderOf(source: SqlViewSource, mode: PullMode): readonly string[] {
  const byTime = mode.kind === 'incremental' || mode.kind === 'window';
  return byTime ? [source.cursor.column, ...source.key] : source.key;
}

/** Which rows of a view: `place` null begins. */
export interface PageQuestion {
  readonly source: SqlViewSource;
  readonly mode: PullMode;
  /** The view's own. */
  readonly columns: ViewColumns;
  /** Those that are read; absent: all. */
  readonly wanted?: readonly ViewColumn[];
  readonly place: Place | null;
  readonly rows: number;
}

/** The next rows behind a place. Always by place, never by offset: rows may change meanwhile. */
export function selectPage(dialect: SqlDialect, question: PageQuestion): Select {
  const { source, mode, columns, place, rows } = question;
  const order = orderOf(source, mode).map((column) => columnNamed(columns, column));
  const conditions: SqlCondition[] = [];
  const next = (): number => 1 + conditions.reduce((count, { values }) => count + values.length, 0);
  for (const condition of modeConditions(dialect, question)) conditions.push(condition(next()));
  if (place) conditions.push(dialect.after(order, place, next()));
  const where = conditions.length > 0 ? ` where ${conditions.map(({ sql }) => sql).join(' and ')}` : '';
  // Qualified, because a bare name would mean the text that the select list makes of the column.
  const by = order.map(({ name }) => `v.${dialect.identifier(name)}`).join(', ');
  const list = dialect.list(question.wanted ?? [...columns.values()]);
  const select = `select ${list} from ${dialect.view(source.view)} v${where} order by ${by}`;
  return { sql: dialect.limited(select, rows), values: conditions.flatMap(({ values }) => values) };
}

/** All child rows of these parents. */
export function selectPart(dialect: SqlDialect, part: SqlPart, columns: ViewColumns, parents: readonly string[]): Select {
  const child = columnNamed(columns, part.childKey);
  const one = parents.map((parent) => [parent]);
  const { sql, values } = dialect.oneOf([child], one, 1);
  const order = [child, columnNamed(columns, part.orderBy)].map(({ name }) => `v.${dialect.identifier(name)}`).join(', ');
  const list = dialect.list([...columns.values()]);
  return { sql: `select ${list} from ${dialect.view(part.view)} v where ${sql} order by ${order}`, values };
}

type Condition = (first: number) => SqlCondition;

function modeConditions(dialect: SqlDialect, { source, mode, columns }: PageQuestion): Condition[] {
  const { column, precision } = source.cursor;
  const named = (name: string): ViewColumn => columnNamed(columns, name);
  const compare =
    (operator: string, text: string): Condition =>
    (first) => {
      const { sql, value } = dialect.parameter(first, named(column), text);
      return { sql: `${dialect.identifier(named(column).name)} ${operator} ${sql}`, values: [value] };
    };
  switch (mode.kind) {
    case 'incremental':
      return mode.cursor
        ? [compare('>=', lowerBound(mode.cursor, precision, source.lookbackSeconds))]
        : [() => ({ sql: `${dialect.identifier(named(column).name)} is not null`, values: [] })];
    case 'full':
      return [];
    case 'window':
      return [
        compare('>=', windowBound(mode.from, precision, false)),
        compare('<', windowBound(mode.to, precision, true)),
      ];
    case 'patients': {
      const ids = mode.ids.map((id) => [id]);
      return [(first) => dialect.oneOf([named(source.patientColumn)], ids, first)];
    }
    case 'keys':
      return [(first) => dialect.oneOf(source.key.map(named), mode.keys, first)];
  }
}
