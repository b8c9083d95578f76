import { describe, expect, it } from 'vitest';
import { maskAddress, maskEmail, maskIdCard, maskName, maskNumber, maskPhone } from './mask.js';

describe('masks', () => {
  it('shows the surname only, whatever the length of the name', () => {
    expect(['张国庆', '李明', '欧阳娜娜', '𠮷野', ' 王 ', ''].map(maskName)).toEqual([
      '张**',
      '李**',
      '欧**',
      '𠮷**',
      '王**',
      '',
    ]);
  });

  it('shows three and four digits of a mobile number, however it was written', () => {
    for (const text of ['13812341234', '+86 138-1234-1234', '００８６１３８１２３４１２３４']) {
      expect(maskPhone(text)).toBe('138****1234');
    }
  });

  it.each([
    ['0755-26722222', '075****2222'],
    ['26722222', '****2222'],
    ['6722222', '****2222'],
    ['672222', '****'],
    ['12345', '****'],
    ['118613812341234', '118****1234'],
    ['8613812341234567', '861****4567'],
    ['无', '****'],
    [' ', ''],
    ['', ''],
  ])('hides the middle of the odd phone %s', (text, masked) => expect(maskPhone(text)).toBe(masked));

  it.each([
    ['440301196001011234', '440301********1234'],
    ['44030119600101123x', '440301********123x'],
    ['440301600101123', '440301*****1123'],
    ['4403 0119 6001 0112 34', '440301********1234'],
    ['X440301196001011234', 'X4****1234'],
    ['440301196001011234X', '44****234X'],
    ['E12345678', '****78'],
    ['军字第0012345号', '军字****345号'],
  ])('keeps area and tail of the document %s', (text, masked) => expect(maskIdCard(text)).toBe(masked));

  it.each([
    ['9876543210', '98****3210'],
    ['98 76 54 32 10', '98****3210'],
    ['123456789', '****89'],
    ['123456', '****56'],
    ['12345', '****'],
    ['', ''],
  ])('shows of the number %s at most two and four characters', (text, masked) => expect(maskNumber(text)).toBe(masked));

  it.each([
    ['广东省深圳市福田区某某路1号', '广东省深圳市福田区****'],
    ['深圳市龙岗区布澜路29号', '深圳市龙岗区****'],
    ['北京市朝阳区某街2号', '北京市朝阳区****'],
    ['广西壮族自治区南宁市青秀区某路', '广西壮族自治区南宁市青秀区****'],
    ['江苏省苏州市昆山市某镇', '江苏省苏州市昆山市****'],
    ['湖南省长沙县某镇某村', '湖南省长沙县****'],
    ['深圳市阳光小区3栋', '深圳市****'],
    ['香港特别行政区中西区某道', '香港特别行政区中西区****'],
    ['深圳市 福田区 某某路1号', '深圳市福田区****'],
    ['深圳市人民路开发区3栋', '深圳市****'],
    ['人民路菜市场3号', '****'],
    ['某某路1号', '****'],
    ['', ''],
  ])('shows the address %s down to its district', (text, masked) => expect(maskAddress(text)).toBe(masked));

  it.each([
    ['zhang@example.cn', 'z****@example.cn'],
    ['z@a', 'z****@a'],
    ['  zhang.san@mail.example.cn ', 'z****@mail.example.cn'],
    ['zhang', '****'],
    ['@example.cn', '****'],
    ['zhang@', '****'],
    ['zhang san@example.cn', '****'],
    ['zhang@example.cn 或 li@example.cn', '****'],
    ['zhang@li@example.cn', '****'],
    [' ', ''],
    ['', ''],
  ])('shows of the mail address %s its first letter and its place', (text, masked) => expect(maskEmail(text)).toBe(masked));

  it('never shows more than six characters of a number in the open', () => {
    for (let length = 1; length <= 40; length += 1) {
      const shown = maskNumber('7'.repeat(length)).replace(/\*/g, '').length;
      expect(shown).toBeLessThanOrEqual(6);
      expect(length - shown).toBeGreaterThanOrEqual(Math.min(length, 4));
    }
  });
});
