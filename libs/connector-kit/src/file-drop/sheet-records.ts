import type { FileDropSource } from '../connector.js';
import type { PulledRecord } from '../pull-transport.js';
import type { Headings } from './sheet-headings.js';
import { FILE_TIME, sheetMessage, type SheetValues } from './sheet-message.js';
import { type SheetRow, UnusableFile } from './sheet-row.js';

/** One record with the rows that tell of it, as they stood in the file. */
export interface SheetRecord extends PulledRecord {
  readonly rows: readonly SheetRow[];
}

export interface SheetReading {
  readonly headings: Headings;
  readonly source: FileDropSource;
  /** Rows of this kind of file hold a cell for every heading. */
  readonly isComplete: boolean;
  /** ISO 8601. */
  readonly fileTime: string;
}

interface Line {
  readonly row: SheetRow;
  readonly values: SheetValues;
}

const MOST_LINES = 10_000;

/**
 * One record a row; where the data set has parts, one record for the rows of a key that stand together.
 * A record of which one row is broken says nothing, so that every mapping sets it aside.
 * @throws UnusableFile when the rows of one key do not stand together: which of them count could not be told
 */
export async function* sheetRecords(rows: AsyncIterable<SheetRow>, reading: SheetReading): AsyncGenerator<SheetRecord> {
  const { source } = reading;
  const seen = new Set<string>();
  let group: Line[] = [];
  let groupKey: string | null = null;
  for await (const row of rows) {
    const line = lineOf(row, reading);
    if (source.parts === undefined) {
      yield recordOf([line], reading);
      continue;
    }
    const key = JSON.stringify(source.key.map((heading) => (line.values[heading] ?? '').trim()));
    if (key !== groupKey) {
      if (group.length > 0) yield recordOf(group, reading);
      if (seen.has(key)) throw new UnusableFile(`第 ${row.number} 行的「${source.key.join('、')}」在前面已经出现过。请按它排序后重新放入，使同一记录的行排在一起。`);
      seen.add((groupKey = key));
      group = [];
    }
    group.push(line);
    if (group.length > MOST_LINES) throw new UnusableFile(`第 ${row.number} 行所属的记录超过 ${MOST_LINES} 行，请检查文件。`);
  }
  if (group.length > 0) yield recordOf(group, reading);
}

function lineOf(row: SheetRow, { headings, isComplete, fileTime }: SheetReading): Line {
  const problem = row.problem ?? headings.misfit(row, isComplete);
  return { row: problem === undefined ? row : { ...row, problem }, values: { ...headings.values(row), [FILE_TIME]: fileTime } };
}

function recordOf(lines: readonly Line[], { source }: SheetReading): SheetRecord {
  const rows = lines.map(({ row }) => row);
  if (rows.some(({ problem }) => problem !== undefined)) {
    const raw = JSON.stringify({ 无法读取的行: rows.map(({ cells }) => cells.join(' ')).join('\n') });
    return { message: sheetMessage([], undefined), raw, rows };
  }
  const values = lines.map((line) => line.values);
  return { message: sheetMessage(values, source.parts), raw: JSON.stringify(source.parts === undefined ? values[0] : values), rows };
}
