import { normalizeName } from '@cadre/clinical/person-name';
import { combineReadings, gramsOf, typedForms } from '@cadre/clinical/search-tokens';
import { pinyin } from 'pinyin-pro';

/** What a person is found by: `gram` by equality, `pinyin` and `initials` by their beginning, `tail` keyed, by equality. */
export interface SearchToken {
  readonly kind: 'gram' | 'pinyin' | 'initials' | 'tail';
  readonly token: string;
}

/** Surnames of two characters; the reading of every other surname is that of its first character. */
const DOUBLE_SURNAMES = new Set([
  '欧阳', '司马', '上官', '诸葛', '东方', '皇甫', '尉迟', '公孙', '慕容', '令狐', '司徒', '夏侯', '长孙', '宇文', '端木', '独孤', '南宫', '百里',
  '公冶', '澹台', '淳于', '单于', '申屠', '钟离', '闾丘', '鲜于', '赫连', '万俟', '濮阳', '太史', '轩辕', '呼延', '闻人', '西门',
]);

const read = (text: string): string[] => pinyin(text, { toneType: 'none', type: 'array', surname: 'head', v: true });
const allReadings = (character: string): string[] =>
  pinyin(character, { toneType: 'none', type: 'array', multiple: true, v: true });

/** Everything the name can be typed as: pieces of it, pinyin in full and mixed, initials. A blank name gives nothing. */
export function nameTokens(name: string): SearchToken[] {
  const characters = [...normalizeName(name).toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')];
  if (characters.length === 0) return [];
  const surnameLength = DOUBLE_SURNAMES.has(characters.slice(0, 2).join('')) ? 2 : 1;
  const surname = read(characters.join('')).slice(0, surnameLength).join(' ');
  const readings = combineReadings(characters.map(allReadings), surname);
  const pinyins = [...readings.full, ...readings.mixed, ...readings.given, ...typedForms(name, readings.initials)];
  return [
    ...gramsOf(name).map((token) => ({ kind: 'gram', token }) as const),
    ...[...new Set(pinyins)].map((token) => ({ kind: 'pinyin', token }) as const),
    ...readings.initials.map((token) => ({ kind: 'initials', token }) as const),
  ];
}

/** Orders names as a Chinese address book does: by the readings of their characters, surname reading first. */
export function nameSort(name: string): string {
  return read(normalizeName(name)).join(' ').toLowerCase();
}
