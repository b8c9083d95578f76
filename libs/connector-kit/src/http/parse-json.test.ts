import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from './parse-json.js';

/** The same value with every number as JSON.stringify writes it. */
function numbersAsText(value: unknown): unknown {
  if (typeof value === 'number') return JSON.stringify(value);
  if (Array.isArray(value)) return value.map(numbersAsText);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, numbersAsText(inner)]));
}

describe('an answer in JSON', () => {
  it('means what JSON.parse says it means, numbers apart', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.stringify(parseJson(text))).toBe(JSON.stringify(numbersAsText(JSON.parse(text))));
      }),
    );
  });

  it('never fails otherwise than by refusing, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((text) => text.slice(0, -1)),
          fc.stringMatching(/^[-+0-9.eE{}[\]",: \\]*$/),
        ),
        (text) => {
          try {
            parseJson(text);
          } catch (error) {
            expect(error).toMatchObject({ name: 'TransportError', kind: 'broken' });
          }
        },
      ),
    );
  });

  it('is refused where JSON.parse refuses it', () => {
    for (const text of [
      '',
      '{"a":1',
      '[1 2]',
      '{"a":01}',
      '{"a":1.}',
      '{"a":-}',
      '"abc',
      'nul',
      '{"a":1}{',
      '[1,]',
      '"\\"',
    ]) {
      expect(() => parseJson(text), text).toThrow();
    }
  });

  it('is told apart from a web page, and no refusal repeats a word of it', () => {
    expect(() => parseJson('<html>登录 张三</html>')).toThrow('网页');
    expect(() => parseJson('{"name":"张三丰", "id": 1')).toThrow(/^(?!.*张三丰).*不是完整的 JSON/);
  });

  it('is refused when it is nested to exhaust memory', () => {
    expect(() => parseJson('['.repeat(200) + ']'.repeat(200))).toThrow('结构过深');
  });

  it('takes a time that grows with its length, not faster', () => {
    const backslashes = (count: number): string => JSON.stringify(`${'\\'.repeat(count)}"`.repeat(50));
    const time = (text: string): number => {
      const begun = performance.now();
      for (let round = 0; round < 5; round += 1) parseJson(text);
      return performance.now() - begun;
    };
    time(backslashes(1_000));
    expect(time(backslashes(20_000))).toBeLessThan(Math.max(50, 60 * time(backslashes(2_000))));
  });
});
