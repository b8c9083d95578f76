import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Type, StreamableFile } from '@nestjs/common';
import yazl from 'yazl';
import type { Caller } from '../access/caller.js';
import { maskRow, masksOf } from '../access/masked.js';
import { sealInFile } from '../access/person-name.js';
import { type CellValue, dateCell, textCell, typedCell } from './export-cells.js';
import { columnsOf, type ExportColumn } from './export-columns.js';
import { BYTE_ORDER_MARK, csvLine } from './export-csv.js';
import { CONTENT_TYPES, coreProperties, RELATIONS, sheetEnd, sheetStart, STYLE, STYLES, WORKBOOK, WORKBOOK_RELATIONS } from './export-workbook.js';
import { currentRun } from './export-run.js';
import { hospitalName } from './hospital-name.js';
import { fileStamp } from './hospital-time.js';

export interface ExportSheet {
  readonly title: string;
  /** The conditions in words. */
  readonly filters: string;
  /** First and last day, YYYY-MM-DD, for the name of the file. */
  readonly period: readonly [from: string | undefined, to: string | undefined];
  /** Words for codes, by field and code. */
  readonly words: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly caller: Caller;
  /** Remarks beneath the rows. */
  readonly notes?: readonly string[];
}

/** Rows of a class with what stands above them, as a sheet of a file. */
export interface RowsSheet extends ExportSheet {
  readonly row: Type<object>;
  readonly rows: AsyncIterable<object>;
}

const CHUNK = 64 * 1024;
/** Rows between two words of how far it is. */
const SAY_EVERY = 1_000;

/**
 * The only maker of downloads: the titled fields of a row class, masked by that class, in the order of the rows, as a workbook or,
 * where the request asked for it, as CSV. Rows are written as they come, so that a hundred thousand of them never stand in
 * memory; only the finished file does.
 */
export async function exportRows<T extends object>(row: Type<T>, rows: AsyncIterable<T> | Iterable<T>, sheet: ExportSheet): Promise<StreamableFile> {
  return sheet.caller.request.csv ? exportCsv(row, rows, sheet) : exportWorkbook(row, rows, sheet);
}

/** Headings, rows, and a last line that says how many there are and whose file it is. */
async function exportCsv<T extends object>(row: Type<T>, rows: AsyncIterable<T> | Iterable<T>, sheet: ExportSheet): Promise<StreamableFile> {
  const columns = columnsOf(row);
  async function* lines(): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + csvLine(columns.map(({ title }) => title));
    let count = 0;
    for await (const shown of shownRows(row, rows, sheet)) {
      count += 1;
      yield csvLine(columns.map((column) => worded(shown[column.field], column, sheet)));
    }
    yield csvLine(['合计', `${count} 条`, markOf(sheet.caller)]);
  }
  const file = await buffer(Readable.from(inChunks(lines()), { objectMode: false }));
  return fileOf(file, 'text/csv; charset=utf-8', { sheet, ending: 'csv', now: new Date() });
}

/** As its reader may see them; tells the run that goes on in the background how far it is. */
async function* shownRows<T extends object>(row: Type<T>, rows: AsyncIterable<T> | Iterable<T>, { caller }: ExportSheet): AsyncGenerator<Record<string, unknown>> {
  const masks = masksOf(row);
  const run = currentRun();
  let count = 0;
  for await (const found of rows) {
    yield sealInFile(maskRow({ ...found }, masks, caller), row, caller) as Record<string, unknown>;
    count += 1;
    const { beneficiaryId } = found as { beneficiaryId?: unknown };
    if (typeof beneficiaryId === 'string') run?.about(beneficiaryId);
    if (count % SAY_EVERY === 0) await run?.progress(count);
  }
  await run?.progress(count);
}

