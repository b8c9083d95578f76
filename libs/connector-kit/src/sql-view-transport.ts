import type { Connection, PulledRecord, PullTransport, TransportLimits } from './pull-transport.js';
import { rowMessage } from './row-message.js';
import { openSqlView, type SourceRow } from './sql-view.js';
import { TransportError } from './transport-error.js';

/** A database's views behind the contract that every pulled transport keeps. */
export function openSqlViewTransport(connection: Connection, limits: TransportLimits): PullTransport {
  const view = openSqlView(connection, limits);
  return {
    check: (streams) => view.check(streams),
    discover: () => view.discover(),
    async *pull(source, mode, options) {
      if (source.transport !== 'sql-view') throw new TransportError('query', '此数据源是数据库视图，不能按其他方式读取。');
      for await (const { rows, cursor, signpost, done } of view.pull(source, mode, options)) {
        yield { records: rows.map(pulledRow), cursor, signpost, done };
      }
    },
    keys(stream, range, options) {
      if (stream.source.transport !== 'sql-view') throw new TransportError('query', '此数据源是数据库视图，不能按其他方式读取。');
      return view.keys(stream, range, options);
    },
    close: () => view.close(),
  };
}

/** A re-scan finds most rows unchanged: their raw form is written only when somebody wants to keep it. */
function pulledRow(row: SourceRow): PulledRecord {
  return {
    message: rowMessage(row),
    get raw() {
      return JSON.stringify(row);
    },
  };
}
