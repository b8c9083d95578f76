import { describe, expect, it } from 'vitest';
import { combineReadings, gramsOf, searchTerms, typedForms } from './search-tokens.js';

const NOTHING = { grams: [], prefix: null, number: null, tail: null };

describe('person search', () => {
  it('cuts a name into its one- and two-character pieces', () => {
    expect(gramsOf('张国庆（VIP）')).toEqual(['张', '国', '庆', '张国', '国庆']);
    expect(gramsOf('张丽丽')).toEqual(['张', '丽', '张丽', '丽丽']);
    expect(gramsOf('艾力·买')).toEqual(['艾', '力', '买', '艾力', '力买']);
    expect(gramsOf('Li')).toEqual(['l', 'i', 'li']);
    expect(gramsOf('')).toEqual([]);
  });

  it('joins readings to full pinyin, initials, surname with initials and the given name', () => {
    expect(combineReadings([['zhang'], ['guo'], ['qing']])).toEqual({
      full: ['zhangguoqing'],
      initials: ['zgq'],
      mixed: ['zhanggq'],
      given: ['guoqing', 'gq'],
    });
  });

  it('reads a surname as a surname, single or double', () => {
    expect(combineReadings([['dan', 'shan', 'chan'], ['tian']], 'shan').full).toEqual(['shantian']);
    expect(combineReadings([['ou'], ['yang'], ['na']], 'ou yang')).toMatchObject({
      mixed: ['ouyangn'],
      given: ['na', 'n'],
    });
  });

  it('keeps every reading of a character with several, and no more than 64 of a name', () => {
    expect(combineReadings([['zeng'], ['le', 'yue']]).full).toEqual(['zengle', 'zengyue']);
    const many = combineReadings(Array.from({ length: 9 }, (_, i) => [`a${i}`, `b${i}`, `c${i}`]));
    expect(many.full.length).toBeLessThanOrEqual(64);
    expect(many.full.length).toBeGreaterThan(1);
    const six = combineReadings(Array.from({ length: 6 }, (_, i) => [`a${i}`, `b${i}`]));
    expect(six.full).toHaveLength(64);
    expect(combineReadings([['li']])).toEqual({ full: ['li'], initials: ['l'], mixed: ['li'], given: [] });
    expect(combineReadings([])).toEqual({ full: [], initials: [], mixed: [], given: [] });
  });

  it('knows what an input method leaves behind: characters, then initials', () => {
    expect(typedForms('张国庆', ['zgq'])).toEqual(['张gq', '张国q']);
  });

  it.each([
    ['张国庆', { grams: ['张国', '国庆'] }],
    ['庆', { grams: ['庆'] }],
    ['ZGQ', { prefix: 'zgq' }],
    ["zhang guo'qing", { prefix: 'zhangguoqing' }],
    ['lü', { prefix: 'lv' }],
    ['张gq', { prefix: '张gq' }],
    ['张国q', { grams: ['张国'], prefix: '张国q' }],
    ['1234', { number: '1234', tail: '1234' }],
    ['002x', { number: '002X', tail: '002X' }],
    ['138 0013 8000', { number: '13800138000' }],
    ['b0012345', { number: 'B0012345' }],
    ['张 1234', { grams: ['张'], number: '1234', tail: '1234' }],
    ['１２３４', { number: '1234', tail: '1234' }],
    ['%_', {}],
    ['', {}],
  ])('reads the query %s', (query, terms) => expect(searchTerms(query)).toEqual({ ...NOTHING, ...terms }));

  it.each([
    ['国庆', '张国庆'],
    ['庆', '张国庆'],
    ['娜', '欧阳娜娜'],
  ])('finds by %s inside %s', (query, name) => {
    const grams = new Set(gramsOf(name));
    expect(searchTerms(query).grams.every((gram) => grams.has(gram))).toBe(true);
  });

  it.each(['zgq', 'zhangguoqing', 'zhangg', '张g', '张国q', 'gq', 'guoq'])('finds 张国庆 by %s', (query) => {
    const readings = combineReadings([['zhang'], ['guo'], ['qing']]);
    const tokens = [...Object.values(readings).flat(), ...typedForms('张国庆', readings.initials)];
    const { prefix } = searchTerms(query);
    expect(tokens.some((token) => token.startsWith(prefix ?? '?'))).toBe(true);
  });

  it('keeps rare characters beyond the basic plane whole', () => {
    const readings = combineReadings([['𠮷'], ['ye']]);
    const tokens = [...Object.values(readings).flat(), ...typedForms('𠮷野', readings.initials), ...gramsOf('𠮷野')];
    expect(tokens).toContain('𠮷野');
    expect(tokens.filter((token) => !token.isWellFormed())).toEqual([]);
  });
});
