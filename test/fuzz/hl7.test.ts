import { decodeText, encodeText } from '@cadre/connector-kit/decode-text';
import { buildAck } from '@cadre/connector-kit/hl7-ack';
import { splitBatch } from '@cadre/connector-kit/hl7-batch';
import { escape, unescape } from '@cadre/connector-kit/hl7-escape';
import { Hl7FormatError, type Hl7Message, parseHl7 } from '@cadre/connector-kit/hl7-message';
import { hl7Records } from '@cadre/connector-kit/hl7-records';
import type { MllpSource } from '@cadre/connector-kit/connector';
import { frame, MllpFramer } from '@cadre/connector-kit/mllp-framer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../support/runs.js';
import { expectLinear } from './linear-time.js';

const EVERYTHING: MllpSource = { transport: 'mllp', sendingApplication: '*', messages: ['*'], split: 'OBR', parts: { results: { segment: 'OBX' } } };
const PATHS = ['MSH-10', 'PID-3[HIS].1', 'PID-5.1.2', 'OBX-5[*]', 'ZZZ-1', 'MSH-2'];

/** Text with what HL7 gives a meaning to in most places. */
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('MSH|^~\\&|', 'MSH', 'PID|1||', 'OBX|1|TX|', 'OBR|', 'BHS|^~\\&', 'BTS|1', '|', '^', '~', '\\', '&', '\\F\\', '\\X0D\\', '\\.br\\', '\r', '\n', '\r\n', '""', '\uFEFF') },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
);
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
const payload = fc.oneof(text, text.map((rest) => `MSH|^~\\&|HIS|H|C|H|20260301||ADT^A08|1|P|2.4\r${rest}`));

function parsed(input: string): Hl7Message | null {
  try {
    return parseHl7(input);
  } catch (problem) {
    if (problem instanceof Hl7FormatError) return null;
    throw problem;
  }
}

describe('PT7 whatever a sender writes', () => {
  it('is a message or refused as none, and every path of it can be read', () => {
    fc.assert(fc.property(payload, (input) => {
      const message = parsed(input);
      if (!message) return;
      for (const path of PATHS) message.read(path);
      for (const record of hl7Records(EVERYTHING, message)) {
        for (const path of PATHS) record.read(path);
        for (const part of record.parts('results') ?? []) part.read('OBX-5[*]');
      }
    }), runs(200));
  });

  it('is answered in a message that can be read, with its own number', () => {
    fc.assert(fc.property(payload, (input) => {
      const message = parsed(input);
      const answer = parseHl7(buildAck(message, 'utf-8', { code: 'AA' }).toString('utf8'));
      expect(answer.segments.map(({ name }) => name)).toEqual(['MSH', 'MSA']);
      expect(answer.segments[1]!.fields[2] ?? '').toBe(message?.segments[0]!.fields[10] ?? '');
    }), runs(200));
  });

  it('is taken apart as a batch without losing a message', () => {
    fc.assert(fc.property(fc.array(text.map((rest) => rest.replace(/MSH|[FB]HS|[FB]TS/g, '')), { minLength: 2, maxLength: 6 }), (rests) => {
      const batch = splitBatch(rests.map((rest, at) => `MSH|^~\\&|HIS|||||||${at}|\r${rest}\r`).join(''));
      expect(batch?.messages.map((one) => parseHl7(one).controlId)).toEqual(rests.map((_, at) => String(at)));
    }), runs(200));
  });

  it('comes back from its escapes as it was', () => {
    const delimiters = { field: '|', component: '^', repetition: '~', escape: '\\', subcomponent: '&' };
    fc.assert(fc.property(text, (input) => {
      const escaped = escape(input, delimiters);
      expect(escaped).not.toMatch(/[|^~&\r\n]/);
      expect(unescape(escaped, delimiters)).toBe(input);
    }), runs(200));
  });
});

