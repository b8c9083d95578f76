import type { Schema } from '@cadre/api-client/typed-paths';

export type DictionaryType = Schema<'DictionaryTypeRow'>;
export type DictionaryItem = Schema<'DictionaryItemRow'>;

/** Codes of the others, and how a type counts items that have none. */
export const OUTSIDE = [
  { field: 'nationalCode', missing: 'withoutNational', title: '国标码' },
  { field: 'cityCode', missing: 'withoutCity', title: '市级码' },
  { field: 'hisCode', missing: 'withoutHis', title: 'HIS 码' },
] as const;

/** What keeps an item from being offered, or that nothing does. */
export function stateOf({ active, validFrom, validUntil }: DictionaryItem, today: string): { tag: string; words: string } {
  if (!active) return { tag: 'tag-off', words: '– 已停用' };
  if (validFrom && validFrom > today) return { tag: 'tag-late', words: `${validFrom} 起` };
  if (validUntil && validUntil < today) return { tag: 'tag-off', words: `– ${validUntil} 止` };
  return { tag: 'tag-good', words: '✓ 使用中' };
}
