export type System = 'his' | 'lis' | 'peis' | 'surgery' | 'emr' | 'ris' | 'endo' | 'booking';
export const SYSTEMS: readonly System[] = ['his', 'lis', 'peis', 'surgery', 'emr', 'ris', 'endo', 'booking'];
/** Systems that others read through views of their database; booking answers over HTTP instead. */
export const VIEWED_SYSTEMS: readonly System[] = SYSTEMS.filter((system) => system !== 'booking');

/** The picture archive has a line but no database: it shows what the examination rooms produced. */
export type LineName = System | 'pacs';
export const LINES: readonly LineName[] = [...SYSTEMS, 'pacs'];

/** A row as the source prints it: text or null, never typed. Times are typed in the table and printed by PostgreSQL. */
export type Row = Readonly<Record<string, string | null>>;

/** One base table in schema `hospital` and the read-only view `v_<name>` above it. */
export interface Table {
  readonly system: System;
  readonly name: string;
  readonly key: string;
  /** Column name → SQL type. */
  readonly columns: Readonly<Record<string, string>>;
  readonly indexes: readonly string[];
  /** Columns that the view shows in another form, as SQL. */
  readonly shown: Readonly<Record<string, string>>;
  /** Which rows the view shows, as SQL; absent: all. */
  readonly where?: string;
}

/** `name` is text, `name:type` anything else; the first is the key. */
export function table(system: System, name: string, columns: string, indexes: string): Table {
  const parsed = columns
    .trim()
    .split(/\s+/)
    .map((column) => column.split(':') as [string, string?]);
  return {
    system,
    name,
    key: parsed[0]?.[0] ?? '',
    indexes: indexes.trim().split(/\s+/),
    shown: {},
    columns: Object.fromEntries(parsed.map(([column, type = 'text']) => [column, type.replaceAll('_', ' ')])),
  };
}
