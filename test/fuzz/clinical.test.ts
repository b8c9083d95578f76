import { normalizeFlag } from '@cadre/clinical/abnormal-flag';
import { readIdCard } from '@cadre/clinical/id-card';
import { itemIdentity } from '@cadre/clinical/item-identity';
import { levelLabText } from '@cadre/clinical/lab-text';
import { maskAddress, maskIdCard, maskName, maskNumber, maskPhone } from '@cadre/clinical/mask';
import { isUnreadableName, normalizeName, sameName } from '@cadre/clinical/person-name';
import { isMobile, normalizePhone } from '@cadre/clinical/phone';
import { readReferenceRange } from '@cadre/clinical/reference-range';
import { readNumber, readOrdinal, readResultValue } from '@cadre/clinical/result-value';
import { gramsOf, searchTerms } from '@cadre/clinical/search-tokens';
import { normalizeUnit } from '@cadre/clinical/unit';
import { convert } from '@cadre/connector-kit/convert';
import { parseDate, parseInstant } from '@cadre/connector-kit/source-time';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../support/runs.js';
import { expectLinear } from './linear-time.js';

/** What laboratories, registries and clerks write, and what nobody would. */
const word = fc.constantFrom(
  '3.5', '-', '~', '--', '<', '>', '≤', '＜', '(', ')', '（', '男', '女', ':', '：', '阴性', '阳性', '+', '±', '++', '10^9/L', 'mmol/L', '10', '岁', 'E', '.', ',', '，', ' ', '\u3000', '↑', 'H', 'LL', '*',
  '2026', '-03-', '01', 'T', '24:00:00', '+08:00', 'Z', '0000-00-00', '110101', '19900307', '001', 'X', '138', '00138000', '张', '·', '䶮', '(VIP)', '１２', '\0', '\uD800', '👴',
);
const text = fc.oneof(fc.array(word, { maxLength: 25 }).map((words) => words.join('')), fc.string({ unit: 'binary', maxLength: 60 }));

const READERS: Readonly<Record<string, (input: string) => unknown>> = {
  'abnormal flag': normalizeFlag, 'id card': (input) => readIdCard(input, new Date('2026-03-01')), 'item identity': (input) => itemIdentity({ itemName: input, itemCode: input, specimen: input, unit: input, loinc: input }),
  'laboratory text': levelLabText, 'masked name': maskName, 'masked phone': maskPhone, 'masked id card': maskIdCard, 'masked number': maskNumber, 'masked address': maskAddress,
  'person name': normalizeName, 'unreadable name': isUnreadableName, 'same name': (input) => sameName(input, '张国庆'), phone: normalizePhone, mobile: isMobile,
  'reference range': (input) => readReferenceRange(input, { sex: '1', ageYears: 70 }), number: readNumber, level: readOrdinal, 'result value': readResultValue,
  grams: gramsOf, 'search terms': searchTerms, unit: normalizeUnit, date: parseDate, instant: (input) => parseInstant(input), 'instant elsewhere': (input) => parseInstant(input, 'America/New_York'),
  integer: (input) => convert(input, 'integer', 'Asia/Shanghai'), decimal: (input) => convert(input, 'decimal', 'Asia/Shanghai'), flag: (input) => convert(input, 'flag', 'Asia/Shanghai'),
};

describe('PT7 whatever is written where a value should stand', () => {
  it.each(Object.entries(READERS))('never breaks the reader of: %s', (_, read) => {
    fc.assert(fc.property(text, (input) => {
      read(input);
    }), runs(200));
  });

  const SHAPES: readonly ((size: number) => string)[] = [
    (size) => '9'.repeat(size), (size) => `3.5-${' '.repeat(size)}x`, (size) => '男:3.5-5.5 '.repeat(size), (size) => '+'.repeat(size), (size) => '张'.repeat(size), (size) => '('.repeat(size), (size) => ' '.repeat(size), (size) => '<>'.repeat(size),
  ];
  it.each(Object.entries(READERS))('costs in proportion to its length, by the reader of: %s', (_, read) => {
    for (const shape of SHAPES) expectLinear(shape, read, { begin: 500, longest: 8_000 });
  });
});

describe('PT7 times', () => {
  it('that can be read are real moments, written in one way', () => {
    fc.assert(fc.property(text, (input) => {
      const instant = parseInstant(input);
      if (instant !== null) expect(new Date(instant).toISOString()).toBe(instant);
      const day = parseDate(input);
      if (day !== null) expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
    }), runs(500));
  });

  it('of a clock in China are found again to the millisecond', () => {
    const moments = fc.date({ min: new Date('1992-01-02T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true });
    fc.assert(fc.property(moments, (moment) => {
      const local = new Date(moment.getTime() + 8 * 3_600_000).toISOString();
      expect(parseInstant(local.slice(0, 23).replace('T', ' '))).toBe(moment.toISOString());
      expect(parseInstant(local.slice(0, 19).replaceAll(/[-T:]/g, ''))).toBe(moment.toISOString().replace(/\.\d+/, '.000'));
    }), runs(500));
  });
});
