import { buffer } from 'node:stream/consumers';
import { StreamableFile } from '@nestjs/common';
import yazl from 'yazl';
import type { Caller } from '../access/caller.js';
import { escapeXml } from './escape-xml.js';
import { addressOf, type CellValue, dateCell, textCell, typedCell } from './export-cells.js';
import { type RowsSheet, sheetStream } from './export-rows.js';
import { coreProperties, RELATIONS, sheetEnd, STYLE, STYLES } from './export-workbook.js';
import { hospitalName } from './hospital-name.js';
import { fileStamp } from './hospital-time.js';

/** A table of figures: no row of it is about one person, so that nothing has to be masked. */
export interface FigureSheet {
  /** On the tab; at most 31 characters. */
  readonly name: string;
  readonly title: string;
  /** The conditions in words. */
  readonly filters: string;
  /** One or two header rows; an empty text continues the cell to its left, null the one above it. */
  readonly head: readonly (readonly (string | null)[])[];
  readonly rows: readonly (readonly CellValue[])[];
  /** The last so many rows are sums. */
  readonly sums?: number;
  /** A wide table on paper: columns with which a page begins, the first column and the header on each. None: it is made as small as the page. */
  readonly pages?: readonly number[];
  /** Definitions and remarks beneath the table. */
  readonly notes?: readonly string[];
}

export interface FigureWorkbook {
  readonly title: string;
  /** First and last day, for the name of the file. */
  readonly period: readonly [from: string, to: string];
  readonly sheets: readonly FigureSheet[];
  /** The rows that the figures count, on a sheet of their own. */
  readonly detail?: RowsSheet;
  readonly caller: Caller;
}

/** Its tab. */
const DETAIL = '明细';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** Title, hospital, conditions, who and when. */
const HEAD_ROWS = 4;

/** How wide the first column and the others are, in characters: of a sheet that is one page wide, and of one that is several. */
const WIDTHS = { one: [30, 11], several: [24, 7.5] } as const;

/** One workbook of a whole page, one sheet a card, for landscape A4. */
export async function exportSheets(workbook: FigureWorkbook): Promise<StreamableFile> {
  const now = new Date();
  const { caller, sheets, detail } = workbook;
  const mark = `导出账号 ${caller.username}，编号 ${caller.request.traceId}`;
  const zip = new yazl.ZipFile();
  const packed = buffer(zip.outputStream);
  const failed = new Promise<never>((_, reject) => void zip.on('error', reject));
  const tabs = [...sheets.map(({ name }) => tabOf(name)), ...(detail ? [DETAIL] : [])];
  const parts: Record<string, string> = {
    '[Content_Types].xml': contentTypes(tabs), '_rels/.rels': RELATIONS, 'xl/workbook.xml': workbookXml(tabs, sheets), 'xl/_rels/workbook.xml.rels': relations(tabs),
    'xl/styles.xml': STYLES, 'docProps/core.xml': coreProperties(caller.username, caller.request.traceId, now),
    ...Object.fromEntries(sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet, caller.name, mark, now)])),
  };
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name);
  if (detail) zip.addReadStream(sheetStream(detail, now), `xl/worksheets/sheet${tabs.length}.xml`);
  zip.end();
  const file = await Promise.race([packed, failed]);
  const time = fileStamp(now);
  const name = `${workbook.title}_${workbook.period[0]}至${workbook.period[1]}_${time}.xlsx`;
  return new StreamableFile(file, {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    disposition: `attachment; filename="export.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
    length: file.length,
  });
}

function sheetXml({ title, filters, head, rows, sums = 0, notes = [], pages = [] }: FigureSheet, maker: string, mark: string, now: Date): string {
  const lines: string[] = [];
  const line = (cells: (at: number) => string): void => void lines.push(`<row r="${lines.length + 1}">${cells(lines.length + 1)}</row>`);
  const text = (style: number, value: string) => (at: number): string => textCell(0, at, value, style);
  line(text(STYLE.title, title));
  line(text(STYLE.plain, hospitalName()));
  line(text(STYLE.plain, `条件：${filters}`));
  line((at) => textCell(0, at, `制表人：${maker}`, STYLE.plain) + textCell(2, at, '制表时间：', STYLE.plain) + dateCell(3, at, now) + textCell(4, at, mark, STYLE.plain));
  for (const titles of head) line((at) => titles.map((one, column) => (one ? textCell(column, at, one, STYLE.header) : '')).join(''));
  rows.forEach((row, index) => {
    const isSum = index >= rows.length - sums;
    line((at) => row.map((value, column) => (isSum && typeof value === 'string' ? textCell(column, at, value, STYLE.header) : typedCell(column, at, value))).join(''));
  });
  for (const note of notes) line(text(STYLE.plain, note));
  const frozen = HEAD_ROWS + head.length;
  const widths = (head.at(-1) ?? []).map((_, column) => `<col min="${column + 1}" max="${column + 1}" width="${WIDTHS[pages.length ? 'several' : 'one'][column === 0 ? 0 : 1]}" customWidth="1"/>`).join('');
  const merged = mergesOf(head);
  return `${XML}<worksheet xmlns="${MAIN}">${pages.length ? '' : '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'}<sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="${frozen}" topLeftCell="B${frozen + 1}" activePane="bottomRight" state="frozen"/></sheetView></sheetViews>${widths ? `<cols>${widths}</cols>` : ''}<sheetData>${lines.join('')}${sheetEnd(mark)
    .replace('</sheetData>', `</sheetData>${merged.length ? `<mergeCells count="${merged.length}">${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>` : ''}<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>`)
    .replace('</worksheet>', `${pages.length ? `<colBreaks count="${pages.length}" manualBreakCount="${pages.length}">${pages.map((at) => `<brk id="${at}" max="1048575" man="1"/>`).join('')}</colBreaks>` : ''}</worksheet>`)}`;
}

/** Header cells that reach over several columns or down to the second row, as on screen. */
function mergesOf(head: FigureSheet['head']): string[] {
  const merges: string[] = [];
  head.forEach((titles, nth) => {
    titles.forEach((title, column) => {
      if (!title) return;
      let last = column;
      while (titles[last + 1] === '') last += 1;
      const down = head[nth + 1]?.[column] === null ? nth + 1 : nth;
      if (last > column || down > nth) merges.push(`${addressOf(column, HEAD_ROWS + nth + 1)}:${addressOf(last, HEAD_ROWS + down + 1)}`);
    });
  });
  return merges;
}

const contentTypes = (tabs: readonly string[]): string =>
  `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${tabs.map((_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${TYPE}.worksheet+xml"/>`).join('')}<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`;

const workbookXml = (tabs: readonly string[], sheets: readonly FigureSheet[]): string =>
  `${XML}<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets>${tabs.map((name, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets><definedNames>${sheets.map(printTitles).join('')}</definedNames></workbook>`;

/** Header and first column stand on every printed page. */
function printTitles({ name, head }: FigureSheet, at: number): string {
  const sheet = escapeXml(`'${tabOf(name).replaceAll("'", "''")}'`);
  return `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${sheet}!$A:$A,${sheet}!$${HEAD_ROWS + 1}:$${HEAD_ROWS + head.length}</definedName>`;
}

const tabOf = (name: string): string => name.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31);

const relations = (tabs: readonly string[]): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${tabs.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}<Relationship Id="rId${tabs.length + 1}" Type="${DOCUMENT}/styles" Target="styles.xml"/></Relationships>`;
