import { type CellFormat, cellFormat } from './xlsx-cell.js';
import type { XlsxPackage } from './xlsx-package.js';
import { type SheetLimits, UnusableFile } from './sheet-row.js';
import { readWholeXml } from './xml-reader.js';

/** What has to be known of a workbook before its first sheet is read. */
export interface Workbook {
  /** Name of the part that holds the first visible sheet. */
  readonly sheet: string;
  readonly since1904: boolean;
  /** By a cell's style number. */
  readonly formats: readonly CellFormat[];
  readonly sharedTexts: readonly string[];
}

const MOST_STYLES = 70_000;

/** @throws UnusableFile */
export async function readWorkbook(parts: XlsxPackage, limits: SheetLimits): Promise<Workbook> {
  if (!parts.has('xl/workbook.xml')) throw new UnusableFile('文件不是 XLSX 工作簿，请导出为 XLSX 或 CSV 后放入。');
  const sheets: { relation: string; hidden: boolean }[] = [];
  let since1904 = false;
  await readWholeXml(parts.part('xl/workbook.xml'), {
    open(name, attributes) {
      if (name === 'sheet') sheets.push({ relation: attributes['r:id'] ?? '', hidden: (attributes['state'] ?? 'visible') !== 'visible' });
      if (name === 'workbookPr') since1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
    },
  });
  const first = sheets.find(({ hidden }) => !hidden);
  const sheet = first && (await relations(parts)).get(first.relation);
  if (!sheet || !parts.has(sheet)) throw new UnusableFile('工作簿里没有可见的工作表。');
  return { sheet, since1904, formats: await readFormats(parts), sharedTexts: await readSharedTexts(parts, limits) };
}

/** Where the parts lie that the workbook points to. */
async function relations(parts: XlsxPackage): Promise<ReadonlyMap<string, string>> {
  const targets = new Map<string, string>();
  if (!parts.has('xl/_rels/workbook.xml.rels')) return targets;
  await readWholeXml(parts.part('xl/_rels/workbook.xml.rels'), {
    open(name, { Id: id = '', Target: target = '', TargetMode: mode }) {
      if (name === 'Relationship' && mode !== 'External') targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
    },
  });
  return targets;
}

async function readFormats(parts: XlsxPackage): Promise<CellFormat[]> {
  const formats: CellFormat[] = [];
  if (!parts.has('xl/styles.xml')) return formats;
  const codes = new Map<number, string>();
  let inCells = false;
  await readWholeXml(parts.part('xl/styles.xml'), {
    open(name, attributes) {
      const id = Number(attributes['numFmtId'] ?? 0);
      if (name === 'numFmt') codes.set(id, attributes['formatCode'] ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells && formats.length < MOST_STYLES) formats.push(cellFormat(id, codes.get(id)));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return formats;
}

async function readSharedTexts(parts: XlsxPackage, limits: SheetLimits): Promise<string[]> {
  const texts: string[] = [];
  if (!parts.has('xl/sharedStrings.xml')) return texts;
  let characters = 0;
  let current = '';
  let isText = false;
  let isReading = false;
  await readWholeXml(parts.part('xl/sharedStrings.xml'), {
    open(name) {
      if (name === 'si') current = '';
      // Readings of characters (rPh) are no part of the text.
      if (name === 'rPh') isReading = true;
      if (name === 't') isText = !isReading;
    },
    text(text) {
      if (!isText) return;
      current += text;
      characters += text.length;
      if (characters > limits.sharedText) throw new UnusableFile('工作簿的文字过多，请拆分或另存为 CSV 后放入。');
    },
    close(name) {
      if (name === 't') isText = false;
      if (name === 'rPh') isReading = false;
      if (name === 'si') texts.push(current);
    },
  });
  return texts;
}
