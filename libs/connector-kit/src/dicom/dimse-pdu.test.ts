import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TransportError } from '../transport-error.js';
import { decodeElements, encodeElements } from './dimse-elements.js';
import { encodePdu, encodePieces, PDU, PduFramer, readAccept, readPieces } from './dimse-pdu.js';

const bytes = (most: number) => fc.uint8Array({ maxLength: most }).map((array) => Buffer.from(array));
const tag = fc
  .integer({ min: 0x00080001, max: 0x7fffffff })
  .map((value) => value.toString(16).toUpperCase().padStart(8, '0'));

/** Whatever came over the line: it is understood, or refused in our own words, and nothing else happens. */
function survives(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(TransportError);
  }
}

describe('what a PACS sends', () => {
  it('is the same however the network cuts it', () => {
    fc.assert(
      fc.property(fc.array(bytes(200), { minLength: 1, maxLength: 6 }), fc.nat(60), (bodies, cut) => {
        const stream = Buffer.concat(bodies.map((body) => encodePdu(PDU.data, body)));
        const framer = new PduFramer();
        const heard = [];
        for (let at = 0; at < stream.length; at += cut + 1)
          heard.push(...framer.push(stream.subarray(at, at + cut + 1)));
        expect(heard.map(({ body }) => body.toString('hex'))).toEqual(bodies.map((body) => body.toString('hex')));
      }),
    );
  });

  it('comes whole out of pieces of any size that the other side takes', () => {
    fc.assert(
      fc.property(bytes(9_000), fc.boolean(), fc.integer({ min: 0, max: 5_000 }), (message, isCommand, largest) => {
        const pieces = new PduFramer()
          .push(encodePieces(3, isCommand, message, largest))
          .flatMap(({ body }) => [...readPieces(body)]);
        expect(Buffer.concat(pieces.map((piece) => piece.bytes)).equals(message)).toBe(true);
        expect(pieces.map(({ isLast }) => isLast)).toEqual(pieces.map((_, at) => at === pieces.length - 1));
      }),
    );
  });

  it('may be anything at all', () => {
    fc.assert(
      fc.property(bytes(400), (noise) => {
        survives(() => new PduFramer().push(noise));
        survives(() => readAccept(noise));
        survives(() => [...readPieces(noise)]);
        survives(() => decodeElements(noise));
      }),
      { numRuns: 2_000 },
    );
  });

  it('a data set reads as it was written, its sequences stepped over', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(tag, bytes(40)), { selector: ([name]) => name, maxLength: 8 }), (told) => {
        const elements = told.map(([name, value]) => ({ tag: name, bytes: value }));
        const found = decodeElements(encodeElements(elements));
        for (const { tag: name, bytes: value } of elements) expect(found.get(name)?.equals(value)).toBe(true);
      }),
    );
    const nested = Buffer.concat([
      Buffer.from('08004011ffffffff', 'hex'),
      Buffer.from('feff00e0ffffffff', 'hex'),
      encodeElements([{ tag: '00080060', bytes: Buffer.from('CT') }]),
      Buffer.from('feff0de000000000', 'hex'),
      Buffer.from('feffdde000000000', 'hex'),
      encodeElements([{ tag: '00100020', bytes: Buffer.from('P1') }]),
    ]);
    expect([...decodeElements(nested)].map(([name, value]) => [name, value.toString()])).toEqual([['00100020', 'P1']]);
  });
});
