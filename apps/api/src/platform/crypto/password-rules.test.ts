import { describe, expect, it } from 'vitest';
import { passwordEnd, passwordProblems } from './password-rules.js';

const WORDS = ['li.ming', '10011001', '深圳市第三人民医院', null];
const problems = (password: string, profile: 'djbh3' | 'nist' = 'djbh3') => passwordProblems(profile, password, WORDS);

describe('new passwords', () => {
  it.each([
    ['Tree-37-house', 'djbh3'], ['湖水很静Ward7楼A座呀', 'djbh3'], [`${'长'.repeat(3)}Xk7-vn ${'q7 Lz'.repeat(15)}`, 'djbh3'],
    ['five quiet lamps over it', 'nist'], ['山高水长风清月明人心安然', 'nist'],
  ] as const)('S04 takes %s by %s', (password, profile) => expect(problems(password, profile)).toEqual([]));

  it.each([
    ['Short-3aA', /至少需要 10 位/], ['onlysmall-letters', /3 类/], ['Li.Ming-2026x', /账号/], ['Zq7-10011001', /工号/], ['深圳市第三人民医院A1', /医院/],
  ])('S04 does not take %s', (password, reason) => expect(problems(password).join()).toMatch(reason));

  it.each([
    'Password123!', 'P@ssw0rd2026', 'Admin@123456', 'Qwertyuiop1!', '1qaz2wsx#EDC', 'Abc1Abc1Abc1', 'Aa1111111111', 'Welcome2026!!', 'Shenzhen@2026', '123456789Ab!',
  ])('S04 does not take the common %s', (password) => expect(problems(password).join()).toMatch(/过于常见/));

  it('S04 counts characters, not bytes, and looks at the last of them', () => {
    expect(problems('天地A1人', 'djbh3').join()).toMatch(/至少需要 10 位/);
    expect(problems('一二三四五六七八九十十一', 'nist')).toEqual([]);
  });

  it('S04 by NIST a password does not run out; by the protection scheme it does after ninety days, and one never chosen has', () => {
    const changed = new Date('2026-01-01T00:00:00Z');
    expect(passwordEnd('nist', changed)).toBeNull();
    expect(passwordEnd('djbh3', changed)).toEqual(new Date('2026-04-01T00:00:00Z'));
    expect(passwordEnd('djbh3', null)!.getTime()).toBeLessThan(Date.now());
  });
});
