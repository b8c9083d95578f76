import type { PdfCell } from '../../../platform/pdf/pdf-document.js';

interface Measured {
  readonly state: string;
  readonly text: string | null;
  readonly flag: string | null;
}

const FLAGS: Readonly<Record<string, string>> = { H: '↑ 偏高', L: '↓ 偏低', HH: '↑↑ 危急值', LL: '↓↓ 危急值', A: '* 异常', AA: '** 危急值' };
/** Neither normal nor abnormal: it was not done. */
export const STATE_WORDS: Readonly<Record<string, string>> = { refused: '拒检', missed: '未检' };

/** Arrow and word, so that grey paper says it too; empty for a normal result and for one that nobody judged. */
export const flagWords = (flag: string | null): string => (flag ? (FLAGS[flag] ?? '') : '');
export const isAbnormal = ({ state, flag }: Measured): boolean => state === 'done' && flagWords(flag) !== '';

export function resultCell(item: Measured): PdfCell {
  const text = item.state === 'done' ? (item.text ?? '—') : (STATE_WORDS[item.state] ?? item.state);
  return isAbnormal(item) ? { text, tone: 'abnormal' } : text;
}
