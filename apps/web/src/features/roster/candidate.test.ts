import { describe, expect, it } from 'vitest';
import { compare, type RosterPerson, type SourcePerson } from './candidate.js';

const source: SourcePerson = {
  name: '欧阳 建华',
  sex: '1',
  birthDate: '1950-02-03',
  idCardNo: '440301********001x',
  phone: null,
  workUnit: null,
  chargeType: null,
  signs: [],
};
const roster: RosterPerson = {
  beneficiaryId: 'b',
  name: '欧阳建华',
  sex: '2',
  birthDate: '1950-02-03',
  idCardNo: '440301********001X',
  phone: '138****0001',
  workUnit: null,
  careLevel: null,
};

describe('the comparison of a patient with a person of the roster', () => {
  it('R-21.a takes a blank in the name and a small x for the same, and a different sex for a difference', () => {
    expect([
      compare('name', source, roster),
      compare('idCardNo', source, roster),
      compare('sex', source, roster),
    ]).toEqual(['same', 'same', 'different']);
  });

  it('R-21.a holds nothing against a patient that one side does not know', () => {
    expect(compare('phone', source, roster)).toBe('unknown');
    expect(compare('sex', { ...source, sex: '9' }, roster)).toBe('unknown');
    expect(compare('name', source, null)).toBe('unknown');
  });
});
