import type { SqlPart, SqlViewSource } from './connector.js';
import { columnsOf } from './sql-columns.js';
import { inPrecision, isBehind } from './sql-cursor.js';
import type { SqlDialect, SqlSession, TextRow, ViewColumns } from './sql-dialect.js';
import { cutPage } from './sql-place.js';
import { orderOf, selectPage, selectPart, type Place } from './sql-select.js';
import type { Cursor, Page, PullMode, SourceRow } from './sql-view-types.js';
import { TransportError } from './transport-error.js';

export interface PullPlan {
  readonly source: SqlViewSource;
  readonly mode: PullMode;
  readonly pageSize: number;
  readonly safetyLagSeconds: number;
}

/** A part of the source and the columns of its view. */
type PartColumns = readonly (readonly [name: string, part: SqlPart, columns: ViewColumns])[];

/** How many parents are asked for at once; old servers take no longer lists. */
const PARENTS = 1_000;

/** Reads a view page by page inside the session's snapshot. The upper bound is fixed before the first row is read. */
export async function* pullPages(dialect: SqlDialect, session: SqlSession, plan: PullPlan): AsyncGenerator<Page> {
  const { source, mode, pageSize } = plan;
  await session.begin();
  const [clock] = await session.query(dialect.clock);
  const now = Date.parse(clock?.['now'] ?? '');
  if (Number.isNaN(now)) throw new TransportError('broken', '来源数据库没有给出可用的时钟，本次读取已停止。');
  const signpost = inPrecision(now - plan.safetyLagSeconds * 1000, source.cursor.precision);
  const columns = await columnsOf(dialect, session, source.view);
  const parts = await partColumns(dialect, session, source);
  let cursor = mode.kind === 'incremental' ? mode.cursor : null;
  let place: Place | null = null;
  for (let done = false; !done;) {
    const { sql, values } = selectPage(dialect, { source, mode, columns, place, rows: pageSize + 1 });
    const found = await session.query(sql, values);
    const { rows, place: end } = cutPage(found, pageSize, orderOf(source, mode));
    place = end;
    done = end === null;
    for (const row of rows) cursor = furthest(cursor, row, source, signpost);
    yield {
      rows: await withParts(dialect, session, parts, rows),
      cursor: mode.kind === 'incremental' || (mode.kind === 'full' && done) ? cursor : null,
      signpost,
      done,
      withoutCursor: rows.filter((row) => row[source.cursor.column] == null).length,
    };
  }
}

async function partColumns(dialect: SqlDialect, session: SqlSession, source: SqlViewSource): Promise<PartColumns> {
  const parts: [string, SqlPart, ViewColumns][] = [];
  for (const [name, part] of Object.entries(source.parts ?? {})) {
    parts.push([name, part, await columnsOf(dialect, session, part.view)]);
  }
  return parts;
}

/** The later of the saved place and this row's; a row in the source's future, or without a time, moves nothing. */
function furthest(cursor: Cursor | null, row: TextRow, source: SqlViewSource, signpost: string): Cursor | null {
  const value = columnOf(row, source.cursor.column);
  if (value === null || isBehind(value, signpost)) return cursor;
  if (cursor && isBehind(cursor.value, value)) return cursor;
  return { value, key: source.key.map((key) => columnOf(row, key) ?? '') };
}

function columnOf(row: TextRow, column: string): string | null {
  const value = row[column];
  if (value === undefined) throw new TransportError('schema', `来源视图缺少列 ${column}，请与对方核对视图定义。`);
  return value;
}

async function withParts(
  dialect: SqlDialect,
  session: SqlSession,
  parts: PartColumns,
  rows: readonly TextRow[],
): Promise<SourceRow[]> {
  if (rows.length === 0) return [];
  const found = rows.map((): Record<string, readonly TextRow[]> => ({}));
  for (const [name, part, columns] of parts) {
    const parents = rows.map((row) => columnOf(row, part.parentKey));
    const children = new Map<string | null, TextRow[]>(parents.map((parent) => [parent, []]));
    const asked = [...new Set(parents.filter((parent) => parent !== null))];
    for (let at = 0; at < asked.length; at += PARENTS) {
      const { sql, values } = selectPart(dialect, part, columns, asked.slice(at, at + PARENTS));
      for (const child of await session.query(sql, values)) children.get(columnOf(child, part.childKey))?.push(child);
    }
    parents.forEach((parent, index) => {
      found[index]![name] = (parent === null ? undefined : children.get(parent)) ?? [];
    });
  }
  return rows.map((values, index) => ({ values, parts: found[index]! }));
}
