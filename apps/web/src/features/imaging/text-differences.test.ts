import { describe, expect, it } from 'vitest';
import { sentencesOnlyIn } from './text-differences.js';

describe('two reports beside each other', () => {
  it('R-46 sentences that the other report does not have are told, whatever the spaces and stops', () => {
    const marked = sentencesOnlyIn('两肺清晰。右肺上叶见磨玻璃结节，约6mm；心影不大。', '两肺清晰；心影 不大');
    expect(marked).toEqual([
      { sentence: '两肺清晰。', only: false },
      { sentence: '右肺上叶见磨玻璃结节，约6mm；', only: true },
      { sentence: '心影不大。', only: false },
    ]);
    expect(marked.map(({ sentence }) => sentence).join('')).toBe('两肺清晰。右肺上叶见磨玻璃结节，约6mm；心影不大。');
  });

  it('nothing to compare with marks everything, an empty text nothing', () => {
    expect(sentencesOnlyIn('未见异常', '')).toEqual([{ sentence: '未见异常', only: true }]);
    expect(sentencesOnlyIn('', '未见异常')).toEqual([]);
  });
});
