import { describe, expect, it } from 'vitest';
import { plainText } from './plain-text.js';

describe('what there is to read of a document', () => {
  it('is its paragraphs, one a line, without markup', () => {
    expect(plainText('<div><h1>入院记录</h1><p>主诉：头晕&nbsp;三天。</p><br/>体温 36.5&#8451;</div>')).toBe('入院记录\n主诉：头晕 三天。\n体温 36.5℃');
  });

  it('R-30.c keeps a power a power', () => {
    expect(plainText('10<sup>9</sup>/L，H<sub>2</sub>O')).toBe('10^9/L，H2O');
  });

  it('leaves out what would run or only looks, and keeps what stands after it', () => {
    expect(plainText('<style>p{}</style>前<script>alert("<p>x</p>")</script>后<!-- <p>注</p> -->末')).toBe('前后末');
    expect(plainText('正文<img src=x onerror=alert(1)>')).toBe('正文');
  });

  it('keeps a sign for less than, as laboratories write it', () => {
    expect(plainText('CRP <0.5 mg/L，PLT < 100')).toBe('CRP <0.5 mg/L，PLT < 100');
  });

  it('reads the sections of a CDA document with their titles', () => {
    const cda = '<?xml version="1.0"?><ClinicalDocument><component><section><title>现病史</title><text>无<content>特殊</content></text></section></component></ClinicalDocument>';
    expect(plainText(cda)).toBe('现病史\n无特殊');
  });

  it('stays text when entities spell markup', () => {
    expect(plainText('&lt;script&gt;alert(1)&lt;/script&gt;')).toBe('<script>alert(1)</script>');
  });

  it('takes ten times the time for ten times the text at most, however broken', () => {
    const time = (text: string): number => {
      const from = performance.now();
      plainText(text);
      return performance.now() - from;
    };
    for (const part of ['<script>', '<p', '<', '<!--', '&#', '</p>']) {
      time(part.repeat(20_000));
      const [once, tenfold] = [time(part.repeat(20_000)), time(part.repeat(200_000))];
      expect(tenfold, part).toBeLessThan(Math.max(once, 4) * 60);
    }
  });
});
