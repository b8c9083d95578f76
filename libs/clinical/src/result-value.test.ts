import { describe, expect, it } from 'vitest';
import { readResultValue } from './result-value.js';

const read = (text: string) => {
  const { number, comparator, kind, ordinal } = readResultValue(text);
  return [kind, comparator, number, ordinal];
};

describe('readResultValue', () => {
  it.each([
    ['7.80', 7.8],
    ['-3.0', -3],
    ['−3.0', -3],
    ['１２．５', 12.5],
    ['1.2×10^3', 1200],
    ['1.2x10³', 1200],
    ['1.2*10^-3', 0.0012],
    ['2.5E+06', 2_500_000],
    ['1,234.5', 1234.5],
    ['7.8 ↑', 7.8],
    ['7.8 H', 7.8],
    ['12%', 12],
    ['+2.5', 2.5],
    ['.5', 0.5],
    ['0', 0],
  ])('R-25.c reads %s as a number', (text, number) => expect(read(text)).toEqual(['number', null, number, null]));

  it.each([
    ['<0.01', '<', 0.01],
    ['>1000', '>', 1000],
    ['≤5', '<=', 5],
    ['≥5', '>=', 5],
    ['＜0.5', '<', 0.5],
    ['< 0.5', '<', 0.5],
    ['>=10', '>=', 10],
    ['&lt;0.5', '<', 0.5],
    ['小于0.5', '<', 0.5],
    ['>1.0×10^7', '>', 10_000_000],
  ])('R-25.c R-32.d keeps %s apart from the exact value', (text, comparator, number) =>
    expect(read(text)).toEqual(['limit', comparator, number, null]),
  );

  it.each([
    ['阴性(-)', 0],
    ['阴性', 0],
    ['(-)', 0],
    ['-', 0],
    ['阴性（－）', 0],
    ['未检出', 0],
    ['阴性(0.05)', 0],
    ['弱阳性(±)', 0.5],
    ['±', 0.5],
    ['+-', 0.5],
    ['阳性(+)', 1],
    ['阳性', 1],
    ['反应性', 1],
    ['1+', 1],
    ['+', 1],
    ['阳性(3+)', 3],
    ['3+', 3],
    ['+++', 3],
    ['＋＋', 2],
    ['++++', 4],
    ['阳性（++）', 2],
  ])('R-25.c gives %s its step on the qualitative scale', (text, ordinal) =>
    expect(read(text)).toEqual(['ordinal', null, null, ordinal]),
  );

  it.each([
    ['1:80', null, 80],
    ['1：160', null, 160],
    ['<1:20', '<', 20],
    ['≥1:320', '>=', 320],
  ])('R-25.c reads %s as a titre', (text, comparator, number) =>
    expect(read(text)).toEqual(['titre', comparator, number, null]),
  );

  it.each([
    '见报告',
    '溶血',
    '',
    '见沉淀',
    '0-2/HP',
    '3~5',
    '淡黄色',
    'O型 RH阳性',
    '阴性(+)',
    '弱阳性(-)',
    '阳性(-)',
    '阳性(待查)',
    '标本不合格',
    '1/2',
    '5.6.7',
    '++++++',
    '2026-01-01',
    '1:80:2',
  ])('leaves %s a text', (text) => expect(read(text)).toEqual(['text', null, null, null]));

  it('keeps what the laboratory sent, decimals and blanks included', () => {
    for (const text of ['7.80', ' 7.80 ', '＜0.50', '阳性（＋）']) expect(readResultValue(text).text).toBe(text);
  });

  it('R-25.c puts non-numeric results in their order', () => {
    const steps = ['3+', '阴性', '+', '弱阳性', '2+']
      .map(readResultValue)
      .sort((a, b) => (a.ordinal ?? 9) - (b.ordinal ?? 9));
    expect(steps.map((value) => value.text)).toEqual(['阴性', '弱阳性', '+', '2+', '3+']);
  });
});
