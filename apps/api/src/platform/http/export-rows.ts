import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Type, StreamableFile } from '@nestjs/common';
import yazl from 'yazl';
import type { Caller } from '../access/caller.js';
import { maskRow, masksOf } from '../access/masked.js';
import { sealInFile } from '../access/person-name.js';
import { type CellValue, dateCell, textCell, typedCell } from './export-cells.js';
import { columnsOf, type ExportColumn } from './export-columns.js';
import { CONTENT_TYPES, coreProperties, RELATIONS, sheetEnd, sheetStart, STYLE, STYLES, WORKBOOK, WORKBOOK_RELATIONS } from './export-workbook.js';
import { currentRun } from './export-run.js';
import { HOSPITAL_NAME } from './hospital-name.js';

export interface ExportSheet {
  readonly title: string;
  /** The conditions in words. */
  readonly filters: string;
  /** First and last day, YYYY-MM-DD, for the name of the file. */
  readonly period: readonly [from: string | undefined, to: string | undefined];
  /** Words for codes, by field and code. */
  readonly words: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly caller: Caller;
}

const CHUNK = 64 * 1024;
/** Rows between two words of how far it is. */
const SAY_EVERY = 1_000;

/**
 * The only maker of downloads: one sheet with the titled fields of a row class, masked by that class, in the order of the
 * rows. Rows are written as they come, so that a hundred thousand of them never stand in memory; only the packed file does.
 */
export async function exportRows<T extends object>(row: Type<T>, rows: AsyncIterable<T> | Iterable<T>, sheet: ExportSheet): Promise<StreamableFile> {
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
  zip.addReadStream(Readable.from(inChunks(sheetXml(row, rows, sheet, now)), { objectMode: false }), 'xl/worksheets/sheet1.xml');
  zip.end();
  const file = await Promise.race([pack, failed]);
  return new StreamableFile(file, {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    disposition: `attachment; filename="export.xlsx"; filename*=UTF-8''${encodeURIComponent(fileName(sheet, now))}`,
    length: file.length,
  });
}

async function* sheetXml<T extends object>(row: Type<T>, rows: AsyncIterable<T> | Iterable<T>, sheet: ExportSheet, now: Date): AsyncGenerator<string> {
  const columns = columnsOf(row);
  const masks = masksOf(row);
  const mark = markOf(sheet.caller);
  let at = 0;
  const line = (cells: readonly string[]): string => `<row r="${(at += 1)}">${cells.join('')}</row>`;
  const cell = (column: number, text: string, style: number): string => textCell(column, at + 1, text, style);
  yield sheetStart(columns);
  yield line([cell(0, sheet.title, STYLE.title)]);
  yield line([cell(0, HOSPITAL_NAME, STYLE.plain)]);
  yield line([cell(0, `条件：${sheet.filters}`, STYLE.plain)]);
  yield line([cell(0, `制表人：${sheet.caller.name}`, STYLE.plain), cell(2, '制表时间：', STYLE.plain), dateCell(3, at + 1, now), cell(4, mark, STYLE.plain)]);
  yield line(columns.map(({ title }, column) => cell(column, title, STYLE.header)));
  const run = currentRun();
  let count = 0;
  for await (const found of rows) {
    const shown = sealInFile(maskRow({ ...found }, masks, sheet.caller), row, sheet.caller) as Record<string, unknown>;
    yield line(columns.map((column, index) => typedCell(index, at + 1, worded(shown[column.field], column, sheet))));
    count += 1;
    const { beneficiaryId } = found as { beneficiaryId?: unknown };
    if (typeof beneficiaryId === 'string') run?.about(beneficiaryId);
    if (count % SAY_EVERY === 0) await run?.progress(count);
  }
  await run?.progress(count);
  yield line([cell(0, '合计', STYLE.header), cell(1, `${count} 条`, STYLE.header)]);
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

/** 报表名_期间_时间.xlsx */
function fileName({ title, period: [from, to] }: ExportSheet, now: Date): string {
  const period = from || to ? `${from ?? '最早'}至${to ?? '今'}` : '全部';
  const time = now.toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).replace(/\D/g, '');
  return `${title}_${period}_${time}.xlsx`;
}
