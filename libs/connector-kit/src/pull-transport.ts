import type { PullSource, StreamSpec } from './connector.js';
import type { Message } from './mapping.js';
import type { OfferedView } from './offered-view.js';
import type { CheckedStream, CheckItem, Cursor, PullMode, PullOptions } from './sql-view-types.js';

/** How one external system is reached. Kept sealed; the console can write it and never read it. */
export interface Connection {
  /** `postgres://…`, `https://…`, `dicom://CALLED_AE@host:port`, `file:///directory` … */
  readonly url: string;
  /** Settings of the transport by name, secrets among them, e.g. `signature`, `appId`, `secret`. */
  readonly options: Readonly<Record<string, string>>;
}

/** One record as it was pulled. */
export interface PulledRecord {
  readonly message: Message;
  /** As it came; `readAgain` makes the same message of it. */
  readonly raw: string;
  /** The source itself says that this record is gone; the message still carries its key and version. */
  readonly deleted?: true;
}

/** Records that belong together: they and the cursor are stored in one transaction. */
export interface PulledPage {
  readonly records: readonly PulledRecord[];
  /** What to save once these records are stored; null: leave the saved cursor as it is. */
  readonly cursor: Cursor | null;
  /** How far the source was asked to tell: no cursor passes it. */
  readonly signpost: string;
  readonly done: boolean;
  /** Runs after the commit of this page, e.g. a file is moved to `done`. A failure is the run's failure; the page stays stored. */
  readonly stored?: (outcomes: readonly RecordOutcome[]) => Promise<void>;
}

/** What became of one record of a page, for transports that answer their source. */
export interface RecordOutcome {
  readonly verdict: 'added' | 'changed' | 'removed' | 'unchanged' | 'filtered' | 'superseded' | 'quarantined';
  /** Chinese, when the record was set aside. */
  readonly reason: string | null;
}

/** Which keys to list: all, those changed in [from, to), or which of these still exist. */
export type KeyRange =
  | { readonly kind: 'all' }
  | { readonly kind: 'window'; readonly from: string; readonly to: string }
  | { readonly kind: 'present'; readonly keys: readonly (readonly string[])[] };

/** Key, version and patient of records, without their contents: what completeness is checked by. */
export interface KeyPage {
  readonly records: readonly Pick<Message, 'read'>[];
  readonly done: boolean;
}

/** One connection to one source: one read at a time. Everything but `check` throws TransportError. */
export interface PullTransport {
  /** Reach, log in, version, read-only, clock, and for every stream what it needs. Goes on after a bad finding where that makes sense. */
  check(streams?: readonly CheckedStream[]): Promise<CheckItem[]>;
  /** What there is to connect. */
  discover(): Promise<readonly OfferedView[]>;
  /** `mode.cursor` null reads from the first record. */
  pull(source: PullSource, mode: PullMode, options: PullOptions): AsyncIterable<PulledPage>;
  /** Absent where the source cannot list keys; completeness then reads whole records. */
  keys?(stream: StreamSpec, range: KeyRange, options: PullOptions): AsyncIterable<KeyPage>;
  close(): Promise<void>;
}

/** How much of a source one connection may use. */
export interface TransportLimits {
  readonly statementTimeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly maxRowsPerPage: number;
}
