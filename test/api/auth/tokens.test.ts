import { createHmac, generateKeyPairSync, randomBytes, randomUUID, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital } from '../../support/app.js';
import { type KnownAccount, login, makeAccount, opens, postAuth } from './account.js';

type Json = Record<string, unknown>;

let hospital: TestHospital;
let account: KnownAccount;
let key: Buffer;
let good: Json;

const part = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const hs256 = (claims: Json, secret: Buffer = key, header: Json = { alg: 'HS256', typ: 'JWT' }): string => {
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
};

beforeAll(async () => {
  hospital = await startHospital();
  account = await makeAccount(hospital, 'token.owner');
  const stored = JSON.parse(readFileSync(join(hospital.database.dataDir, 'keys.json'), 'utf8')) as { token: string };
  key = Buffer.from(stored.token, 'base64');
  const { body } = await login(hospital, account);
  good = JSON.parse(Buffer.from(body.accessToken!.split('.')[1]!, 'base64url').toString('utf8')) as Json;
});
afterAll(() => hospital.stop());

describe('tokens', () => {
  it('the test makes tokens as the server does, so that what it forges differs in one thing only', async () => {
    expect(await opens(hospital, hs256(good))).toBe(true);
  });

  it('S15 a token carries ids and times, nothing about the person', () => {
    expect(Object.keys(good).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'sid', 'sub', 'typ']);
    expect(Number(good['exp']) - Number(good['iat'])).toBeLessThanOrEqual(15 * 60);
  });

  it('S12 no token without a signature opens anything', async () => {
    for (const alg of ['none', 'None', 'NONE', 'nOnE', '']) {
      const text = `${part({ alg, typ: 'JWT' })}.${part(good)}`;
      expect(await opens(hospital, `${text}.`), alg).toBe(false);
      expect(await opens(hospital, text), alg).toBe(false);
      expect(await opens(hospital, `${text}.${hs256(good).split('.')[2]}`), alg).toBe(false);
    }
    const signed = hs256(good);
    expect(await opens(hospital, signed.slice(0, signed.lastIndexOf('.') + 1))).toBe(false);
    expect(await opens(hospital, `${signed.slice(0, -2)}AA`)).toBe(false);
  });

  it('S12 other algorithms and other keys open nothing', async () => {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(good)}`;
    expect(
      await opens(hospital, `${text}.${sign('sha256', Buffer.from(text), pair.privateKey).toString('base64url')}`),
    ).toBe(false);
    const publicPem = Buffer.from(pair.publicKey.export({ type: 'spki', format: 'pem' }) as string);
    expect(await opens(hospital, hs256(good, publicPem))).toBe(false);
    expect(await opens(hospital, hs256(good, key, { alg: 'RS256', typ: 'JWT' }))).toBe(false);
    for (const [alg, hash] of [
      ['HS384', 'sha384'],
      ['HS512', 'sha512'],
    ] as const) {
      const longer = `${part({ alg, typ: 'JWT' })}.${part(good)}`;
      expect(await opens(hospital, `${longer}.${createHmac(hash, key).update(longer).digest('base64url')}`), alg).toBe(
        false,
      );
    }
    for (const other of [Buffer.alloc(32), Buffer.alloc(0), Buffer.from('secret'), randomBytes(32)]) {
      expect(await opens(hospital, hs256(good, other))).toBe(false);
    }
    const jwk = pair.publicKey.export({ format: 'jwk' });
    expect(
      await opens(
        hospital,
        hs256(good, randomBytes(32), { alg: 'HS256', jwk, kid: '../../dev/null', jku: 'http://127.0.0.1/keys' }),
      ),
    ).toBe(false);
  });

  it('S12 a token of another issuer, audience, kind, time or session opens nothing', async () => {
    const now = Math.floor(Date.now() / 1000);
    const forged: Json[] = [
      { iss: 'somebody-else' },
      { iss: undefined },
      { aud: 'portal' },
      { aud: undefined },
      { aud: ['portal'] },
      { typ: 'second-factor' },
      { typ: undefined },
      { typ: 'refresh' },
      { exp: now - 1 },
      { exp: 0 },
      { nbf: now + 600 },
      { sid: undefined },
      { sid: randomUUID() },
    ];
    for (const change of forged)
      expect(await opens(hospital, hs256({ ...good, ...change })), JSON.stringify(change)).toBe(false);
  });

  it('S13 the challenge of the second factor is no access token, and an access token answers no challenge', async () => {
    const challenge = hs256({ ...good, typ: 'second-factor', sid: undefined });
    expect(await opens(hospital, challenge)).toBe(false);
    const answer = await postAuth(hospital, '/login/second-factor', { challenge: hs256(good), code: '000000' });
    expect(answer).toMatchObject({ status: 401, refreshToken: null, body: { code: 'AUTH_INVALID' } });
    const { refreshToken } = await login(hospital, account);
    expect(await opens(hospital, refreshToken!)).toBe(false);
    expect((await postAuth(hospital, '/refresh', undefined, hs256(good))).status).toBe(401);
  });

  it('S15 a token in the address, the body or a cookie is not read', async () => {
    const token = hs256(good);
    for (const path of [`/me?access_token=${token}`, `/me?auth_token=${token}`, `/me?token=${token}`]) {
      expect((await hospital.stranger.get(path)).status, path.slice(0, 12)).toBe(401);
    }
    const cookie = await fetch(`${hospital.url}/api/v1/me`, {
      headers: { cookie: `cadre-refresh=${token}; access_token=${token}` },
    });
    expect(cookie.status).toBe(401);
    const basic = await fetch(`${hospital.url}/api/v1/me`, { headers: { authorization: `Basic ${token}` } });
    expect(basic.status).toBe(401);
  });
});
