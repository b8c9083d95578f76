import type { CodeTableSet } from './code-tables.js';
import type { Condition, Mapping } from './mapping.js';

export type SystemKind =
  | 'HIS'
  | 'EMR'
  | 'LIS'
  | 'RIS'
  | 'PACS'
  | 'ENDOSCOPY'
  | 'SURGERY'
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
  | 'checkup'
  | 'order'
  | 'prescription'
  | 'surgery'
  | 'consultation'
  | 'clinical-note'
  | 'exam-report'
  | 'imaging-study'
  | 'appointment'
  | 'slot'
  | 'department'
  | 'staff';

/** What one external system is, written as data: adding a hospital system adds a folder, not an `if`. */
export interface Connector {
  readonly id: string;
  readonly system: SystemKind;
  /** Chinese, for the console. */
  readonly name: string;
  /**
   * Who gives out the patient numbers its records carry, as links are kept under: a LIS usually speaks of the HIS's (`HIS`).
   * A second system that numbers patients for itself needs a name of its own, or two people become one.
   */
  readonly patientNumbersOf: string;
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
  readonly source: StreamSource;
  readonly mapping: Mapping;
  /** Two streams may write the same target: at equal version the higher rank wins (a view that tells all: 2, a push: 1). */
  readonly rank: number;
  /** Pull streams only: seconds between two incremental runs. */
  readonly everySeconds?: number;
}

export type StreamSource = PullSource | MllpSource;
/** Sources that we ask; MLLP is told to us. */
export type PullSource = SqlViewSource | RestJsonSource | FhirSource | DicomWebSource | DimseSource | FileDropSource;
export type TransportKind = StreamSource['transport'];

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
  /** MSH-3, one or several; `*`: whoever may connect, for an interface engine that passes on what others say. */
  readonly sendingApplication: string | readonly string[];
  /** MSH-9 as `type^event`, e.g. `ADT^A01`; `ADT^*`: every event; `*`: every message. */
  readonly messages: readonly string[];
  /** Only messages for which this holds, e.g. the patient class of an ADT. */
  readonly when?: Condition;
  /** One record per group that begins with this segment, e.g. `OBR`; without it the message is one record. */
  readonly split?: string;
  readonly parts?: Readonly<Record<string, { readonly segment: string }>>;
}

/** A list that a system answers over HTTP as JSON, page by page. Paths into an item: `patient.id`, `results[0].code`; all of them: `json-message.ts`. */
export interface RestJsonSource {
  readonly transport: 'rest-json';
  /** Path under the connection's url, e.g. `/appointments`. */
  readonly path: string;
  /** `POST` sends what is asked as a JSON object; default is a query string. */
  readonly method?: 'GET' | 'POST';
  /** Sent with every question, e.g. `{ orgCode: 'H01' }`. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** Where the items stand in the answer, e.g. `data.items`; empty: the answer is the list. */
  readonly items: string;
  /** The answer's own verdict where HTTP 200 may carry a failure: a path and what it must say. */
  readonly ok?: { readonly path: string; readonly equals: string; readonly message: string };
  /** Names of the query parameters: a time bound, and a page token, a page number or nothing (one page). */
  readonly query: {
    readonly since: string;
    readonly until?: string;
    readonly limit?: string;
    readonly cursor?: string;
    /** A page number counted from 1, for lists without tokens; needs `count`, the only thing that says where they end. */
    readonly page?: string;
    /** Comma-separated patient numbers, keys. Absent: such reads filter what the list answers. */
    readonly patients?: string;
    readonly keys?: string;
  };
  /** Where the token of the next page stands in the answer; absent or null there: the last page. */
  readonly next?: string;
  /** Where the answer says how many items it holds or announces; compared with what came. */
  readonly count?: string;
  readonly key: readonly string[];
  readonly cursor: { readonly column: string; readonly precision: CursorPrecision };
  /** How times are written in the query: ISO 8601 in UTC (default), `YYYY-MM-DD HH:mm:ss` on a clock in China, or ms since 1970. */
  readonly times?: 'iso' | 'local' | 'epoch';
  /** The source answers for at most so many days at once; a read goes through them from `from` (`YYYY-MM-DD`). Needs `until`. */
  readonly span?: { readonly days: number; readonly from: string };
  /** The list comes in the order of the cursor: the saved place may move with every page, not only with the last. */
  readonly sorted?: true;
  /** Where the answer tells the source's clock; default is its `Date` header. */
  readonly clock?: string;
  readonly patientColumn: string;
  /** A flag of an item that says it was deleted at the source, e.g. `deleted`. */
  readonly deleted?: string;
  readonly lookbackSeconds: number;
  /** Lists inside an item: part name to path. */
  readonly parts?: Readonly<Record<string, string>>;
}

/** One resource type of a FHIR R4 server. Paths as in rest-json; what `include` brings is read below `$included.<Type>[n]`. */
export interface FhirSource {
  readonly transport: 'fhir-r4';
  readonly resource: string;
  /** Fixed search parameters, e.g. `{ category: 'laboratory' }`. */
  readonly search?: Readonly<Record<string, string>>;
  readonly include?: readonly string[];
  readonly patientColumn: string;
  readonly lookbackSeconds: number;
  readonly parts?: Readonly<Record<string, string>>;
}

/**
 * Studies of a PACS over QIDO-RS. Paths are DICOM keywords: `StudyInstanceUID`, `PatientName.Ideographic`; `StudyDateTime`
 * is date, time and offset as one literal.
 */
export interface DicomWebSource {
  readonly transport: 'dicomweb';
  readonly level: 'study';
  /** Counted back from the newest study time that was read: a PACS tells no time of change. */
  readonly lookbackSeconds: number;
  /** Series are told too, for one more question a study. */
  readonly parts?: { readonly series: true };
}

/** Studies of a PACS over C-FIND, study root. Paths as in dicomweb. */
export interface DimseSource {
  readonly transport: 'dimse';
  readonly level: 'study';
  readonly lookbackSeconds: number;
  readonly parts?: { readonly series: true };
}

/** Files that the other side puts into a directory of ours. Paths are column headings; `$file.time` is when the file was written. */
export interface FileDropSource {
  readonly transport: 'file-drop';
  /** File names of this data set, `*` for any run of characters, e.g. `checkup_*.csv`. */
  readonly pattern: string;
  readonly key: readonly string[];
  readonly patientColumn: string;
  /** A file counts as complete when its size has not changed for so long. */
  readonly settleSeconds: number;
  /** Only when a file of the same name with this ending stands beside it, e.g. `.ok`. */
  readonly readyMark?: string;
  /** Reads what another data set of this connector has read and moved, for a second kind of record in the same files. */
  readonly follows?: true;
  /** Parts that a file tells line by line: rows of one key that stand together are one record, and each of them a line of these parts. */
  readonly parts?: Readonly<Record<string, true>>;
}
