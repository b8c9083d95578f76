import { describe, expect, it } from 'vitest';
import { readReferenceRange } from './reference-range.js';

const read = (text: string, sex?: '1' | '2', ageYears?: number) => {
  const range = readReferenceRange(text, { sex: sex ?? null, ageYears: ageYears ?? null });
  expect(range.text).toBe(text);
  return range.readable ? [range.low, range.high] : 'unreadable';
};

describe('readReferenceRange', () => {
  it.each([
    '3.5-9.5',
    '3.5～9.5',
    '3.5~9.5',
    '3.5--9.5',
    '3.5—9.5',
    '3.5——9.5',
    '3.5–9.5',
    '3.5 - 9.5',
    '３．５－９．５',
    '3.5至9.5',
    '3.5 to 9.5',
    '[ 3.5 - 9.5 ]',
    '(3.5-9.5)',
    '3.5-9.5×10⁹/L',
    '3.5-9.5 10^9/L',
    '3.5-9.5 10*9/L',
    '3.5～9.5 mmol/L',
    '参考值：3.5-9.5',
    '参考范围:3.5-9.5',
    '≥3.5且≤9.5',
    '>=3.5<=9.5',
  ])('reads %s as 3.5 to 9.5', (text) => expect(read(text)).toEqual([3.5, 9.5]));

  it.each([
    ['<5.0', { high: 5, highClosed: false }],
    ['≤40', { high: 40, highClosed: true }],
    ['＜5.2 mmol/L', { high: 5.2, highClosed: false }],
    ['>=1.0', { low: 1, lowClosed: true }],
    ['>0.16', { low: 0.16, lowClosed: false }],
    ['<1.0(阴性)', { high: 1, highClosed: false }],
    ['<1:80', { high: 80, highClosed: false }],
    ['>1.0<=9.5', { low: 1, lowClosed: false, high: 9.5, highClosed: true }],
    ['≥1.0<9.5', { lowClosed: true, highClosed: false }],
    ['3.5-9.5', { lowClosed: true, highClosed: true }],
    ['小于5', { high: 5, highClosed: false }],
    ['≥90', { low: 90 }],
    ['<1.0×10^3', { high: 1000 }],
    ['<1.0×10³ IU/mL', { high: 1000 }],
    ['<2.5E+03 IU/mL', { high: 2500 }],
    ['≥30 充足', { low: 30 }],
    ['<20（低于检测下限）', { high: 20 }],
  ])('reads the one-sided %s', (text, limits) =>
    expect(readReferenceRange(text)).toMatchObject({ readable: true, ...limits }),
  );

  it.each([
    ['-3-3', [-3, 3]],
    ['-3~3', [-3, 3]],
    ['-3~-1', [-3, -1]],
    ['-3--3', [-3, 3]],
    ['-5.5--2', 'unreadable'],
  ])('reads the negative limits of %s only where one reading is possible', (text, limits) =>
    expect(read(text)).toEqual(limits),
  );

  it.each([
    ['阴性', 'negative'],
    ['阴性(-)', 'negative'],
    ['-', 'negative'],
    ['未检出', 'negative'],
    ['Negative', 'negative'],
    ['阳性', 'positive'],
    ['阴性或弱阳性', 'trace'],
    ['-~±', 'trace'],
  ])('reads %s as what is expected', (text, expected) =>
    expect(readReferenceRange(text)).toMatchObject({ readable: true, expected, low: null, high: null }),
  );

  it.each([
    '0-5(男)',
    '男：0-5',
    '男性 0-5',
    '0-5 (男)',
    'M: 0-5',
    '男0-5女0-8',
    '男:0-5 女:0-8',
    '男:0-5\n女:0-8',
    '0-5(男)；0-8(女)',
    '0-5(男)/女 0-8',
  ])('R-33.a takes from %s the range of a man, and none when the sex is unknown', (text) => {
    expect(read(text, '1')).toEqual([0, 5]);
    expect(read(text)).toBe('unreadable');
    expect(read(text, '2')).toEqual(/女/.test(text) ? [0, 8] : 'unreadable');
  });

  it('R-33.a takes the range of the age', () => {
    const text = '20-59岁：3.1-8.0\n60-79岁：3.6-9.5\n80岁以上：3.6-10';
    expect([30, 60, 79, 90].map((age) => read(text, '1', age))).toEqual([
      [3.1, 8],
      [3.6, 9.5],
      [3.6, 9.5],
      [3.6, 10],
    ]);
    expect(read(text, '1')).toBe('unreadable');
    expect(read(text, '1', 12)).toBe('unreadable');
    expect(read('<60岁 <125；>=60岁 <450', '2', 60)).toEqual([null, 450]);
    expect([59, 60].map((age) => read('<60岁 <125', '2', age))).toEqual([[null, 125], 'unreadable']);
    expect([60, 61].map((age) => read('>60岁 <450', '2', age))).toEqual(['unreadable', [null, 450]]);
    expect([60, 61].map((age) => read('60岁以下 <125', '2', age))).toEqual([[null, 125], 'unreadable']);
    expect([17, 18].map((age) => read('成人 3.9-6.1', '2', age))).toEqual(['unreadable', [3.9, 6.1]]);
    expect(read('成人 3.9-6.1', '2', 40)).toEqual([3.9, 6.1]);
  });

  it.each([
    '',
    '见说明',
    '<1.0×10^3/mL',
    '3.5-9.5 10^3/μL',
    '9.5-3.5',
    '5-5',
    '3.5',
    '卵泡期 3.5-12.5\n排卵期 4.7-21.5',
    '<10 阴性；≥10 有保护力',
    '淡黄色',
    '1.2.3-4',
    '空腹3.9-6.1',
    '3.5-9.5 或 <2',
    '阴性 阳性',
    '1-2-3',
    '>9.5<3.5',
    '>3.5<3.5',
    '0-5(男/女)',
    '阴性或弱阳性或阳性',
    '弱阳性',
    '男女 0-5',
  ])('keeps the text of %s and judges nothing by it', (text) => expect(read(text, '1', 70)).toBe('unreadable'));
});
