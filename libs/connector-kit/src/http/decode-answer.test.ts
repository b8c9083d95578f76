import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodeAnswer } from './decode-answer.js';
import { foreignText } from './foreign-text.js';
import { retryAfterMs } from './retry-after.js';

describe('what a source sends', () => {
  it('is read as UTF-8 or as GBK, whatever it claims to be', () => {
    expect(decodeAnswer(Buffer.from('{"name":"欧阳建国"}'))).toBe('{"name":"欧阳建国"}');
    expect(decodeAnswer(iconv.encode('{"name":"欧阳建国"}', 'gbk'))).toBe('{"name":"欧阳建国"}');
  });

  it('is refused when it is UTF-8 with a character cut in two, instead of becoming other Chinese', () => {
    const whole = Buffer.from('{"note":"患者一般情况良好，建议复查血常规"}');
    const cut = Buffer.concat([whole.subarray(0, 20), whole.subarray(21)]);
    expect(() => decodeAnswer(cut)).toThrow('字符编码');
  });

  it('is shown in a failure without long numbers, tokens and control characters, and not at length', () => {
    expect(foreignText('患者 440301195006151234 电话13800000000\n不存在')).toBe('患者 *** 电话*** 不存在');
    expect(foreignText('token eyJhbGciOiJIUzI1NiJ9abcdef refused')).toBe('token *** refused');
    expect(foreignText('错'.repeat(500)).length).toBeLessThan(210);
  });

  it('says in seconds or as a date how long it wants to be left alone', () => {
    expect(retryAfterMs('7', 503, 1)).toBe(7_000);
    const inTwoMinutes = retryAfterMs(new Date(Date.now() + 120_000).toUTCString(), 429, 1)!;
    expect(Math.abs(inTwoMinutes - 120_000)).toBeLessThan(2_000);
    expect([retryAfterMs(undefined, 429, 1), retryAfterMs(undefined, 429, 3), retryAfterMs('soon', 503, 1)]).toEqual([
      1_000,
      4_000,
      null,
    ]);
  });
});
