import { createCipheriv, createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { chooseSignature } from './choose-signature.js';
import type { Moment, Send } from './signature.js';

const MOMENT: Moment = { now: () => 1_790_000_000_123, nonce: () => '00112233445566778899aabbccddeeff' };
const question = {
  url: new URL('https://booking.example/api/appointments?since=2026-01-01T00%3A00%3A00.000Z&limit=200'),
  accept: 'application/json',
};
const nowhere: Send = () => Promise.reject(new Error('nothing is to be sent'));
const signed = async (
  options: Record<string, string>,
): Promise<Awaited<ReturnType<ReturnType<typeof chooseSignature>['sign']>>> =>
  chooseSignature(options, MOMENT).sign(question, nowhere);

describe('the primitives give what their standards print', () => {
  it('SM3 of "abc" (GB/T 32905, A.1)', () => {
    expect(createHash('sm3').update('abc').digest('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
  });

  it('SM4 of its own key (GB/T 32907, A.1)', () => {
    const key = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');
    const cipher = createCipheriv('sm4-ecb', key, null).setAutoPadding(false);
    expect(Buffer.concat([cipher.update(key), cipher.final()]).toString('hex')).toBe(
      '681edf34d206965e86b3e94f536e4246',
    );
  });

  it('HMAC-SHA-256 (RFC 4231, cases 2 and 6)', () => {
    expect(createHmac('sha256', 'Jefe').update('what do ya want for nothing?').digest('hex')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
    expect(
      createHmac('sha256', Buffer.alloc(131, 0xaa))
        .update('Test Using Larger Than Block-Size Key - Hash Key First')
        .digest('hex'),
    ).toBe('60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54');
  });
});

describe('a request is signed', () => {
  it('not at all where nothing is said', async () => {
    expect((await signed({})).headers).toEqual({ accept: 'application/json' });
  });

  it('with a login', async () => {
    expect(
      (await signed({ signature: 'basic', user: 'Aladdin', password: 'open sesame' })).headers['authorization'],
    ).toBe('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==');
  });

  it('by HMAC over exactly the seven lines', async () => {
    const lines = [
      'GET',
      '/api/appointments',
      'limit=200&since=2026-01-01T00%3A00%3A00.000Z',
      'cadre',
      '1790000000123',
      '00112233445566778899aabbccddeeff',
    ];
    for (const [name, digest, algorithm] of [
      ['hmac-sha256', 'sha256', 'HMAC-SHA256'],
      ['hmac-sm3', 'sm3', 'HMAC-SM3'],
    ] as const) {
      const { headers } = await signed({ signature: name, appId: 'cadre', secret: 's3cret' });
      const text = [...lines, createHash(digest).update('').digest('hex')].join('\n');
      expect(headers).toMatchObject({ 'x-app-id': 'cadre', 'x-timestamp': '1790000000123', 'x-sign-alg': algorithm });
      expect(headers['x-signature']).toBe(createHmac(digest, 's3cret').update(text).digest('hex'));
    }
  });

  it('as the manual prints it for the other side, checked there with OpenSSL', async () => {
    const example = { appId: 'cadre', secret: 's3cret' };
    expect((await signed({ ...example, signature: 'hmac-sha256' })).headers['x-signature']).toBe(
      '0ff75d7dcf03e8ff9388f1e09824f27c93d0c8a73a75fa62ed3e7ca5de232d91',
    );
    expect((await signed({ ...example, signature: 'hmac-sm3' })).headers['x-signature']).toBe(
      '9da539cc48669d011ca98d09edf8897a3edd0dffe4a1032e6ce3964c91790772',
    );
  });

  it('as insurance gateways ask for it, in the case of letters that they write', async () => {
    const hex = createHash('sha256').update('1790000000tok00112233445566778899aabbccddeeff1790000000').digest('hex');
    const { headers } = await signed({ signature: 'tif-gateway', paasId: 'p', token: 'tok' });
    expect(headers).toMatchObject({ 'x-tif-paasid': 'p', 'x-tif-timestamp': '1790000000', 'x-tif-signature': hex });
    expect(
      (await signed({ signature: 'tif-gateway', paasId: 'p', token: 'tok', signatureCase: 'upper' })).headers[
        'x-tif-signature'
      ],
    ).toBe(hex.toUpperCase());
  });

  it.each([
    ['an unknown strategy', { signature: 'toString' }, '不支持的签名方式'],
    ['a missing secret', { signature: 'hmac-sm3', appId: 'a' }, 'secret'],
    [
      'a key of the wrong length',
      { signature: 'gm-envelope', appCode: 'a', sm4Key: '00', privateKey: '00', peerPublicKey: '00' },
      'sm4Key 应为 32 位十六进制数',
    ],
    ['a missing token', { signature: 'bearer' }, 'tokenPath'],
  ])('by nothing that is incomplete: %s', async (_, options, words) => {
    await expect(signed(options)).rejects.toThrow(words);
  });
});

describe('a bearer token', () => {
  it('is fetched once, kept, and fetched again after a refusal or near its end', async () => {
    let time = 1_000_000;
    let fetched = 0;
    const send: Send = async ({ url, body }) => {
      fetched += 1;
      expect([url.href, body]).toEqual([
        'https://booking.example/oauth/token',
        'grant_type=client_credentials&client_id=cadre&client_secret=a%26b',
      ]);
      return {
        status: 200,
        headers: {},
        bytes: Buffer.from(JSON.stringify({ access_token: `t${fetched}`, expires_in: 600 })),
      };
    };
    const strategy = chooseSignature(
      { signature: 'bearer', tokenPath: '/oauth/token', appId: 'cadre', secret: 'a&b' },
      { ...MOMENT, now: () => time },
    );
    const token = async (): Promise<string | undefined> =>
      (await strategy.sign(question, send)).headers['authorization'];
    expect([await token(), await token()]).toEqual(['Bearer t1', 'Bearer t1']);
    expect(strategy.renew!()).toBe(true);
    expect(await token()).toBe('Bearer t2');
    time += 580_000;
    expect(await token()).toBe('Bearer t3');
  });

  it('that was given once and for all is not worth a second attempt', () => {
    expect(chooseSignature({ signature: 'bearer', token: 'fixed' }).renew!()).toBe(false);
  });

  it('is never asked of another host', async () => {
    const strategy = chooseSignature({
      signature: 'bearer',
      tokenPath: 'https://elsewhere.example/token',
      appId: 'a',
      secret: 'b',
    });
    await expect(Promise.resolve(strategy.sign(question, nowhere))).rejects.toThrow('tokenPath');
  });
});
