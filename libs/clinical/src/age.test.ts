import { describe, expect, it } from 'vitest';
import { ageText, ageYears } from './age.js';

describe('age', () => {
  it.each([
    ['1958-06-01', '2026-06-01', '68岁'],
    ['1958-06-02', '2026-06-01', '67岁'],
    ['2012-06-01', '2026-06-01', '14岁'],
    ['2012-06-02', '2026-06-01', '13岁11月'],
    ['2023-06-01', '2026-06-01', '3岁'],
    ['2025-05-01', '2026-06-01', '1岁1月'],
    ['2023-04-01', '2026-06-15', '3岁2月'],
    ['2026-01-01', '2026-06-01', '5月'],
    ['2026-05-20', '2026-06-01', '12天'],
    ['2026-06-01', '2026-06-01', '0天'],
    ['2026-01-31', '2026-02-28', '1月'],
    ['2026-06-02', '2026-06-01', '—'],
  ])('writes %s at %s as %s', (birthDate, at, text) => expect(ageText(birthDate, at)).toBe(text));

  it('takes the day of the hospital, not of the server', () => {
    expect(ageYears('1958-06-01', new Date('2026-05-31T15:59:00Z'))).toBe(67);
    expect(ageYears('1958-06-01', new Date('2026-05-31T16:00:00Z'))).toBe(68);
    expect(ageYears('1958-06-01', '2026-05-31T16:00:00Z')).toBe(68);
    expect(ageYears('1958-06-01', '2026-05-31 23:59')).toBe(67);
  });

  it('keeps the birthday of a leap day on the last of February', () => {
    expect(ageYears('1960-02-29', '2026-02-28')).toBe(66);
    expect(ageYears('1960-02-29', '2026-02-27')).toBe(65);
  });

  it('knows no age before birth and no date in a text without one', () => {
    expect(ageYears('2026-06-02', '2026-06-01')).toBeNull();
    expect(() => ageYears('不详', '2026-06-01')).toThrow(RangeError);
  });
});
