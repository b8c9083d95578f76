import type { RestJsonSource } from '@cadre/connector-kit/connector';
import { openTransport } from '@cadre/connector-kit/open-transport';
import type { PulledPage } from '@cadre/connector-kit/pull-transport';
import type { Cursor, PullMode } from '@cadre/connector-kit/sql-view-types';

export const LIST: RestJsonSource = {
  transport: 'rest-json',
  path: '/list',
  items: 'items',
  query: { since: 'since', limit: 'limit', cursor: 'cursor' },
  next: 'next',
  count: 'total',
  key: ['no'],
  cursor: { column: 'at', precision: 'instant' },
  patientColumn: 'person',
  lookbackSeconds: 600,
};

/** `count` items from number `from` on, a minute apart. */
export function items(from: number, count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, index) => ({
    no: `R${from + index}`,
    person: 'P1',
    at: new Date(Date.UTC(2026, 2, 2) + (from + index) * 60_000).toISOString(),
  }));
}

/** What came of a read until it ended, and how it ended. */
export interface Ended {
  readonly pages: readonly PulledPage[];
  readonly numbers: readonly string[];
  /** The last place that was to be saved. */
  readonly saved: Cursor | null;
  readonly error: unknown;
}

/** One read to its end or its failure. */
export async function readAll(
  url: string,
  {
    source = LIST,
    options = {},
    mode = { kind: 'incremental', cursor: null },
    signal = new AbortController().signal,
    limits = {},
  }: {
    source?: RestJsonSource;
    options?: Record<string, string>;
    mode?: PullMode;
    signal?: AbortSignal;
    limits?: { statementTimeoutMs?: number };
  } = {},
): Promise<Ended> {
  const transport = openTransport(
    'rest-json',
    { url, options },
    { statementTimeoutMs: 2_000, connectTimeoutMs: 1_000, maxRowsPerPage: 1_000, ...limits },
  );
  const pages: PulledPage[] = [];
  let error: unknown = null;
  try {
    for await (const page of transport.pull(source, mode, { pageSize: 10, signal, safetyLagSeconds: 0 }))
      pages.push(page);
  } catch (problem) {
    error = problem;
  } finally {
    await transport.close();
  }
  return {
    pages,
    error,
    numbers: pages.flatMap(({ records }) => records.map(({ message }) => message.read('no') ?? '')),
    saved: pages.reduce<Cursor | null>((saved, { cursor }) => cursor ?? saved, null),
  };
}
