import { pinyin } from 'pinyin-pro';

/** Initials of a name, e.g. "zz" of 在职: what people type to find it. */
export function pinyinOf(name: string): string {
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' }).join('').toLowerCase();
}
