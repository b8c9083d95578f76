import { createHash } from 'node:crypto';

/** What is signed of a request. `path` and `query` as they stand in the request line, percent signs and all. */
export interface SignedParts {
  readonly method: string;
  readonly path: string;
  /** Without the question mark; empty when there is none. */
  readonly query: string;
  readonly appId: string;
  /** Milliseconds since 1970 as text. */
  readonly timestamp: string;
  readonly nonce: string;
  readonly body: string | Uint8Array;
}

export type Digest = 'sha256' | 'sm3';

/**
 * The text that both sides sign: seven lines. Requests that mean the same share it, however their percent signs were
 * written; requests that mean different things never do, because no line can hold a line break and every separator
 * inside a value is escaped.
 * @throws URIError when path or query is no well-formed percent encoding of UTF-8; RangeError when another part cannot stand on its line
 */
export function canonicalRequest(
  { method, path, query, appId, timestamp, nonce, body }: SignedParts,
  digest: Digest,
): string {
  if (!/^[A-Z]{1,16}$/.test(method)) throw new RangeError('method');
  if (!path.startsWith('/')) throw new RangeError('path');
  if (!isWord(appId)) throw new RangeError('appId');
  if (!/^\d{1,16}$/.test(timestamp)) throw new RangeError('timestamp');
  if (!/^[\x21-\x7e]{16,128}$/.test(nonce)) throw new RangeError('nonce');
  const bodyHash = createHash(digest).update(body).digest('hex');
  return [method, canonicalPath(path), canonicalQuery(query), appId, timestamp, nonce, bodyHash].join('\n');
}

/** Visible ASCII without spaces, so that it can stand in a header and on a line. */
export const isWord = (text: string): boolean => /^[\x21-\x7e]{1,128}$/.test(text);

/** Segment by segment: an escaped slash is not a slash. */
function canonicalPath(path: string): string {
  return path
    .split('/')
    .map((segment) => escaped(decodeURIComponent(segment)))
    .join('/');
}

/** Sorted by decoded name as Java and JavaScript compare texts. Values of one name keep their order, which means something to a server. */
function canonicalQuery(query: string): string {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
      return [formText(name), formText(value)] as const;
    })
    .toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map((pair) => pair.map(escaped).join('='))
    .join('&');
}

const formText = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));

/** RFC 3986: everything but the unreserved characters. */
function escaped(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
