import { describe, expect, it } from 'vitest';
import { type LocalRange, decideFlag, judge, normalizeFlag } from './abnormal-flag.js';
import { readReferenceRange } from './reference-range.js';
import { readResultValue } from './result-value.js';

const local = (text: string, criticalLow: number | null = null, criticalHigh: number | null = null): LocalRange => ({
  ...readReferenceRange(text),
  criticalLow,
  criticalHigh,
});
const decide = (value: string, rest: Partial<Parameters<typeof decideFlag>[0]> = {}) =>
  decideFlag({
    lisFlag: null,
    lisCritical: false,
    value: readResultValue(value),
    printedRange: null,
    localRange: null,
    ...rest,
  });

describe('normalizeFlag', () => {
  it.each([
    ['↑ H 高 偏高 h ＞', 'H'],
    ['↓ L 低 偏低 ＜', 'L'],
    ['↑↑ HH 危 危急值', 'HH'],
    ['↓↓ LL 危低', 'LL'],
    ['+ ++ 3+ 阳性 阳性(+) P A ± 弱阳性 * 异常', 'A'],
    ['N 正常 阴性 n NEG N^Normal^HL70078', 'N'],
  ])('levels the marks %s to %s', (marks, flag) => {
    for (const mark of marks.split(' ')) expect([mark, normalizeFlag(mark)]).toEqual([mark, flag]);
  });

  it('takes an empty or unknown mark as not judged, never as normal', () => {
    expect(['', ' ', null, undefined, '0', 'X', '?'].map(normalizeFlag)).toEqual(Array(7).fill(null));
  });
});

describe('judge', () => {
  it.each([
    ['9.5', '3.5-9.5', 'N'],
    ['3.5', '3.5-9.5', 'N'],
    ['9.51', '3.5-9.5', 'H'],
    ['3.49', '3.5-9.5', 'L'],
    ['5.0', '<5.0', 'N'],
    ['5.1', '<5.0', 'H'],
    ['1.0', '>1.0', 'N'],
    ['0.9', '≥1.0', 'L'],
    ['-3', '-3-3', 'N'],
    ['-3.1', '-3~3', 'L'],
  ])('R-33.c judges %s against %s as %s: equal to a limit is normal', (value, range, flag) =>
    expect(judge(readResultValue(value), readReferenceRange(range))).toBe(flag),
  );

  it.each([
    ['<0.01', '0.5-1', 'L'],
    ['<0.5', '0.5-1', 'L'],
    ['<=0.5', '0.5-1', null],
    ['<0.5', '<5', 'N'],
    ['<10', '<5', null],
    ['<10', '5-8', null],
    ['>1000', '≤40', 'H'],
    ['>40', '≤40', 'H'],
    ['>=40', '≤40', null],
    ['>5', '≥1', 'N'],
    ['>5', '1-8', null],
  ])('R-33.c judges the limit %s against %s only when it can be told (%s)', (value, range, flag) =>
    expect(judge(readResultValue(value), readReferenceRange(range))).toBe(flag),
  );

  it.each([
    ['阴性', '阴性', 'N'],
    ['阳性(+)', '阴性', 'A'],
    ['弱阳性(±)', '阴性', 'A'],
    ['±', '阴性或弱阳性', 'N'],
    ['1+', '-~±', 'A'],
    ['阴性', '阳性', 'A'],
    ['1:160', '<1:80', 'H'],
    ['1:80', '<1:80', 'H'],
    ['1:40', '<1:80', 'N'],
    ['淡黄色', '淡黄色', 'N'],
    ['红色', '淡黄色', null],
    ['溶血', '3.5-9.5', null],
    ['阳性', '3.5-9.5', null],
    ['3.0', '阴性', null],
    ['7.8', '见说明', null],
    ['', '', null],
  ])('R-33.c judges the text result %s against %s as %s', (value, range, flag) =>
    expect(judge(readResultValue(value), readReferenceRange(range))).toBe(flag),
  );
});

describe('decideFlag', () => {
  it('R-33.a lets the laboratory speak first, then the printed range, then ours', () => {
    const printedRange = readReferenceRange('3.9-6.1');
    expect(decide('7', { lisFlag: 'H', printedRange, localRange: local('3-8') })).toMatchObject({
      flag: 'H',
      source: 'lis',
      disagrees: false,
    });
    expect(decide('7', { printedRange, localRange: local('3-8') })).toMatchObject({ flag: 'H', source: 'printed' });
    expect(decide('7', { localRange: local('3-8') })).toMatchObject({ flag: 'N', source: 'local' });
    expect(decide('7', { printedRange: readReferenceRange('见说明'), localRange: local('3-6') })).toMatchObject({
      flag: 'H',
      source: 'local',
    });
  });

  it('R-33.a keeps both when laboratory and range differ', () => {
    const printedRange = readReferenceRange('3.9-6.1');
    expect(decide('7', { lisFlag: 'N', printedRange })).toEqual({
      flag: 'N',
      source: 'lis',
      derived: 'H',
      disagrees: true,
    });
    expect(decide('5', { lisFlag: 'H', printedRange })).toMatchObject({ flag: 'H', derived: 'N', disagrees: true });
    expect(decide('7', { lisFlag: 'L', printedRange })).toMatchObject({ flag: 'L', disagrees: true });
    expect(decide('7', { lisFlag: 'HH', printedRange }).disagrees).toBe(false);
    expect(decide('7', { lisFlag: 'A', printedRange }).disagrees).toBe(false);
    expect(decide('5', { lisFlag: 'A', printedRange }).disagrees).toBe(true);
  });

  it('R-33.c flags nothing without a range', () => {
    expect(decide('7')).toEqual({ flag: null, source: null, derived: null, disagrees: false });
  });

  it('shows what the laboratory calls critical as critical, with the direction it can know', () => {
    const printedRange = readReferenceRange('3.5-5.3');
    expect(decide('7', { lisFlag: 'H', lisCritical: true }).flag).toBe('HH');
    expect(decide('2', { lisFlag: 'L', lisCritical: true }).flag).toBe('LL');
    expect(decide('7', { lisCritical: true, printedRange })).toMatchObject({
      flag: 'HH',
      source: 'lis',
      disagrees: false,
    });
    expect(decide('见报告', { lisCritical: true }).flag).toBe('A');
  });

  it('calls a result critical by our own limits only where our range decides', () => {
    const localRange = local('3.5-5.3', 2.8, 6.2);
    expect(['6.3', '6.2', '5.3', '2.8', '2.7', '>7'].map((value) => decide(value, { localRange }).flag)).toEqual([
      'HH',
      'H',
      'N',
      'L',
      'LL',
      'HH',
    ]);
    expect(decide('6.3', { localRange, printedRange: readReferenceRange('3.5-5.3') })).toMatchObject({
      flag: 'H',
      source: 'printed',
    });
  });
});
