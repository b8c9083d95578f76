import { describe, expect, it } from 'vitest';
import { idCardCheckDigit, readIdCard } from './id-card.js';

const NOW = new Date('2026-06-01T00:00:00Z');
/** The number printed as the example in GB 11643. */
const EXAMPLE = {
  kind: 'resident',
  number18: '11010519491231002X',
  birthDate: '1949-12-31',
  sex: '2',
  divisionCode: '110105',
};

describe('readIdCard', () => {
  it.each([
    '11010519491231002X',
    '11010519491231002x',
    '１１０１０５１９４９１２３１００２ｘ',
    ' 110105 19491231 002X ',
    '110105-19491231-002X',
    '110105491231002',
  ])('reads %s as the same holder', (text) => expect(readIdCard(text, NOW)).toEqual(EXAMPLE));

  it('tells a man by an odd sequence number', () => {
    expect(readIdCard('440524188001010014', NOW)).toMatchObject({
      kind: 'resident',
      sex: '1',
      birthDate: '1880-01-01',
    });
  });

  it.each([
    ['110105194912310021', '身份证号校验位不符，请核对是否录错'],
    ['110105194913310025', '身份证号中的出生日期不存在'],
    ['110105202702300027', '身份证号中的出生日期不存在'],
    ['000105194912310020', '身份证号的行政区划代码不存在'],
    ['1101051949123100', '身份证号应为 18 位或 15 位，现为 16 位'],
    ['110105********002X', '证件号码含有遮挡符号，不是完整号码'],
    ['  ', '证件号码为空'],
    ['A123', '证件号码过短'],
  ])('refuses %s and says why', (text, reason) => expect(readIdCard(text, NOW)).toEqual({ kind: 'invalid', reason }));

  it('refuses a birth date that has not come yet', () => {
    const first17 = '11010520270101001';
    expect(readIdCard(first17 + idCardCheckDigit(first17), NOW).kind).toBe('invalid');
  });

  it.each([
    ['e1234 5678', 'E12345678'],
    ['Ｈ12345678', 'H12345678'],
    ['军字第0012345号', '军字第0012345号'],
    ['A1234', 'A1234'],
  ])('keeps the other document %s in one spelling', (text, normalized) =>
    expect(readIdCard(text, NOW)).toEqual({ kind: 'other', normalized }),
  );

  it('catches every single wrong digit and every swap of neighbours', () => {
    const good = EXAMPLE.number18;
    for (let i = 0; i < 17; i += 1) {
      for (const digit of '0123456789') {
        if (digit === good[i]) continue;
        expect(readIdCard(good.slice(0, i) + digit + good.slice(i + 1), NOW).kind).toBe('invalid');
      }
      if (i < 16 && good[i] !== good[i + 1]) {
        const swapped = good.slice(0, i) + good[i + 1] + good[i] + good.slice(i + 2);
        expect(readIdCard(swapped, NOW).kind).toBe('invalid');
      }
    }
  });
});
