import { formatRange } from '../../shared/format/ranges.js';
import type { CheckupItem } from './checkups.js';

const WORDS: Readonly<Record<string, string>> = { H: '偏高', L: '偏低', HH: '危急值（高）', LL: '危急值（低）', A: '异常', AA: '危急值' };

/** The same thing in the same unit: what was measured in another unit is never held against it. */
export const sameItem = (a: CheckupItem, b: CheckupItem): boolean =>
  a.code === b.code && a.state === 'done' && (a.unit ?? '') === (b.unit ?? '');

/** A finding as a clause of the summary: `收缩压 150 mmHg 偏高（参考 90～139，上次 142）；`. */
export function quotationOf({ name, text, unit, range, flag }: CheckupItem, earlier: CheckupItem | null): string {
  const beside = [range && `参考 ${formatRange(range)}`, earlier?.text && `上次 ${earlier.text}`].filter(Boolean).join('，');
  const parts = [name, text, unit, flag && WORDS[flag]].filter(Boolean).join(' ');
  return `${parts}${beside && `（${beside}）`}；`;
}
