import type { StreamSpec, TransportKind } from '@cadre/connector-kit/connector';
import type { Connection } from '@cadre/connector-kit/pull-transport';

/** One record as the suite speaks of it, whatever its source calls the parts. */
export interface SampleRecord {
  readonly no: string;
  readonly patientId: string;
  readonly text: string;
  /** When it last changed: `YYYY-MM-DD HH:mm:ss` on a clock in China; null where the source does not say. */
  readonly at: string | null;
}

/** Where a source listens; a test may stand between us and it. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/**
 * A real source of one kind that a test file fills, changes and breaks. Records are kept in the order they were given.
 * What a kind cannot do stays out, and its cases are skipped with the reason in {@link SourceUnderTest.cannot}.
 */
export interface SourceUnderTest {
  readonly kind: TransportKind;
  /**
   * What is read. Its mapping's fields are `no` (the key), `patientId` (the patient), `changedAt` (the version) and
   * `text`; it looks back 600 seconds where the kind looks back at all.
   */
  readonly stream: StreamSpec;
  /** The same records read by the day. */
  readonly daily?: StreamSpec;
  /** How it is reached; `through` is a door that leads to `address`. */
  connection(through?: Address): Connection;
  /** Where it listens; absent where there is no network between us. */
  address?(): Address;
  start(): Promise<void>;
  stop(): Promise<void>;
  clear(): Promise<void>;
  /** Adds records, also one that is already there. */
  seed(records: readonly SampleRecord[]): Promise<void>;
  /** Adds a record that no mapping can use, e.g. without its patient. */
  seedBad(no: string, at: string): Promise<void>;
  /** Writes a record now and shows it to readers when the answer is called. Default: it is written then. */
  seedLate?(record: SampleRecord): Promise<() => Promise<void>>;
  /** Gives the record of this number these contents and this time. */
  update(record: SampleRecord): Promise<void>;
  delete(no: string): Promise<void>;
  /** Ends the service and starts it again with its records; afterwards it may listen elsewhere only if it had to. */
  restart?(): Promise<void>;
  /** Why some cases make no sense here, by case. */
  readonly cannot?: Partial<Readonly<Record<ConformanceCase, string>>>;
}

export type ConformanceCase =
  | 'first-run'
  | 're-run'
  | 'changed'
  | 'deleted'
  | 'bad-record'
  | 'broken-line'
  | 'slow-line'
  | 'duplicate'
  | 'out-of-order'
  | 'restart'
  | 'equal-timestamps'
  | 'no-cursor'
  | 'date-only'
  | 'late-commit'
  | 'some-only'
  | 'window';
