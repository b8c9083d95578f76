import type { ImportColumn, ImportedRow } from '../importer.port.js';
import { type SheetLine, UnusableSheet } from './sheet-reader.js';

/** Added to a file of mistakes; whoever sends it back need not take them away. */
export const ERROR_COLUMNS = ['错误列', '错误原因'] as const;
/** The row that shows how a row looks. */
export const EXAMPLE = '（示例）';
const SEVERAL = /[、，,;；|]/;

export interface ImportLine {
  readonly line: number;
  readonly cells: readonly string[];
  readonly row: ImportedRow;
  readonly problems: readonly { readonly title: string; readonly message: string }[];
}

export interface ImportSheet {
  /** As they stand in the file. */
  readonly headings: readonly string[];
  readonly ignored: readonly string[];
  readonly lines: readonly ImportLine[];
}

/** Headings are found whatever their order, with or without mark and spaces. Throws UnusableSheet when one that is needed is missing. */
export function sheetOf(found: readonly SheetLine[], columns: readonly ImportColumn[]): ImportSheet {
  const [head, ...rest] = found;
  if (!head) throw new UnusableSheet('文件是空的，请按模板填写后上传。');
  const headings = head.cells.map(bare);
  const at = new Map(columns.map((column) => [column, headings.indexOf(bare(column.title))]));
  const missing = columns.filter((column) => column.required && at.get(column)! < 0).map(({ title }) => title);
  if (missing.length) throw new UnusableSheet(`缺少列：${missing.join('、')}。请使用模板的表头，第一行应为表头。`);
  const twice = headings.filter((one, place) => one && headings.indexOf(one) !== place);
  if (twice.length) throw new UnusableSheet('表头中有重复的列，请删去多余的列后上传。');
  const known = new Set([...columns.map(({ title }) => bare(title)), ...ERROR_COLUMNS]);
  return {
    headings: head.cells.map((cell) => cell.trim()),
    ignored: headings.filter((one) => one !== '' && !known.has(one)),
    lines: rest.filter(({ cells }) => !cells.find((cell) => cell.trim())?.trim().startsWith(EXAMPLE)).map((line) => lineOf(line, at)),
  };
}

function lineOf({ number, cells, problem }: SheetLine, at: ReadonlyMap<ImportColumn, number>): ImportLine {
  const row: Record<string, string | readonly string[]> = {};
  const problems = problem ? [{ title: '', message: problem }] : [];
  for (const [column, place] of at) {
    const text = clean(cells[place] ?? '');
    if (text === '') {
      if (column.required) problems.push({ title: column.title, message: '不能为空' });
      continue;
    }
    const value = valueOf(column, text);
    if (value === null) problems.push({ title: column.title, message: column.kind === 'day' ? '不是有效日期，应为 2026-01-31' : '不在可选范围内，见模板的“说明”页' });
    else row[column.field] = value;
  }
  return { line: number, cells, row, problems };
}

function valueOf({ choices, kind }: ImportColumn, text: string): string | string[] | null {
  if (kind === 'day') return dayOf(text);
  if (!choices) return text;
  const codeOf = (one: string): string | undefined => choices.find(({ word, code }) => word === one || code.toLowerCase() === one.toLowerCase())?.code;
  if (kind !== 'many') return codeOf(text) ?? null;
  const codes = text.split(SEVERAL).map((one) => one.trim()).filter(Boolean).map(codeOf);
  return codes.every((code) => code !== undefined) ? [...new Set(codes)] : null;
}

/** `2026-01-31`, `2026/1/31`, `2026.1.31`, `2026年1月31日`, `20260131`; a time that is midnight does not matter. */
function dayOf(text: string): string | null {
  const [, year = '', month = '', day = ''] = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?: 00:00:00)?$/.exec(text) ?? [];
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const moment = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(date) ? date : null;
}

const bare = (heading: string): string => heading.normalize('NFKC').replace(/[\s*]/g, '');
const clean = (text: string): string => text.replace(/[\u00a0\u3000\t\r\n]/g, ' ').replace(/[\u200b\ufeff]/g, '').trim();
