import { describe, expect, it } from 'vitest';
import { diffLines } from './line-diff.js';

const shown = (left: string, right: string) => diffLines(left, right).map(({ kind, text }) => `${{ same: ' ', left: '-', right: '+' }[kind]}${text}`);

describe('two documents side by side', () => {
  it('show what stayed, what went and what came, in the order of reading', () => {
    expect(shown('主诉\n咳嗽三天\n查体', '主诉\n咳嗽五天\n查体\n加用药物')).toEqual([' 主诉', '-咳嗽三天', '+咳嗽五天', ' 查体', '+加用药物']);
  });

  it('give back both documents whole', () => {
    const [left, right] = ['a\nb\nc\nd', 'b\nx\nd\ne'];
    const lines = diffLines(left, right);
    const of = (side: 'left' | 'right') => lines.filter(({ kind }) => kind === 'same' || kind === side).map(({ text }) => text).join('\n');
    expect([of('left'), of('right')]).toEqual([left, right]);
  });
});
