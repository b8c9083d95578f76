import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import smCrypto from 'sm-crypto';
import type { Asked } from './rest-server.js';

/** Why a request is not believed; null: it is. */
export type Verdict = 'SIGN_EXPIRED' | 'NONCE_REPLAY' | 'SIGN_INVALID' | null;

const WINDOW_MS = 300_000;
const DIGESTS: Readonly<Record<string, string>> = { 'HMAC-SHA256': 'sha256', 'HMAC-SM3': 'sm3' };

/** The receiving side of the header signature, written from its description and sharing nothing with the sender. */
export function headerVerifier(appId: string, secret: string, now: () => number = Date.now): (asked: Asked) => Verdict {
  const nonces = new Set<string>();
  return ({ method, target, headers, body }) => {
    const of = (name: string): string => String(headers[name] ?? '');
    const digest = DIGESTS[of('x-sign-alg')];
    const nonce = of('x-nonce');
    if (!digest || of('x-app-id') !== appId || nonce.length < 16) return 'SIGN_INVALID';
    if (Math.abs(now() - Number(of('x-timestamp'))) > WINDOW_MS) return 'SIGN_EXPIRED';
    const url = new URL(target, 'http://localhost');
    url.searchParams.sort();
    const query = [...url.searchParams].map((pair) => pair.map(percent).join('=')).join('&');
    const path = url.pathname
      .split('/')
      .map((segment) => percent(decodeURIComponent(segment)))
      .join('/');
    const text = `${method}\n${path}\n${query}\n${appId}\n${of('x-timestamp')}\n${nonce}\n${createHash(digest).update(body).digest('hex')}`;
    const right = createHmac(digest, secret).update(text).digest();
    const given = Buffer.from(of('x-signature'), 'hex');
    if (given.length !== right.length || !timingSafeEqual(given, right)) return 'SIGN_INVALID';
    if (nonces.has(nonce)) return 'NONCE_REPLAY';
    nonces.add(nonce);
    return null;
  };
}

/** Every byte that is no unreserved character as %XX. */
function percent(text: string): string {
  return Array.from(Buffer.from(text), (byte) => {
    const character = String.fromCharCode(byte);
    return /[\w.~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}

/** The other end of sealed envelopes, over another implementation of SM2 and SM4. */
export interface EnvelopePeer {
  /** Options of the connection that belong to this peer. */
  readonly options: Readonly<Record<string, string>>;
  /** What a question says; null when it is not believed. */
  open(body: string): Record<string, string> | null;
  seal(answer: string, change?: { timestamp?: number; der?: true }): string;
}

export function envelopePeer(): EnvelopePeer {
  const { sm2, sm4 } = smCrypto;
  const theirs = sm2.generateKeyPairHex();
  const ours = sm2.generateKeyPairHex();
  const sm4Key = '0123456789abcdeffedcba9876543210';
  const userId = '1234567812345678';
  return {
    options: {
      signature: 'gm-envelope',
      appCode: 'CADRE',
      sm4Key,
      privateKey: ours.privateKey,
      peerPublicKey: theirs.publicKey,
    },
    open(body) {
      const { signData, ...rest } = JSON.parse(body) as Record<string, unknown> & {
        signData: string;
        data: { encData: string };
      };
      const signature = Buffer.from(signData, 'base64').toString('hex');
      if (!sm2.doVerifySignature(sortedJson(rest), signature, ours.publicKey, { hash: true, userId })) return null;
      const sealed = Buffer.from(rest.data.encData, 'base64').toString('hex');
      return JSON.parse(sm4.decrypt(sealed.slice(32), sm4Key, { mode: 'cbc', iv: sealed.slice(0, 32) })) as Record<
        string,
        string
      >;
    },
    seal(answer, { timestamp = Date.now(), der } = {}) {
      const iv = 'fedcba98765432100123456789abcdef';
      const encData = Buffer.from(iv + sm4.encrypt(answer, sm4Key, { mode: 'cbc', iv }), 'hex').toString('base64');
      const rest = {
        appCode: 'CADRE',
        version: '1.0.0',
        encType: 'SM4',
        signType: 'SM2',
        timestamp,
        data: { encData },
      };
      const signature = sm2.doSignature(sortedJson(rest), theirs.privateKey, {
        hash: true,
        userId,
        publicKey: theirs.publicKey,
        ...(der ? { der } : {}),
      });
      return JSON.stringify({ ...rest, signData: Buffer.from(signature, 'hex').toString('base64') });
    },
  };
}

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
