import type { SqlCondition, SqlDialect, ViewColumn } from './sql-dialect.js';

type Words = Pick<SqlDialect, 'identifier' | 'parameter'>;

/** Collects parameters while a condition is written. */
class Values {
  readonly values: unknown[] = [];

  constructor(
    private readonly words: Words,
    private readonly first: number,
  ) {}

  /** `"column" operator parameter`. */
  compare(column: ViewColumn, operator: string, text: string): string {
    const { sql, value } = this.words.parameter(this.first + this.values.length, column, text);
    this.values.push(value);
    return `${this.words.identifier(column.name)} ${operator} ${sql}`;
  }

  parameter(column: ViewColumn, text: string): string {
    const { sql, value } = this.words.parameter(this.first + this.values.length, column, text);
    this.values.push(value);
    return sql;
  }
}

/**
 * Rows behind a place, for databases that cannot compare tuples or find no index for it:
 * `a >= 1 and (a > 1 or a = 1 and (b > 2))`.
 */
export function behind(words: Words, columns: readonly ViewColumn[], place: readonly string[], first: number): SqlCondition {
  const used = new Values(words, first);
  const write = (at: number): string => {
    const column = columns[at]!;
    const text = place[at]!;
    if (at === columns.length - 1) return used.compare(column, '>', text);
    const from = used.compare(column, '>=', text);
    const past = used.compare(column, '>', text);
    const equal = used.compare(column, '=', text);
    return `${from} and (${past} or ${equal} and (${write(at + 1)}))`;
  };
  return { sql: write(0), values: used.values };
}

/** Oracle takes no longer list. */
const LONGEST_LIST = 1_000;

/** Rows with one of these combinations. */
export function among(
  words: Words,
  columns: readonly ViewColumn[],
  combinations: readonly (readonly string[])[],
  first: number,
): SqlCondition {
  const used = new Values(words, first);
  if (combinations.length === 0) return { sql: '1 = 0', values: [] };
  const [only] = columns;
  if (columns.length > 1 || !only) {
    const rows = combinations.map((texts) => `(${texts.map((text, at) => used.compare(columns[at]!, '=', text)).join(' and ')})`);
    return { sql: `(${rows.join(' or ')})`, values: used.values };
  }
  const lists: string[] = [];
  for (let at = 0; at < combinations.length; at += LONGEST_LIST) {
    const texts = combinations.slice(at, at + LONGEST_LIST).map(([text]) => used.parameter(only, text!));
    lists.push(`${words.identifier(only.name)} in (${texts.join(', ')})`);
  }
  return { sql: `(${lists.join(' or ')})`, values: used.values };
}
