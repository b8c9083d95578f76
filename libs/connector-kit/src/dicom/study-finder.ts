import type { DicomValues } from './dicom-attributes.js';

/** What to look for; everything that is named has to fit. */
export interface StudyQuery {
  /** Days `YYYYMMDD`, both inclusive; an absent side is open. */
  readonly days?: { readonly from?: string; readonly to?: string };
  readonly patientId?: string;
  readonly accessionNumber?: string;
  readonly studyUids?: readonly string[];
}

/** A PACS that is asked for studies, whatever it is asked over. Throws TransportError. */
export interface StudyFinder {
  /** Null: they are more than `most`, or the PACS refuses so wide a question. */
  studies(query: StudyQuery, most: number, signal: AbortSignal): Promise<readonly DicomValues[] | null>;
  series(studyUid: string, signal: AbortSignal): Promise<readonly DicomValues[]>;
  /** The PACS's clock, ms since 1970; ours where it has none. */
  now(signal: AbortSignal): Promise<number>;
  /** How many questions it may be asked at one time. */
  readonly atOnce: number;
}

/** The day an instant falls on in China, `YYYYMMDD`. */
export function dayOf(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
}

/** The day that lies so many days after another. */
export function daysAfter(day: string, days: number): string {
  const at = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6, 8)) + days);
  return new Date(at).toISOString().slice(0, 10).replaceAll('-', '');
}
