import type { SqlViewSource } from '@cadre/connector-kit/connector';
import { openSqlView, type Page, type PullMode, type SqlViewTransport } from '@cadre/connector-kit/sql-view';
import { afterEach } from 'vitest';
import type { MariadbSource } from './sql-mariadb-source.js';

export const LIMITS = { statementTimeoutMs: 1_000, connectTimeoutMs: 2_000, maxRowsPerPage: 1_000 };
export const first: PullMode = { kind: 'incremental', cursor: null };

export const view = (name: string, more: Partial<SqlViewSource> = {}): SqlViewSource => ({
  transport: 'sql-view', view: name, key: ['id'], patientColumn: 'brid', lookbackSeconds: 0,
  cursor: { column: 'moment', precision: 'instant' }, ...more,
});

/** Reads of a MariaDB; what they opened is closed behind each test. */
export function reading(source: MariadbSource) {
  const opened: SqlViewTransport[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((one) => one.close()));
  });
  const transport = (address = source.connection().url, limits = LIMITS): SqlViewTransport => {
    const made = openSqlView({ url: address, options: {} }, limits);
    opened.push(made);
    return made;
  };
  const read = async (of: SqlViewSource, mode: PullMode = first, pageSize = 100, from = transport()): Promise<Page[]> => {
    const pages: Page[] = [];
    for await (const page of from.pull(of, mode, { pageSize, signal: new AbortController().signal })) pages.push(page);
    return pages;
  };
  return { transport, read };
}
