import type { StreamableFile, Type } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { exportRows, type ExportSheet, type RowsSheet } from './export-rows.js';
import { currentRun } from './export-run.js';
import { BadInput, Conflict } from './refusal.js';

/** More than this nobody reads; it only leaves the house. */
const MOST_ROWS = 100_000;
/** More than this nobody waits for: it is made in the background. */
export const MOST_AT_ONCE = 5_000;
const BATCH = 1_000;
/** The access trail names this many rows of an answer. */
const NAMED_ROWS = 200;

export interface ExportedList<T extends object> extends ExportSheet {
  readonly row: Type<T>;
  /** The list's own statement without a limit, so that screen and file agree in rows and order. */
  readonly statement: string;
  readonly values: unknown[];
  /** Makes a row of the class from what PostgreSQL answers. */
  readonly finish: (found: unknown) => T;
}

/** A packed file and, for the access trail, the rows that are in it. */
export interface Export {
  readonly file: StreamableFile;
  readonly items: readonly unknown[];
}

/**
 * Exports a whole list inside the caller's transaction, a batch at a time. Throws BadInput when it has too many rows, Conflict
 * when it has too many to be waited for.
 */
export async function exportList<T extends object>(em: EntityManager, list: ExportedList<T>): Promise<Export> {
  const { rows, items } = await openList(em, list);
  return { file: await exportRows(list.row, rows, list), items };
}

/** A list as one sheet of a file of several. `items` fill while its rows are written. Throws as {@link exportList} does. */
export async function openList<T extends object>(em: EntityManager, list: ExportedList<T>): Promise<RowsSheet & { readonly items: readonly unknown[] }> {
  const run = currentRun();
  if (run) await em.query(`set local statement_timeout = '10min'`);
  const [counted]: [{ rows: number }] = await em.query(
    `select count(*) as rows from (select 1 from (${list.statement}) found limit ${MOST_ROWS + 1}) counted`,
    list.values,
  );
  if (counted.rows > MOST_ROWS) {
    throw new BadInput('符合条件的记录超过 100,000 条，无法一次导出。请缩小时间范围或增加条件后再导出。');
  }
  if (!run && counted.rows > MOST_AT_ONCE) {
    throw new Conflict('EXPORT_IN_BACKGROUND', '符合条件的记录超过 5,000 条，需要在后台生成。请填写用途后提交，完成后在下载中心下载。');
  }
  run?.expect(counted.rows);
  await em.query(`declare exported no scroll cursor for ${list.statement} limit ${MOST_ROWS}`, list.values);
  const items: unknown[] = [];
  return { ...list, rows: rowsOf(em, list.finish, items), items };
}

async function* rowsOf<T extends object>(em: EntityManager, finish: (found: unknown) => T, items: unknown[]): AsyncGenerator<T> {
  for (;;) {
    const batch: unknown[] = await em.query(`fetch ${BATCH} from exported`);
    for (const found of batch) yield remember(finish(found), items);
    if (batch.length < BATCH) break;
  }
  await em.query('close exported');
}

/** The first rows are kept by name, the others only counted. */
function remember<T>(row: T, items: unknown[]): T {
  if (items.length < NAMED_ROWS) items.push(row);
  else items.length += 1;
  return row;
}
