import type { SqlDialect, SqlSession, ViewColumn, ViewColumns } from './sql-dialect.js';
import { TransportError } from './transport-error.js';

/**
 * The columns of a view, as the source declares them now.
 * @throws TransportError when there is no such view, or this login may not see it
 */
export async function columnsOf(dialect: SqlDialect, session: SqlSession, view: string): Promise<ViewColumns> {
  const rows = await session.query(dialect.columns, [view]);
  if (rows.length === 0)
    throw new TransportError('schema', `视图 ${view} 不存在或没有读取权限。请与对方核对视图名和授权。`);
  return new Map(rows.map(({ name, type }) => [(name ?? '').toLowerCase(), { name: name ?? '', type: (type ?? '').toLowerCase() }]));
}

/** @throws TransportError when the view has no such column */
export function columnNamed(columns: ViewColumns, name: string): ViewColumn {
  const column = columns.get(name);
  if (!column) throw new TransportError('schema', `来源视图缺少列 ${name}，请与对方核对视图定义。`);
  return column;
}
