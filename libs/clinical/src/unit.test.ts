import { describe, expect, it } from 'vitest';
import { convert, normalizeUnit } from './unit.js';
import { ALIASES, DIMENSIONS } from './unit.table.js';

describe('units', () => {
  it.each([
    ['10^9/L', '10^9/L 10*9/L ×10⁹/L x10^9/L *10^9/L 10E9/L 10e+9/l ×10^9/l 10**9/L ×10＾9/L 10^09/L'],
    ['10^12/L', '10^12/L ×10¹²/L 10*12/L T/L'],
    ['μmol/L', 'umol/L μmol/L µmol/L UMOL/L μMol/l'],
    ['mmol/L', 'mmol/L MMOL/L mmol／L 毫摩尔/升'],
    ['g/L', 'g/L G/L g/l'],
    ['mL/min/1.73m²', 'mL/min/1.73m² ml/min/1.73m2 mL/(min·1.73m²) ml/(min*1.73m^2)'],
    ['/HPF', '/HP /HPF 个/HP'],
    ['mg/L FEU', 'mg/LFEU mg/L(FEU)'],
    ['mIU/L', 'mIU/L'],
    ['s', 's S 秒 sec'],
    ['/μL', '/uL /μL 个/ul /mm³'],
  ])('spells %s one way: %s', (canonical, spellings) => {
    for (const spelling of spellings.split(' '))
      expect([spelling, normalizeUnit(spelling)]).toEqual([spelling, canonical]);
  });

  it('keeps an unknown unit as it came', () =>
    expect(['S/CO', 'COI', '', 'constructor'].map(normalizeUnit)).toEqual(['S/CO', 'COI', '', 'constructor']));

  it('names in every alias a unit that exists', () => {
    const known = new Set(Object.values(DIMENSIONS).flatMap(Object.keys));
    expect(Object.values(ALIASES).filter((unit) => !known.has(unit))).toEqual([]);
  });

  it.each([
    [13.2, 'g/dL', 'g/L', 132],
    [1.5, 'mg/dL', 'mg/L', 15],
    [2, 'ng/mL', 'μg/L', 2],
    [2, 'μIU/mL', 'mIU/L', 2],
    [45, '%', 'L/L', 0.45],
    [0.5, 'μkat/L', 'U/L', 30],
    [5, 'kPa', 'mmHg', 37.503085],
    [500, 'ng/mL FEU', 'mg/L FEU', 0.5],
    [6.1, '10^3/uL', '10*9/L', 6.1],
    [4.5, '10^6/μL', '10^12/L', 4.5],
    [3, 'mg/mmol', 'mg/g', 26.52],
  ])('R-32.c converts %s %s to %s', (value, from, to, expected) => expect(convert(value, from, to)).toBe(expected));

  it.each([
    [100, 'mg/dL', 'mmol/L', 'GLU', 5.55],
    [1, 'mg/dL', 'μmol/L', 'CREA', 88.4],
    [200, 'mg/dL', 'mmol/L', 'TC', 5.17],
    [150, 'mg/dL', 'mmol/L', 'TG', 1.69],
    [30, 'mg/dL', 'mmol/L', 'UREA', 5.0],
    [5.55, 'mmol/L', 'mg/dL', 'FPG', 100],
    [14, 'mg/dL', 'mmol/L', 'BUN', 5.0],
    [1, 'mg/dL', 'μmol/L', 'TBIL', 17.1],
    [6, 'mg/dL', 'μmol/L', 'UA', 356.91],
    [10, 'mg/dL', 'mmol/L', 'CA', 2.5],
    [1.3, 'ng/dL', 'pmol/L', 'FT4', 16.73],
    [7, '%', 'mmol/mol', 'HBA1C', 53],
    [48, 'mmol/mol', '%', 'HBA1C', 6.54],
    [30, 'ng/mL', 'nmol/L', 'VD25', 74.88],
  ])('R-32.c converts %s %s to %s for %s', (value, from, to, ...[item, expected]) =>
    expect((convert(value, from, to, item) ?? Number.NaN) / expected).toBeCloseTo(1, 2),
  );

  it.each([
    [5, 'mg/dL', 'mmol/L', undefined],
    [5, 'mg/dL', 'mmol/L', 'LPA'],
    [0.5, 'mg/L', 'mg/L FEU', 'DD'],
    [0.5, 'mg/L DDU', 'mg/L FEU', 'DD'],
    [5, '/HPF', '/μL', 'URBC'],
    [5, 'COI', 'S/CO', undefined],
    [7, 'mg/dL', '%', 'HBA1C'],
    [5, '%', 'mg/dL', 'GLU'],
    [5, 'mmol/L', '%', 'GLU'],
    [5, '', 'mmol/L', 'GLU'],
  ])('R-32.c refuses to convert %s %s to %s (%s)', (value, from, to, item) =>
    expect(convert(value, from, to, item)).toBeNull(),
  );

  it('comes back to where it started', () => {
    for (const units of Object.values(DIMENSIONS)) {
      for (const from of Object.keys(units)) {
        for (const to of Object.keys(units)) {
          const there = convert(7.3, from, to) ?? Number.NaN;
          expect([from, to, convert(there, to, from)]).toEqual([from, to, expect.closeTo(7.3, 8)]);
        }
      }
    }
  });
});
