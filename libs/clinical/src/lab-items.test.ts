import { describe, expect, it } from 'vitest';
import { LAB_GROUPS, LAB_ITEMS, labItem, localRange } from './lab-items.js';
import { normalizeUnit } from './unit.js';

const limits = (...question: Parameters<typeof localRange>) => {
  const range = localRange(...question);
  return range && [range.low, range.high];
};

describe('the catalogue of laboratory items', () => {
  it('holds 157 items in 18 groups, each code once, in one display order', () => {
    expect(LAB_GROUPS.map((group) => group.code)).toEqual([
      'CBC',
      'LFT',
      'RFT',
      'GLU',
      'LIPID',
      'ELEC',
      'THY',
      'TM',
      'COAG',
      'CARD',
      'UA10',
      'STOOL',
      'INFL',
      'INFEC',
      'ANEM',
      'IMM',
      'PANC',
      'ABG',
    ]);
    expect(LAB_ITEMS).toHaveLength(157);
    expect(LAB_ITEMS.map((item) => item.order)).toEqual(LAB_ITEMS.map((_, i) => i + 1));
    expect(LAB_GROUPS.flatMap((group) => group.items)).toEqual(LAB_ITEMS);
  });

  it('reads every line of the table whole', () => {
    for (const item of LAB_ITEMS) {
      expect(item).toMatchObject({
        name: expect.stringMatching(/./),
        abbr: expect.stringMatching(/./),
        specimen: expect.stringMatching(/./),
      });
      expect([item.code, item.kind === 'quantitative', item.decimals !== null]).toEqual([
        item.code,
        item.kind === 'quantitative',
        item.kind === 'quantitative',
      ]);
      for (const range of item.ranges) {
        expect([item.code, range.text]).toEqual([item.code, expect.stringMatching(/./)]);
        expect(Number.isInteger(range.ageFrom)).toBe(true);
      }
      expect([item.code, normalizeUnit(item.unit)]).toEqual([item.code, item.unit]);
    }
  });

  it('gives one code to one LOINC and to one WS/T 886 number', () => {
    for (const field of ['loinc', 'ws886'] as const) {
      const values = LAB_ITEMS.map((item) => item[field]).filter((value) => value !== null);
      expect(values.length).toBe(new Set(values).size);
    }
  });

  it('keeps critical limits outside the range, and bands of one sex apart', () => {
    for (const { code, ranges } of LAB_ITEMS) {
      for (const sex of ['1', '2'] as const) {
        for (let age = 0; age <= 110; age += 1) {
          const fitting = ranges.filter((r) => (r.sex ?? sex) === sex && age >= r.ageFrom && age <= (r.ageTo ?? 200));
          expect([code, sex, age, fitting.length <= 1]).toEqual([code, sex, age, true]);
          const range = localRange(code, sex, age);
          if (range?.criticalLow != null && range.low !== null) expect(range.criticalLow).toBeLessThan(range.low);
          if (range?.criticalHigh != null && range.high !== null)
            expect(range.criticalHigh).toBeGreaterThan(range.high);
        }
      }
    }
  });
});

describe('localRange', () => {
  it('R-33.a is that of the sex and the age', () => {
    expect(limits('HGB', '1', 70)).toEqual([130, 175]);
    expect(limits('HGB', '2', 70)).toEqual([115, 150]);
    expect(limits('CREA', '1', 59)).toEqual([57, 97]);
    expect(limits('CREA', '1', 60)).toEqual([57, 111]);
    expect(limits('CREA', '1', 95)).toEqual([57, 111]);
    expect(limits('ALP', '2', 50)).toEqual([50, 135]);
    expect(limits('NTPROBNP', '2', 75)).toEqual([null, 450]);
    expect(localRange('UPRO', null, null)).toMatchObject({ expected: 'negative', readable: true });
    expect(localRange('K', '1', 70)).toMatchObject({ low: 3.5, high: 5.3, criticalLow: 2.8, criticalHigh: 6.2 });
  });

  it('R-33.c is none for a child, an unknown sex or age, an unknown item, or the other sex', () => {
    expect([
      limits('WBC', '1', 5),
      limits('HGB', null, 70),
      limits('HGB', '1', null),
      limits('XYZ', '1', 70),
      limits('TPSA', '2', 70),
    ]).toEqual([null, null, null, null, null]);
  });

  it('does not call a protected liver abnormal: a high HBsAb has no limit', () => {
    expect(localRange('HBSAB', '1', 60)).toMatchObject({ readable: false, text: '<10 阴性；≥10 有保护力' });
    expect(labItem('HBSAB')?.unit).toBe('mIU/mL');
    expect(labItem('HBSAB ')).toBeUndefined();
  });
});
