import type { DicomWebSource, DimseSource } from '@cadre/connector-kit/connector';
import { openTransport } from '@cadre/connector-kit/open-transport';
import type { PulledRecord, PullTransport } from '@cadre/connector-kit/pull-transport';
import type { Cursor, PullMode } from '@cadre/connector-kit/sql-view-types';

export const LIMITS = { statementTimeoutMs: 10_000, connectTimeoutMs: 3_000, maxRowsPerPage: 1_000 };

/** A PACS as a test speaks to it: over one of the two ways. */
export interface Pacs {
  readonly transport: PullTransport;
  readonly source: DicomWebSource | DimseSource;
}

export function openPacs(kind: 'dicomweb' | 'dimse', url: string, limits = LIMITS): Pacs {
  const transport = openTransport(kind, { url, options: {} }, limits);
  return { transport, source: { transport: kind, level: 'study', lookbackSeconds: 86_400, parts: { series: true } } };
}

export interface Reading {
  readonly records: readonly PulledRecord[];
  readonly pages: number;
  readonly cursor: Cursor | null;
  /** Texts at a path, one a record, in the order they came; '' where there is none. */
  all(path: string): string[];
  /** The record of a study. */
  of(studyUid: string): PulledRecord | undefined;
}

/** Everything of one read, and where the next one would go on. */
export async function readStudies({ transport, source }: Pacs, mode: PullMode, pageSize = 7): Promise<Reading> {
  const records: PulledRecord[] = [];
  let pages = 0;
  let cursor: Cursor | null = null;
  for await (const page of transport.pull(source, mode, { pageSize, signal: new AbortController().signal, safetyLagSeconds: 0 })) {
    records.push(...page.records);
    cursor = page.cursor ?? cursor;
    pages += 1;
  }
  return {
    records,
    pages,
    cursor,
    all: (path) => records.map(({ message }) => message.read(path) ?? ''),
    of: (studyUid) => records.find(({ message }) => message.read('StudyInstanceUID') === studyUid),
  };
}
