import type { TextRow } from './sql-dialect.js';

/** The same rows with column names in lower case; unchanged where they are already, as they mostly are. */
export function inLowerCase(rows: readonly TextRow[]): readonly TextRow[] {
  const names = Object.keys(rows[0] ?? {});
  if (names.every((name) => name === name.toLowerCase())) return rows;
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name.toLowerCase(), value])));
}
