import type { SqlViewSource, StreamSpec } from './connector.js';
import type { OfferedView } from './offered-view.js';
import type { Connection, KeyPage, KeyRange } from './pull-transport.js';
import { checkSqlView } from './sql-check.js';
import { dialectOf } from './sql-dialects.js';
import { offeredViews } from './sql-discover.js';
import type { SqlSession, TextRow } from './sql-dialect.js';
import { keyPages } from './sql-keys.js';
import { pullPages } from './sql-pull.js';
import type { CheckedStream, CheckItem, Page, PullMode, PullOptions, SqlViewLimits } from './sql-view-types.js';
import { TransportError } from './transport-error.js';

export type {
  CheckedStream,
  CheckItem,
  Cursor,
  Page,
  PullMode,
  PullOptions,
  SourceRow,
  SqlViewLimits,
} from './sql-view-types.js';

/** One connection to one source: one read at a time. Everything but `check` throws TransportError. */
export interface SqlViewTransport {
  /** Reach, log in, version, read-only login, clock, and for every given stream its view, columns and a sample row. */
  check(streams?: readonly CheckedStream[]): Promise<CheckItem[]>;
  pull(source: SqlViewSource, mode: PullMode, options: PullOptions): AsyncIterable<Page>;
  /** Keys, versions and patients, by reading their columns alone. */
  keys(stream: StreamSpec, range: KeyRange, options: PullOptions): AsyncIterable<KeyPage>;
  /** The views that this login can read. */
  discover(): Promise<readonly OfferedView[]>;
  close(): Promise<void>;
}

/**
 * Opens nothing yet: the one connection is made by the first read and kept for the next.
 * @param connection its url is `postgres:`, `mysql:`, `mariadb:`, `oracle:`, `sqlserver:` or `mssql:` `//login:password@host:port/database`
 * @throws TransportError when the address names no database we can read
 */
export function openSqlView(connection: Connection, limits: SqlViewLimits): SqlViewTransport {
  const dialect = dialectOf(connection.url);
  let session: SqlSession | null = null;
  let busy = false;

  /** One read at a time on the one line; a read that did not end well leaves no line behind. */
  async function* reading<P>(signal: AbortSignal, pages: (line: SqlSession) => AsyncIterable<P>): AsyncGenerator<P> {
    signal.throwIfAborted();
    if (busy) throw new TransportError('query', '此数据源正在读取中，请等上一次读取结束。');
    busy = true;
    const stop = (): void => session?.cut();
    signal.addEventListener('abort', stop);
    let finished = false;
    try {
      session ??= await dialect.connect(connection, limits);
      signal.throwIfAborted();
      yield* pages(session);
      await session.end();
      finished = true;
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', stop);
      // Whatever is half done on this line, no later read must meet it.
      if (!finished) {
        session?.cut();
        session = null;
      }
      busy = false;
    }
  }

  async function* offered(line: SqlSession): AsyncGenerator<readonly TextRow[]> {
    yield await line.query(dialect.offered);
  }

  return {
    check: (streams = []) => checkSqlView(dialect, connection, limits, streams),
    pull(source, mode, options) {
      const pageSize = Math.min(options.pageSize, limits.maxRowsPerPage);
      const plan = { source, mode, pageSize, safetyLagSeconds: options.safetyLagSeconds ?? 30 };
      return reading(options.signal, (line) => pullPages(dialect, line, plan));
    },
    keys: (stream, range, { signal }) => reading(signal, (line) => keyPages(dialect, line, stream, range)),
    async discover() {
      const columns: TextRow[] = [];
      for await (const rows of reading(new AbortController().signal, (line) => offered(line))) columns.push(...rows);
      return offeredViews(columns);
    },
    async close() {
      await session?.close();
      session = null;
    },
  };
}
