import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** How far the two clocks may differ. */
const WINDOW_MS = 300_000;

/** Looks at the signature of a request; answers with the vendor's code for what is wrong, or null. */
export interface Doorkeeper {
  refusal(request: IncomingMessage): 'SIGN_EXPIRED' | 'NONCE_REPLAY' | 'SIGN_INVALID' | null;
}

/** HMAC-SHA256 over method, path, sorted query, application, time, nonce and hash of the (empty) body, one a line. */
export function openDoor(appId: string, secret: string): Doorkeeper {
  const used = new Map<string, number>();
  return {
    refusal: (request) => {
      const header = (name: string): string => String(request.headers[name] ?? '');
      const [timestamp, nonce] = [header('x-timestamp'), header('x-nonce')];
      const now = Date.now();
      if (header('x-app-id') !== appId || header('x-sign-alg') !== 'HMAC-SHA256' || nonce.length < 16) return 'SIGN_INVALID';
      if (!/^\d{13}$/.test(timestamp) || Math.abs(now - Number(timestamp)) > WINDOW_MS) return 'SIGN_EXPIRED';
      const text = [request.method, ...target(request.url ?? '/'), appId, timestamp, nonce, createHash('sha256').digest('hex')].join('\n');
      const expected = createHmac('sha256', secret).update(text).digest();
      const given = Buffer.from(header('x-signature'), 'hex');
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'SIGN_INVALID';
      for (const [old, at] of used) if (now - at > 2 * WINDOW_MS) used.delete(old);
      if (used.has(nonce)) return 'NONCE_REPLAY';
      used.set(nonce, now);
      return null;
    },
  };
}

/** Path and query with the percent signs that RFC 3986 wants, the query sorted by name. */
function target(address: string): [path: string, query: string] {
  const url = new URL(address, 'http://127.0.0.1');
  const strict = (text: string): string =>
    encodeURIComponent(text).replace(/[!'()*]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`);
  const pairs = [...url.searchParams].map(([name, value]) => [strict(name), strict(value)] as const);
  const sorted = pairs.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const path = url.pathname.split('/').map((part) => strict(decodeURIComponent(part))).join('/');
  return [path, sorted.map((pair) => pair.join('=')).join('&')];
}
