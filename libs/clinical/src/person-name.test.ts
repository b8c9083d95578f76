import { describe, expect, it } from 'vitest';
import { isUnreadableName, normalizeName, sameName } from './person-name.js';

describe('names', () => {
  it.each([
    ['张　国庆', '张国庆'],
    ['张 国 庆 ', '张国庆'],
    ['张\u200b国\u00a0庆', '张国庆'],
    ['张国庆(VIP)', '张国庆'],
    ['张国庆（特需）', '张国庆'],
    ['张国庆 [干保] (2)', '张国庆'],
    ['张国庆【离休】', '张国庆'],
    ['张国庆*', '张国庆'],
    ['张国庆（特需）*', '张国庆'],
    ['张国庆★', '张国庆'],
    ['买买提·艾力', '买买提·艾力'],
    ['买买提•艾力', '买买提·艾力'],
    ['买买提．艾力', '买买提·艾力'],
    ['买买提 ・ 艾力', '买买提·艾力'],
    ['买买提.艾力', '买买提·艾力'],
    ['Ｊｏｈｎ　smith', 'JOHN SMITH'],
    ['john   smith', 'JOHN SMITH'],
    ['张**', '张**'],
    ['李*', '李*'],
    ['张?庆', '张?庆'],
    ['', ''],
  ])('levels %s to %s', (text, name) => {
    expect(normalizeName(text)).toBe(name);
    expect(normalizeName(name)).toBe(name);
  });

  it('knows a name with a stand-in for a rare character', () => {
    expect(['张?庆', '张？庆', '李*', '张**', '王□', '张国庆', '张国庆*', '张国庆(?)'].map(isUnreadableName)).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it('compares spellings, not people: empty and unreadable names are never the same', () => {
    expect(sameName('张国庆（VIP）', '张 国 庆')).toBe(true);
    expect(sameName('阿卜杜拉•买买提', '阿卜杜拉·买买提')).toBe(true);
    expect(sameName('John Smith', 'JOHNSMITH')).toBe(true);
    expect(sameName('张国庆', '张国清')).toBe(false);
    expect(sameName('张国*', '张国庆')).toBe(false);
    expect(sameName('张?庆', '张?庆')).toBe(false);
    expect(sameName('', '')).toBe(false);
  });
});