describe('PT7 whatever bytes come', () => {
  it('are text, and text is found again in both charsets', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void decodeText(bytes)), runs(200));
    const characters = fc.array(fc.integer({ min: 0x4e00, max: 0x9fa5 }), { minLength: 1, maxLength: 40 }).map((codes) => String.fromCodePoint(...codes));
    fc.assert(fc.property(characters, (chinese) => {
      expect(decodeText(encodeText(chinese, 'utf-8'))).toEqual({ text: chinese, charset: 'utf-8', clean: true });
      expect(decodeText(encodeText(`${chinese}|HIS`, 'gb18030')).text.endsWith('|HIS')).toBe(true);
    }), runs(200));
  });

  it('are the same frames however they are cut', () => {
    const noisy = fc.array(fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(0x0b, 0x1c, 0x0d, 0x4d, 0x53, 0x48) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 255 }) },
    ), { maxLength: 120 }).map((bytes) => Buffer.from(bytes));
    fc.assert(fc.property(noisy, fc.array(fc.nat(120), { maxLength: 12 }), fc.constantFrom(8, 40, 1_000), (bytes, cuts, most) => {
      expect(framesOf(bytes, cuts, most)).toEqual(framesOf(bytes, [], most));
    }), runs(500));
  });

  it('are the payloads that were put into frames, whatever stands between them', () => {
    const plain = fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => Buffer.from(bytes).map((byte) => (byte === 0x0b || byte === 0x1c ? 0x20 : byte)));
    fc.assert(fc.property(fc.array(fc.tuple(plain, plain), { maxLength: 8 }), fc.array(fc.nat(400), { maxLength: 12 }), (pairs, cuts) => {
      const stream = Buffer.concat(pairs.flatMap(([noise, inside]) => [Buffer.from(noise), frame(Buffer.from(inside))]));
      expect(framesOf(stream, cuts, 1_000)).toEqual(pairs.map(([, inside]) => Buffer.from(inside).toString('latin1')));
    }), runs(200));
  });
});

/** The payloads of a stream that comes in pieces. */
function framesOf(stream: Buffer, cuts: readonly number[], most: number): string[] {
  const framer = new MllpFramer(most);
  const places = [0, ...cuts.filter((cut) => cut < stream.length).toSorted((a, b) => a - b), stream.length];
  return places.slice(1).flatMap((end, at) => framer.push(stream.subarray(places[at], end)).map(({ payload: bytes }) => bytes.toString('latin1')));
}

describe('PT7 ten times as much costs about ten times the time', () => {
  const head = 'MSH|^~\\&|LIS|H|C|H|20260301||ORU^R01|1|P|2.4\r';
  it.each<[string, (size: number) => string]>([
    ['one long value', (size) => `${head}OBX|1|TX|||${'长'.repeat(size)}\r`],
    ['many segments', (size) => head + 'OBX|1|NM|K^钾||4.1|mmol/L|3.5-5.5|N\r'.repeat(size)],
    ['many lines of a bare text', (size) => `${head}OBX|1|TX|||${'行\n'.repeat(size)}`],
    ['many escapes', (size) => `${head}OBX|1|TX|||${'\\T\\\\X41\\\\'.repeat(size)}\r`],
    ['escapes that never end', (size) => `${head}OBX|1|TX|||${'\\X'.repeat(size)}\r`],
    ['many repetitions', (size) => `${head}PID|1||${'1^^^A~'.repeat(size)}\r`],
    ['space before the head', (size) => `${' \r\n'.repeat(size)}${head}`],
    ['many messages', (size) => head.repeat(size)],
  ])('for %s', (_, make) => {
    expectLinear(make, (input) => {
      splitBatch(input);
      const message = parsed(input);
      if (message) for (const record of hl7Records({ ...EVERYTHING, split: 'OBX' }, message).slice(0, 50)) record.read('OBX-5[*]');
    });
  });

  it.each<[string, (size: number) => Buffer]>([
    ['bytes of no charset', (size) => Buffer.alloc(size, 0xff)],
    ['bytes that are UTF-8 nearly to their end', (size) => Buffer.concat([Buffer.from('长'.repeat(size)), Buffer.of(0x81)])],
  ])('to decode %s', (_, make) => expectLinear(make, decodeText, { begin: 10_000 }));

  it.each<[string, (size: number) => Buffer]>([
    ['ends that are none', (size) => Buffer.concat([Buffer.of(0x0b), Buffer.alloc(size, 0x1c)])],
    ['beginnings without an end', (size) => Buffer.from('\x0bMSH'.repeat(size))],
    ['small frames', (size) => Buffer.concat(Array.from({ length: size }, () => frame(Buffer.of(0x41))))],
  ])('to frame %s', (_, make) => expectLinear(make, (bytes) => new MllpFramer(100_000_000).push(bytes), { begin: 10_000 }));
});
