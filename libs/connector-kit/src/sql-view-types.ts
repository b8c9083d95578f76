import type { PullSource } from './connector.js';
import type { Mapping } from './mapping.js';

/** Every value as the source prints it, column names lower-case. */
export interface SourceRow {
  readonly values: Readonly<Record<string, string | null>>;
  readonly parts: Readonly<Record<string, readonly Readonly<Record<string, string | null>>[]>>;
}

/** A place in the order (cursor column, key columns), exactly in the source's text. */
export interface Cursor {
  readonly value: string;
  readonly key: readonly string[];
}

export interface Page {
  readonly rows: readonly SourceRow[];
  /** What to save once these rows are stored; null: leave the saved cursor as it is. */
  readonly cursor: Cursor | null;
  /** Source clock minus safety lag, in the cursor column's form: no cursor passes it. */
  readonly signpost: string;
  readonly done: boolean;
  /** Rows of this page whose cursor column is NULL; only full, patient and key reads meet them. */
  readonly withoutCursor: number;
}

/**
 * - `incremental`: from the saved cursor minus the look-back, inclusive; null reads from the first row.
 * - `full`: every row in key order, those without a cursor too; the cursor comes with the last page.
 * - `window`: cursor column in [from, to); any literal our instants accept, source time unless an offset says otherwise.
 * - `patients`, `keys`: these rows only, in the source's spelling.
 */
export type PullMode =
  | { readonly kind: 'incremental'; readonly cursor: Cursor | null }
  | { readonly kind: 'full' }
  | { readonly kind: 'window'; readonly from: string; readonly to: string }
  | { readonly kind: 'patients'; readonly ids: readonly string[] }
  | { readonly kind: 'keys'; readonly keys: readonly (readonly string[])[] };

export interface PullOptions {
  readonly pageSize: number;
  readonly signal: AbortSignal;
  /** Default 30. */
  readonly safetyLagSeconds?: number;
  /** What the records are for: a transport that answers its source names the columns by it. */
  readonly mapping?: Mapping;
}

/** One finding of a connection check; `message` is Chinese and, when not ok, says what to do. */
export interface CheckItem {
  readonly name: string;
  readonly ok: boolean;
  readonly message: string;
  readonly ms: number;
}

/** What a stream needs of the source, for the check: where it is read and the columns (paths) its mapping reads. */
export interface CheckedStream {
  readonly name: string;
  readonly source: PullSource;
  /** Alternatives of one field stand together; one of them is enough. Empty list: only the view itself. */
  readonly columns: readonly (readonly string[])[];
  readonly partColumns: Readonly<Record<string, readonly (readonly string[])[]>>;
}

export interface SqlViewLimits {
  readonly statementTimeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly maxRowsPerPage: number;
}
