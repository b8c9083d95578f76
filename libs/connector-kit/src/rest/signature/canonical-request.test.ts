import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalRequest, type SignedParts } from './canonical-request.js';

const plain: SignedParts = {
  method: 'GET',
  path: '/appointments',
  query: '',
  appId: 'app-1',
  timestamp: '1790000000000',
  nonce: '0123456789abcdef',
  body: '',
};
const of = (parts: Partial<SignedParts>): string => canonicalRequest({ ...plain, ...parts }, 'sha256');

/** A request by what it means, before anybody encodes it. */
const meaning = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT'),
  segments: fc.array(fc.string({ unit: 'grapheme', maxLength: 6 }).filter(wellFormed), { maxLength: 3 }),
  pairs: fc.array(
    fc.tuple(
      fc.string({ unit: 'grapheme', maxLength: 4 }).filter(wellFormed),
      fc.string({ unit: 'grapheme', maxLength: 4 }).filter(wellFormed),
    ),
    { maxLength: 4 },
  ),
  appId: fc.constantFrom('a', 'a-b', 'b'),
  timestamp: fc.nat().map(String),
  nonce: fc.stringMatching(/^[0-9a-f]{16,20}$/),
  body: fc.string(),
});
type Meaning = typeof meaning extends fc.Arbitrary<infer T> ? T : never;

function wellFormed(text: string): boolean {
  return Buffer.from(text).toString() === text;
}

/** One of the many spellings of a text: any character may be escaped, a space may be a plus sign. */
function spelled(text: string, escape: () => boolean, form: boolean): string {
  return [...text]
    .map((character) => {
      if (form && character === ' ') return escape() ? '%20' : '+';
      const mustEscape = !/[A-Za-z0-9._~-]/.test(character);
      if (!mustEscape && !escape()) return character;
      return [...Buffer.from(character)]
        .map((byte) =>
          `%${byte.toString(16).padStart(2, '0')}`.replace(/[a-f]/g, (digit) =>
            escape() ? digit : digit.toUpperCase(),
          ),
        )
        .join('');
    })
    .join('');
}

function request(meant: Meaning, escape: () => boolean): SignedParts {
  return {
    ...meant,
    path: `/${meant.segments.map((segment) => spelled(segment, escape, false)).join('/')}`,
    query: meant.pairs
      .map(([name, value]) => `${spelled(name, escape, true)}=${spelled(value, escape, true)}`)
      .join('&'),
  };
}

/** Two requests mean the same when everything is the same, names in any order, values of one name in theirs. */
function same(a: Meaning, b: Meaning): boolean {
  const grouped = ({ pairs }: Meaning): string =>
    JSON.stringify(
      [...new Set(pairs.map(([name]) => name))]
        .toSorted((one, other) => (one < other ? -1 : 1))
        .map((name) => [name, pairs.filter(([other]) => other === name).map(([, value]) => value)]),
    );
  const rest = ({ method, segments, appId, timestamp, nonce, body }: Meaning): string =>
    JSON.stringify([method, segments.length === 0 ? [''] : segments, appId, timestamp, nonce, body]);
  return grouped(a) === grouped(b) && rest(a) === rest(b);
}

describe('what is signed of a request (PT8)', () => {
  it('is seven lines in a fixed order', () => {
    expect(of({ path: '/his/预约', query: 'until=2&since=1+0&since=%2B' })).toBe(
      'GET\n/his/%E9%A2%84%E7%BA%A6\nsince=1%200&since=%2B&until=2\napp-1\n1790000000000\n0123456789abcdef\n' +
        'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });

  it('is never shared by two requests that mean different things', () => {
    fc.assert(
      fc.property(meaning, meaning, (a, b) => {
        fc.pre(!same(a, b));
        expect(
          canonicalRequest(
            request(a, () => false),
            'sha256',
          ),
        ).not.toBe(
          canonicalRequest(
            request(b, () => false),
            'sha256',
          ),
        );
      }),
    );
  });

  it('is not shared by a request and the same with one thing changed', () => {
    fc.assert(
      fc.property(
        meaning,
        meaning,
        fc.constantFrom('method', 'segments', 'pairs', 'appId', 'timestamp', 'nonce', 'body'),
        (a, b, member) => {
          const changed = { ...a, [member]: b[member] };
          fc.pre(!same(a, changed));
          expect(
            canonicalRequest(
              request(a, () => false),
              'sm3',
            ),
          ).not.toBe(
            canonicalRequest(
              request(changed, () => false),
              'sm3',
            ),
          );
        },
      ),
    );
  });

  it('is always shared by two spellings of one request, its names in any order', () => {
    fc.assert(
      fc.property(meaning, fc.infiniteStream(fc.boolean()), (meant, coins) => {
        const names = new Set(meant.pairs.map(([name]) => name));
        const pairs = [...names].toReversed().flatMap((name) => meant.pairs.filter(([other]) => other === name));
        const flip = (): boolean => coins.next().value ?? false;
        expect(canonicalRequest(request({ ...meant, pairs }, flip), 'sha256')).toBe(
          canonicalRequest(
            request(meant, () => false),
            'sha256',
          ),
        );
      }),
    );
  });

  it.each([
    ['an escaped slash and a slash', { path: '/a%2Fb' }, { path: '/a/b' }],
    ['a value with an escaped ampersand and two parameters', { query: 'a=1%26b=2' }, { query: 'a=1&b=2' }],
    ['two values of one name in another order', { query: 'a=1&a=2' }, { query: 'a=2&a=1' }],
    ['a query that holds a line break and a body', { query: 'a=1%0A' }, { query: 'a=1' }],
    ['a body and none', { body: '{}' }, { body: '' }],
  ])('tells apart %s', (_, a, b) => {
    expect(of(a)).not.toBe(of(b));
  });

  it.each([
    ['a percent sign that escapes nothing', { query: 'a=%zz' }],
    ['bytes that are no UTF-8', { path: '/%ff' }],
    ['a line break in the application', { appId: 'a\nb' }],
    ['a short nonce', { nonce: 'short' }],
    ['a time that is no number', { timestamp: '1e3' }],
    ['a lower-case method', { method: 'get' }],
  ])('does not exist for %s', (_, parts) => {
    expect(() => of(parts)).toThrow();
  });
});
