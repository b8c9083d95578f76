import { describe, expect, it } from 'vitest';
import { frame, MllpFramer } from './mllp-framer.js';

const text = (...frames: readonly { payload: Buffer }[]): string[] =>
  frames.map(({ payload }) => payload.toString('latin1'));

function pushed(chunks: readonly Buffer[], limit = 1_000_000): string[] {
  const framer = new MllpFramer(limit);
  return chunks.flatMap((chunk) => text(...framer.push(chunk)));
}

const stream = Buffer.concat([
  Buffer.from('noise\r\n'),
  frame(Buffer.from('first')),
  Buffer.of(0, 0),
  frame(Buffer.from('second')),
]);

describe('frames', () => {
  it('come out whole wherever the stream is cut', () => {
    for (let cut = 0; cut <= stream.length; cut += 1) {
      expect(pushed([stream.subarray(0, cut), stream.subarray(cut)])).toEqual(['first', 'second']);
    }
  });

  it('come out whole byte by byte', () => {
    expect(pushed(Array.from(stream, (byte) => Buffer.of(byte)))).toEqual(['first', 'second']);
  });

  it('may contain an end byte that ends nothing', () => {
    expect(pushed([Buffer.from('\x0ba\x1cb\x1c\x1c\r')])).toEqual(['a\x1cb\x1c']);
  });

  it('count from their last beginning when the sender broke off', () => {
    expect(pushed([Buffer.from('\x0bMSH|half'), frame(Buffer.from('MSH|whole'))])).toEqual(['MSH|whole']);
  });

  it('beyond the limit leave only their beginning, and the next one is whole', () => {
    const framer = new MllpFramer(5_000);
    const frames = framer.push(Buffer.concat([frame(Buffer.alloc(9_000, 'x')), frame(Buffer.from('next'))]));
    expect(frames.map(({ tooLarge, payload }) => [tooLarge, payload.length <= 5_000])).toEqual([
      [true, true],
      [false, true],
    ]);
    expect(text(frames[1]!)).toEqual(['next']);
  });

  it('of 8 MB in single bytes take time in proportion', () => {
    const seconds = (bytes: number): number => {
      const framer = new MllpFramer(bytes + 1);
      const begun = performance.now();
      framer.push(Buffer.of(0x0b));
      const one = Buffer.of(0x61);
      for (let i = 0; i < bytes; i += 1) framer.push(one);
      expect(framer.push(Buffer.of(0x1c, 0x0d))[0]!.payload.length).toBe(bytes);
      return performance.now() - begun;
    };
    seconds(100_000);
    // Sixteen times the bytes: quadratic work would take 256 times as long.
    expect(seconds(1_600_000)).toBeLessThan(80 * Math.max(seconds(100_000), 2));
  });
});
