import { TextDecoder } from 'node:util';
import type { TextRow } from './sql-dialect.js';

const strictGb18030 = new TextDecoder('gb18030', { fatal: true });
/** What conversions leave of characters they do not know: U+FFFD, and `???` or `¿¿` for a run of them. */
const LOST = /\ufffd|\?{3,}|¿{2,}/;
/** Bytes of another character set that were taken for single letters, e.g. `³Â×Ó`. */
const LETTERS = /[\u0080-\u00ff]{4,}/;

/** Columns whose Chinese did not survive: stored, or delivered, in another character set than the database believes. */
export function garbledColumns(rows: readonly TextRow[]): readonly string[] {
  const found = new Set<string>();
  for (const row of rows) {
    for (const [column, text] of Object.entries(row)) if (text !== null && isGarbled(text)) found.add(column);
  }
  return [...found];
}

function isGarbled(text: string): boolean {
  if (LOST.test(text)) return true;
  const letters = LETTERS.exec(text)?.[0];
  return letters !== undefined && readsAsChinese(Buffer.from(letters, 'latin1'));
}

function readsAsChinese(bytes: Buffer): boolean {
  try {
    return /^[\p{Script=Han}\p{Punctuation}]+$/u.test(strictGb18030.decode(bytes)) || /\p{Script=Han}/u.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return false;
  }
}
