import { escapeXml } from './escape-xml.js';
import { STYLE } from './export-workbook.js';

/** `day` is a calendar day, YYYY-MM-DD. */
export type CellValue = string | number | Date | { readonly day: string } | null;

const LONGEST_TEXT = 32_767;
const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;
/** Days from Excel's day 0 to 1970-01-01. */
const EPOCH = 25_569;
/** A text cell: whatever it begins with, it is never read as a formula or a number. */
export function textCell(column: number, row: number, text: string, style: number = STYLE.text): string {
  return `<c r="${addressOf(column, row)}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text.slice(0, LONGEST_TEXT))}</t></is></c>`;
}

/** A moment as the clock on the hospital's wall shows it. */
export function dateCell(column: number, row: number, moment: Date): string {
  return numberCell(column, row, (moment.getTime() + SHANGHAI_MS) / DAY_MS + EPOCH, STYLE.moment);
}

export function typedCell(column: number, row: number, value: CellValue): string {
  if (value === null) return '';
  if (value instanceof Date) return dateCell(column, row, value);
  if (typeof value === 'number') return numberCell(column, row, value, STYLE.plain);
  if (typeof value === 'string') return textCell(column, row, value);
  return numberCell(column, row, Date.parse(value.day) / DAY_MS + EPOCH, STYLE.day);
}

function numberCell(column: number, row: number, value: number, style: number): string {
  return `<c r="${addressOf(column, row)}" s="${style}"><v>${value}</v></c>`;
}

/** Column from 0, row from 1: `A1`, `AB12`. */
export function addressOf(column: number, row: number): string {
  return `${letters(column)}${row}`;
}

function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}
