import type { Conversion, Value } from './mapping.js';
import { parseDate, parseInstant } from './source-time.js';

const YES = new Set(['1', 'Y', 'YES', 'T', 'TRUE', '是', '有', '√']);
const NO = new Set(['0', 'N', 'NO', 'F', 'FALSE', '否', '无', '×']);

/**
 * Trimmed source text to our value; undefined when the text is no such thing.
 * Decimals stay text, because their digits are the fact and a binary fraction is not.
 */
export function convert(text: string, as: Conversion, zone: string): Value | undefined {
  switch (as) {
    case 'text':
      return text;
    case 'integer':
      return /^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined;
    case 'decimal':
      return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? text : undefined;
    case 'date':
      return parseDate(text) ?? undefined;
    case 'instant':
      return parseInstant(text, zone) ?? undefined;
    case 'flag':
      return readFlag(text.toUpperCase());
  }
}

function readFlag(text: string): boolean | undefined {
  if (YES.has(text)) return true;
  return NO.has(text) ? false : undefined;
}