async function exportWorkbook<T extends object>(row: Type<T>, rows: AsyncIterable<T> | Iterable<T>, sheet: ExportSheet): Promise<StreamableFile> {
  const now = new Date();
  const { username, request } = sheet.caller;
  const zip = new yazl.ZipFile();
  const pack = buffer(zip.outputStream);
  const failed = new Promise<never>((_, reject) => void zip.on('error', reject));
  for (const [name, text] of Object.entries({
    '[Content_Types].xml': CONTENT_TYPES, '_rels/.rels': RELATIONS, 'xl/workbook.xml': WORKBOOK,
    'xl/_rels/workbook.xml.rels': WORKBOOK_RELATIONS, 'xl/styles.xml': STYLES,
    'docProps/core.xml': coreProperties(username, request.traceId, now),
  })) {
    zip.addBuffer(Buffer.from(text), name);
  }
  zip.addReadStream(sheetStream({ ...sheet, row, rows: eachOf(rows) }, now), 'xl/worksheets/sheet1.xml');
  zip.end();
  const file = await Promise.race([pack, failed]);
  return fileOf(file, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', { sheet, ending: 'xlsx', now });
}

function fileOf(bytes: Buffer, type: string, { sheet, ending, now }: { sheet: ExportSheet; ending: 'xlsx' | 'csv'; now: Date }): StreamableFile {
  const name = encodeURIComponent(`${fileName(sheet, now)}.${ending}`);
  return new StreamableFile(bytes, { type, disposition: `attachment; filename="export.${ending}"; filename*=UTF-8''${name}`, length: bytes.length });
}

/** The sheet as it is packed, made while it is read. */
export const sheetStream = (sheet: RowsSheet, now: Date): Readable => Readable.from(inChunks(sheetXml(sheet, now)), { objectMode: false });

async function* eachOf<T>(rows: AsyncIterable<T> | Iterable<T>): AsyncGenerator<T> {
  yield* rows;
}

async function* sheetXml({ row, rows, ...sheet }: RowsSheet, now: Date): AsyncGenerator<string> {
  const columns = columnsOf(row);
  const mark = markOf(sheet.caller);
  let at = 0;
  const line = (cells: readonly string[]): string => `<row r="${(at += 1)}">${cells.join('')}</row>`;
  const cell = (column: number, text: string, style: number): string => textCell(column, at + 1, text, style);
  yield sheetStart(columns);
  yield line([cell(0, sheet.title, STYLE.title)]);
  yield line([cell(0, hospitalName(), STYLE.plain)]);
  yield line([cell(0, `条件：${sheet.filters}`, STYLE.plain)]);
  yield line([cell(0, `制表人：${sheet.caller.name}`, STYLE.plain), cell(2, '制表时间：', STYLE.plain), dateCell(3, at + 1, now), cell(4, mark, STYLE.plain)]);
  yield line(columns.map(({ title }, column) => cell(column, title, STYLE.header)));
  let count = 0;
  for await (const shown of shownRows(row, rows, sheet)) {
    count += 1;
    yield line(columns.map((column, index) => typedCell(index, at + 1, worded(shown[column.field], column, sheet))));
  }
  yield line([cell(0, '合计', STYLE.header), cell(1, `${count} 条`, STYLE.header)]);
  for (const note of sheet.notes ?? []) yield line([cell(0, note, STYLE.plain)]);
  yield sheetEnd(mark);
}

/** Whose file it is, and by which number it stands on the access trail. */
const markOf = ({ username, request }: Caller): string => `导出账号 ${username}，编号 ${request.traceId}`;

/** Codes become words, lists one text. */
function worded(value: unknown, { field, isDay }: ExportColumn, { words }: ExportSheet): CellValue {
  const word = (one: unknown): string => words[field]?.[String(one)] ?? String(one);
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map(word).join('；');
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number' || value instanceof Date) return value;
  return isDay ? { day: String(value) } : word(value);
}

async function* inChunks(parts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let text = '';
  for await (const part of parts) {
    text += part;
    if (text.length < CHUNK) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text) yield Buffer.from(text);
}

/** 报表名_期间_时间 */
function fileName({ title, period: [from, to] }: ExportSheet, now: Date): string {
  const period = from || to ? `${from ?? '最早'}至${to ?? '今'}` : '全部';
  const time = fileStamp(now);
  return `${title}_${period}_${time}`;
}
