import type { CellValue } from './export-cells.js';

/** What a spreadsheet would read as a formula; a quote in front makes it text. Numbers of ours are never written through here. */
const FORMULA = /^[\s]*[=+\-@\t\r|%]/u;
export const BYTE_ORDER_MARK = '\ufeff';

/** A line of a CSV file, by RFC 4180: fields with marks in them are quoted. */
export const csvLine = (values: readonly CellValue[]): string => `${values.map(csvField).join(',')}\r\n`;

function csvField(value: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  if (value instanceof Date) return value.toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' });
  if (typeof value !== 'string') return value.day;
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
