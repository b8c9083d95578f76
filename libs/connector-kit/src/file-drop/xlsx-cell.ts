/** How a cell is shown, as far as it decides what the cell says. */
export type CellFormat = { readonly kind: 'plain' } | { readonly kind: 'date' } | { readonly kind: 'time' } | { readonly kind: 'padded'; readonly digits: number };

/** A cell as the sheet stores it. */
export interface StoredCell {
  /** `n`, `s`, `str`, `inlineStr`, `b`, `e`, `d`. */
  readonly type: string;
  /** Its value, or the text that it points to; null when there is none. */
  readonly value: string | null;
  readonly hasFormula: boolean;
  readonly format: CellFormat;
}

export type CellText = { readonly text: string } | { readonly problem: string };

const DAY = 86_400_000;
const PLAIN: CellFormat = { kind: 'plain' };
/** Number formats of a spreadsheet that have no code of their own, those of Chinese versions among them. */
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
const BUILT_IN_TIMES = new Set([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56]);
/** From here on a spreadsheet's numbers have lost digits. */
const INEXACT = 1e15;

/** What a number format makes of numbers; `code` is its own, where the workbook declares one. */
export function cellFormat(id: number, code: string | undefined): CellFormat {
  if (code === undefined) {
    if (BUILT_IN_DATES.has(id)) return { kind: 'date' };
    return BUILT_IN_TIMES.has(id) ? { kind: 'time' } : PLAIN;
  }
  const bare = code.slice(0, 200).replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').split(';')[0]!;
  if (/^0{2,}$/.test(bare)) return { kind: 'padded', digits: bare.length };
  if (/[yd]/i.test(bare)) return { kind: 'date' };
  return /[hs]/i.test(bare) ? { kind: 'time' } : PLAIN;
}

/**
 * The text that a person sees in a cell. Dates are `YYYY-MM-DD`, with ` HH:mm:ss` where they carry a time. A formula is never
 * evaluated: its stored result counts.
 */
export function cellText(cell: StoredCell, since1904: boolean): CellText {
  const { type, value, hasFormula, format } = cell;
  if (type === 'e') return { problem: `是错误值 ${value ?? ''}` };
  if (value === null || value === '') return hasFormula && type !== 'str' ? { problem: '是没有计算结果的公式' } : { text: '' };
  if (type === 'b') return { text: value === '0' ? 'FALSE' : 'TRUE' };
  if (type !== 'n') return { text: value };
  const number = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/.test(value) ? Number(value) : Number.NaN;
  if (!Number.isFinite(number)) return { problem: '不是有效的数字' };
  if (format.kind === 'date' || format.kind === 'time') return dateText(number, format.kind, since1904);
  if (Math.abs(number) >= INEXACT) return { problem: '是超过 15 位的数字，末尾已失真，请改为文本格式' };
  const text = decimal(number);
  return { text: format.kind === 'padded' && /^\d+$/.test(text) ? text.padStart(format.digits, '0') : text };
}

/** Fifteen digits, as a spreadsheet shows them, and never with an exponent. */
function decimal(number: number): string {
  const rounded = Number(number.toPrecision(15));
  const text = String(rounded);
  return text.includes('e') ? rounded.toFixed(20).replace(/\.?0+$/, '') : text;
}

function dateText(serial: number, kind: 'date' | 'time', since1904: boolean): CellText {
  if (serial < 0 || serial >= 2_958_466) return { problem: '不是有效的日期' };
  // 1900 has a 29 February in spreadsheets, so days before March are counted from one day later.
  if (!since1904 && Math.floor(serial) === 60) return { problem: '不是有效的日期（1900-02-29）' };
  const begin = since1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  const printed = new Date(begin + Math.round(serial * 86_400) * 1_000).toISOString();
  const time = printed.slice(11, 19);
  if (kind === 'time' && serial * DAY < DAY) return { text: time };
  return { text: time === '00:00:00' ? printed.slice(0, 10) : `${printed.slice(0, 10)} ${time}` };
}
