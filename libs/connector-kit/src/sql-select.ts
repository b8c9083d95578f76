import type { SqlPart, SqlViewSource } from './connector.js';
import { lowerBound, windowBound } from './sql-cursor.js';
import type { SqlCondition, SqlDialect } from './sql-dialect.js';
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
  readonly place: Place | null;
  readonly rows: number;
}

/** The next rows behind a place. Always by place, never by offset: rows may change meanwhile. */
export function selectPage(dialect: SqlDialect, { source, mode, place, rows }: PageQuestion): Select {
  const order = orderOf(source, mode).map((column) => dialect.identifier(column));
  const conditions: SqlCondition[] = [];
  const next = (): number => 1 + conditions.reduce((count, { values }) => count + values.length, 0);
  for (const condition of modeConditions(dialect, source, mode)) conditions.push(condition(next()));
  if (place) conditions.push(dialect.after(order, place, next()));
  const where = conditions.length > 0 ? ` where ${conditions.map(({ sql }) => sql).join(' and ')}` : '';
  const select = `select * from ${dialect.identifier(source.view)}${where} order by ${order.join(', ')}`;
  return { sql: dialect.limited(select, rows), values: conditions.flatMap(({ values }) => values) };
}

/** All child rows of these parents. */
export function selectPart(dialect: SqlDialect, part: SqlPart, parents: readonly string[]): Select {
  const child = dialect.identifier(part.childKey);
  const { sql, values } = dialect.oneOf(
    [child],
    parents.map((parent) => [parent]),
    1,
  );
  const order = `${child}, ${dialect.identifier(part.orderBy)}`;
  return { sql: `select * from ${dialect.identifier(part.view)} where ${sql} order by ${order}`, values };
}

function modeConditions(
  dialect: SqlDialect,
  source: SqlViewSource,
  mode: PullMode,
): ((first: number) => SqlCondition)[] {
  const { column, precision } = source.cursor;
  const name = dialect.identifier(column);
  const compare =
    (operator: string, value: string) =>
    (first: number): SqlCondition => ({
      sql: `${name} ${operator} ${dialect.parameter(first)}`,
      values: [value],
    });
  switch (mode.kind) {
    case 'incremental':
      return mode.cursor
        ? [compare('>=', lowerBound(mode.cursor, precision, source.lookbackSeconds))]
        : [() => ({ sql: `${name} is not null`, values: [] })];
    case 'full':
      return [];
    case 'window':
      return [
        compare('>=', windowBound(mode.from, precision, false)),
        compare('<', windowBound(mode.to, precision, true)),
      ];
    case 'patients':
      return [
        (first) =>
          dialect.oneOf(
            [dialect.identifier(source.patientColumn)],
            mode.ids.map((id) => [id]),
            first,
          ),
      ];
    case 'keys':
      return [
        (first) =>
          dialect.oneOf(
            source.key.map((key) => dialect.identifier(key)),
            mode.keys,
            first,
          ),
      ];
  }
}
