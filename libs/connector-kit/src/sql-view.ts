import type { SqlViewSource } from './connector.js';
import { postgresDialect } from './postgres-dialect.js';
import { checkSqlView } from './sql-check.js';
import { offeredViews } from './sql-discover.js';
import type { SqlDialect, SqlSession } from './sql-dialect.js';
import { pullPages } from './sql-pull.js';
import type { Page, PullMode, PullOptions, SqlViewLimits, SqlViewTransport } from './sql-view-types.js';
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
  SqlViewTransport,
} from './sql-view-types.js';

const DIALECTS: Readonly<Record<string, SqlDialect>> = { 'postgres:': postgresDialect, 'postgresql:': postgresDialect };

/**
 * Opens nothing yet: the one connection is made by the first read and kept for the next.
 * @param url `postgres://login:password@host:port/database`
 * @throws TransportError when the address names no database we can read
 */
export function openSqlView(url: string, limits: SqlViewLimits): SqlViewTransport {
  const dialect = dialectOf(url);
  let session: SqlSession | null = null;
  let busy = false;

  async function* pull(source: SqlViewSource, mode: PullMode, options: PullOptions): AsyncGenerator<Page> {
    options.signal.throwIfAborted();
    if (busy) throw new TransportError('query', '此数据源正在读取中，请等上一次读取结束。');
    busy = true;
    const stop = (): void => session?.cut();
    options.signal.addEventListener('abort', stop);
    let finished = false;
    try {
      session ??= await dialect.connect(url, limits);
      options.signal.throwIfAborted();
      const pageSize = Math.min(options.pageSize, limits.maxRowsPerPage);
      yield* pullPages(dialect, session, { source, mode, pageSize, safetyLagSeconds: options.safetyLagSeconds ?? 30 });
      await session.run('rollback');
      finished = true;
    } catch (error) {
      options.signal.throwIfAborted();
      throw error;
    } finally {
      options.signal.removeEventListener('abort', stop);
      // Whatever is half done on this line, no later read must meet it.
      if (!finished) {
        session?.cut();
        session = null;
      }
      busy = false;
    }
  }

  return {
    check: (streams = []) => checkSqlView(dialect, url, limits, streams),
    pull,
    async discover() {
      session ??= await dialect.connect(url, limits);
      return offeredViews(await session.query(dialect.offered));
    },
    async close() {
      await session?.close();
      session = null;
    },
  };
}

function dialectOf(url: string): SqlDialect {
  const dialect = DIALECTS[URL.canParse(url) ? new URL(url).protocol : ''];
  if (!dialect) throw new TransportError('query', '数据源地址无效，目前支持 postgres:// 开头的地址。');
  return dialect;
}
