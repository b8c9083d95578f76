import type { CodeTableSet } from './code-tables.js';
import type { Condition, Mapping } from './mapping.js';

export type SystemKind =
  | 'HIS'
  | 'EMR'
  | 'LIS'
  | 'RIS'
  | 'PACS'
  | 'PEIS'
  | 'BOOKING'
  | 'CITY_CARE_OFFICE'
  | 'BASE_HOSPITAL';

/** What a record becomes with us. Each is an aggregate: one key, one version, its parts arrive and are replaced together. */
export type Target =
  | 'patient'
  | 'patient-merge'
  | 'registration'
  | 'outpatient-visit'
  | 'inpatient-visit'
  | 'lab-report'
  | 'checkup';

/** What one external system is, written as data: adding a hospital system adds a folder, not an `if`. */
export interface Connector {
  readonly id: string;
  readonly system: SystemKind;
  /** Chinese, for the console. */
  readonly name: string;
  /** Whose patient numbers its records carry: a LIS usually speaks of the HIS's. Links are kept under this name. */
  readonly patientNumbersOf: SystemKind;
  readonly streams: readonly StreamSpec[];
  /** The code tables its mappings name, as delivered; a hospital's own tables of the same name win over them. */
  readonly codes: CodeTableSet;
}

export interface StreamSpec {
  /** Unique inside the connector, e.g. `patients`, `lab-reports`, `lab-push`. */
  readonly id: string;
  /** Chinese, for the console. */
  readonly name: string;
  readonly target: Target;
  readonly source: SqlViewSource | MllpSource;
  readonly mapping: Mapping;
  /** Two streams may write the same target: at equal version the higher rank wins (a view that tells all: 2, a push: 1). */
  readonly rank: number;
  /** Pull streams only: seconds between two incremental runs. */
  readonly everySeconds?: number;
}

/** How a cursor column counts time: to the second or finer, by the day, or as the text `yyyyMMddHHmmss`. */
export type CursorPrecision = 'instant' | 'day' | 'compact-text';

/** A read-only view of the other side's database. Column names in lower case. */
export interface SqlViewSource {
  readonly transport: 'sql-view';
  /** `view` or `schema.view`. */
  readonly view: string;
  readonly key: readonly string[];
  readonly cursor: { readonly column: string; readonly precision: CursorPrecision };
  /** Column that says whose row it is; used to fetch one person on demand. */
  readonly patientColumn: string;
  /** How far before the saved cursor every run begins again, for rows that were committed late. */
  readonly lookbackSeconds: number;
  readonly parts?: Readonly<Record<string, SqlPart>>;
}

/** Child rows of a record, read with one more query per page. */
export interface SqlPart {
  readonly view: string;
  /** Column of the parent's view. */
  readonly parentKey: string;
  /** Column of this view that repeats it. */
  readonly childKey: string;
  readonly orderBy: string;
}

/** Messages that the other side pushes to our HL7 v2 listener. */
export interface MllpSource {
  readonly transport: 'mllp';
  /** MSH-3. */
  readonly sendingApplication: string;
  /** MSH-9 as `type^event`, e.g. `ADT^A01`. */
  readonly messages: readonly string[];
  /** Only messages for which this holds, e.g. the patient class of an ADT. */
  readonly when?: Condition;
  /** One record per group that begins with this segment, e.g. `OBR`; without it the message is one record. */
  readonly split?: string;
  readonly parts?: Readonly<Record<string, { readonly segment: string }>>;
}
