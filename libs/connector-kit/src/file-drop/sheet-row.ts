/** One row of a table in a file, as text. */
export interface SheetRow {
  /** As a spreadsheet counts: the first row is 1, empty ones count. */
  readonly number: number;
  readonly cells: readonly string[];
  /** Why the row must not be used, Chinese; its cells are kept to be shown. */
  readonly problem?: string;
}

/** What one file may cost. Whatever is beyond is refused with a sentence. */
export interface SheetLimits {
  readonly bytes: number;
  readonly rows: number;
  readonly columns: number;
  /** Characters of one cell. */
  readonly cell: number;
  /** Bytes of a packed file after unpacking. */
  readonly unpacked: number;
  /** Characters of a workbook's shared texts, which are held in memory. */
  readonly sharedText: number;
  /** Time spent reading the file, without the time its rows take to be stored. */
  readonly milliseconds: number;
}

export const SHEET_LIMITS: SheetLimits = {
  bytes: 1024 ** 3, rows: 3_000_000, columns: 500, cell: 100_000, unpacked: 1024 ** 3, sharedText: 50_000_000, milliseconds: 900_000,
};

/** The file, or the rest of it, cannot be used. `message` is Chinese and says what its sender has to do. */
export class UnusableFile extends Error {
  override readonly name = 'UnusableFile';
}

/** The rows with the limits kept that hold for every kind of file; empty rows are left out. */
export async function* limitedRows(rows: AsyncIterable<SheetRow>, limits: SheetLimits): AsyncGenerator<SheetRow> {
  const iterator = rows[Symbol.asyncIterator]();
  let spent = 0;
  let count = 0;
  try {
    for (;;) {
      const begun = performance.now();
      const { value: row, done } = await iterator.next();
      if (done) return;
      spent += performance.now() - begun;
      if (spent > limits.milliseconds) throw new UnusableFile('文件读取时间过长，已停止。请拆分后重新放入。');
      if (row.cells.length > limits.columns) throw new UnusableFile(`第 ${row.number} 行超过 ${limits.columns} 列，请检查文件。`);
      if (row.cells.some((cell) => cell.length > limits.cell)) throw new UnusableFile(`第 ${row.number} 行有单元格超过 ${limits.cell} 字，请检查文件。`);
      if (row.problem === undefined && row.cells.every((cell) => cell.trim() === '')) continue;
      count += 1;
      if (count > limits.rows + 1) throw new UnusableFile(`文件超过 ${limits.rows} 行，请拆分后重新放入。`);
      yield row;
    }
  } finally {
    await iterator.return?.();
  }
}
