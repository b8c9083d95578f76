import { type SheetLimits, type SheetRow, UnusableFile } from './sheet-row.js';
import { cellText } from './xlsx-cell.js';
import { openPackage, type XlsxPackage } from './xlsx-package.js';
import { readWorkbook, type Workbook } from './xlsx-workbook.js';
import { readXml, type XmlHandlers } from './xml-reader.js';

const LAST_ROW = 1_048_576;

/**
 * Rows of the first visible sheet of a workbook, unpacked and read piece by piece.
 * @param file a descriptor, which stays open, or the bytes
 * @throws UnusableFile
 */
export async function* xlsxRows(file: number | Buffer, limits: SheetLimits): AsyncGenerator<SheetRow> {
  const parts: XlsxPackage = await openPackage(file, limits);
  const workbook = await readWorkbook(parts, limits);
  const reader = new SheetReader(workbook, limits);
  yield* readXml(parts.part(workbook.sheet), reader, () => reader.take());
}

/** Hears the sheet's XML and gathers rows. */
class SheetReader implements XmlHandlers {
  private rows: SheetRow[] = [];
  private number = 0;
  private cells: string[] = [];
  private problem: string | undefined;
  private column = 0;
  private cell: { type: string; style: number; value: string | null; hasFormula: boolean } | null = null;
  private isValue = false;

  constructor(
    private readonly workbook: Workbook,
    private readonly limits: SheetLimits,
  ) {}

  take(): SheetRow[] {
    return this.rows.splice(0);
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') this.beginRow(attributes['r']);
    else if (name === 'c') this.beginCell(attributes);
    else if (name === 'f' && this.cell) this.cell.hasFormula = true;
    else if ((name === 'v' || name === 't') && this.cell) {
      this.isValue = true;
      this.cell.value ??= '';
    }
  }

  text(text: string): void {
    if (!this.isValue || !this.cell) return;
    this.cell.value += text;
    if (this.cell.value!.length > this.limits.cell) throw new UnusableFile(`第 ${this.number} 行有单元格超过 ${this.limits.cell} 字，请检查文件。`);
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.isValue = false;
    else if (name === 'c') this.endCell();
    else if (name === 'row') {
      this.rows.push({ number: this.number, cells: this.cells, ...(this.problem === undefined ? {} : { problem: this.problem }) });
    }
  }

  private beginRow(told: string | undefined): void {
    this.number = told === undefined ? this.number + 1 : wholeNumber(told, LAST_ROW);
    this.cells = [];
    this.problem = undefined;
    this.column = 0;
  }

  private beginCell({ r: place, t: type = 'n', s: style = '0' }: Readonly<Record<string, string>>): void {
    this.column = place === undefined ? this.column + 1 : columnOf(place);
    if (this.column > this.limits.columns) throw new UnusableFile(`第 ${this.number} 行超过 ${this.limits.columns} 列，请检查文件。`);
    this.cell = { type, style: wholeNumber(style, 100_000), value: null, hasFormula: false };
  }

  private endCell(): void {
    if (!this.cell) return;
    const { type, style, value, hasFormula } = this.cell;
    this.cell = null;
    const shared = type === 's' && value !== null ? this.workbook.sharedTexts[wholeNumber(value, this.workbook.sharedTexts.length - 1)]! : value;
    const format = this.workbook.formats[style] ?? { kind: 'plain' };
    const found = cellText({ type, value: shared, hasFormula, format }, this.workbook.since1904);
    while (this.cells.length < this.column) this.cells.push('');
    this.cells[this.column - 1] = 'text' in found ? found.text : (value ?? '');
    if ('problem' in found) this.problem ??= `第 ${columnName(this.column)} 列${found.problem}`;
  }
}

function wholeNumber(text: string, most: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number <= most)) throw new UnusableFile('工作簿已损坏，不能读取。请重新导出后放入。');
  return number;
}

/** `AB12` → 28. */
function columnOf(place: string): number {
  const letters = /^([A-Z]{1,3})\d{1,7}$/.exec(place)?.[1] ?? '';
  const column = Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return column || wholeNumber('?', 0);
}

function columnName(column: number): string {
  return column > 26 ? columnName(Math.floor((column - 1) / 26)) + columnName(((column - 1) % 26) + 1) : String.fromCharCode(64 + column);
}
