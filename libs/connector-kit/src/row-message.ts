import type { Message } from './mapping.js';
import type { SourceRow } from './sql-view.js';

/** A row of a view as a message: a path is a column name in lower case. */
export function rowMessage(row: SourceRow): Message {
  return {
    read: (column) => row.values[column] ?? null,
    parts: (name) => row.parts[name]?.map((values) => rowMessage({ values, parts: {} })),
  };
}
