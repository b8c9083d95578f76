import { describe, expect, it } from 'vitest';
import { isMobile, normalizePhone } from './phone.js';

describe('phone numbers', () => {
  it.each([
    '13812341234',
    '+86 138 1234 1234',
    '0086-13812341234',
    '8613812341234',
    '１３８１２３４１２３４',
    '013812341234',
    '(138)1234-1234',
  ])('finds one mobile number in %s', (text) => {
    expect(normalizePhone(text)).toBe('13812341234');
    expect(isMobile(text)).toBe(true);
  });

  it.each([
    ['0755-26722222', '075526722222'],
    ['(0755) 2672 2222 转 801', '075526722222-801'],
    ['26722222', '26722222'],
    ['12812341234', '12812341234'],
    ['1381234123', '1381234123'],
    ['无', ''],
    ['', ''],
  ])('keeps the digits of %s and sends it no message', (text, digits) => {
    expect(normalizePhone(text)).toBe(digits);
    expect(isMobile(text)).toBe(false);
  });
});
