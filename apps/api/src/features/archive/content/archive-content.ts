import type { PdfTone } from '../../../platform/pdf/pdf-document.js';
import type { SectionKey } from './sections.js';

/** Where a fact came from. */
export interface FactSource {
  readonly system: string;
  /** As people quote it: number of the report, of the visit. */
  readonly number: string;
  /** Version of the source, ISO. */
  readonly at: string;
  /** For the link to the record in this system. */
  readonly kind: string;
  readonly id: string | null;
}

export interface ArchiveFact {
  /** The same fact has the same key in every version: source and its key there. */
  readonly key: string;
  /** When it happened, ISO; null: it holds without a day. */
  readonly at: string | null;
  readonly cells: Readonly<Record<string, string | null>>;
  readonly tone: PdfTone;
  readonly corrected: boolean;
  readonly source: FactSource;
}

export interface ArchiveColumn {
  readonly key: string;
  readonly title: string;
}

export interface ArchiveSeries {
  readonly code: string;
  readonly name: string;
  readonly unit: string | null;
  readonly note: string | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly points: readonly { readonly at: string; readonly value: number; readonly abnormal: boolean }[];
}

/** Why a part is empty, or less than it could be. */
export type Completeness = 'present' | 'no-records' | 'not-connected' | 'interrupted' | 'not-allowed';

export interface ArchiveSection {
  readonly key: SectionKey;
  readonly title: string;
  readonly state: Completeness;
  /** A sentence for the page and for paper; null when there is nothing to say. */
  readonly remark: string | null;
  readonly columns: readonly ArchiveColumn[];
  readonly facts: readonly ArchiveFact[];
  readonly series: readonly ArchiveSeries[];
}

/** A whole record as it was put together at one moment. */
export interface ArchiveContent {
  readonly asOf: string | null;
  readonly assembledAt: string;
  readonly ruleVersion: number;
  /** Chronic groups that the person's diagnoses fall into. */
  readonly groups: readonly { readonly code: string; readonly name: string }[];
  readonly sections: readonly ArchiveSection[];
  /** Sentences about sources that were not there. */
  readonly missing: readonly string[];
}
