import type { FieldValues } from '@cadre/connector-kit/mapping';
import type { Topic } from '../../platform/http/live-events.js';
import type { FactRow } from './bulk-write.js';
import type { FactTable } from './fact-tables.js';
import type { Owned } from './incoming.js';

/** A record of ours: its own row and, for every part the source told of, the part's rows. A part not told of stays as it is. */
export interface Fact {
  readonly row: FactRow;
  readonly parts: readonly { readonly table: FactTable; readonly rows: readonly FactRow[] }[];
}

/** How one kind of record becomes rows. */
export interface FactKind {
  readonly table: FactTable;
  readonly parts: readonly { readonly table: FactTable; readonly parentColumn: string }[];
  readonly topic: Topic;
  /** What a column holds when no source has ever said anything of it. */
  readonly defaults?: FactRow;
  /** `id` is the fact's own; the columns that every fact carries are added by the writer. */
  readonly build: (owned: Owned, id: string) => Fact;
}

/** A part belongs to its fact's owner. */
export const labels = ({ owner }: Owned): FactRow => ({ beneficiary_id: owner.beneficiaryId, confidential: owner.confidential });

/** Our camel-case record fields are the table's columns in snake case. A field that the source said nothing of is left out. */
export function columnsOf(table: FactTable, record: FieldValues): Record<string, unknown> {
  const told = Object.keys(table.columns).filter((column) => record[camel(column)] !== undefined);
  return Object.fromEntries(told.map((column) => [column, record[camel(column)]]));
}

const camelNames = new Map<string, string>();
function camel(column: string): string {
  let name = camelNames.get(column);
  if (name === undefined) camelNames.set(column, (name = column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())));
  return name;
}

/** The rows of one part, each with what it repeats of its parent. */
export function partRows(owned: Owned, name: string, table: FactTable, parent: FactRow): { table: FactTable; rows: FactRow[] }[] {
  const told = owned.mapped.parts[name];
  return told ? [{ table, rows: told.map((part) => ({ ...columnsOf(table, part), ...labels(owned), ...parent })) }] : [];
}
