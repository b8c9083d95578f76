import type { RestJsonSource } from '@cadre/connector-kit/connector';
import { afterEach, describe, expect, it } from 'vitest';
import { items, LIST, readAll } from './rest-hostile.js';
import { json, serve, type Asked, type TestServer } from './rest-server.js';
import { envelopePeer, headerVerifier } from './rest-verifier.js';

let server: TestServer;
afterEach(() => server.close());

const good = { items: items(0, 3), next: null, total: 3 };
const strange: RestJsonSource = { ...LIST, path: '/预约 list', query: { ...LIST.query, patients: '患者 no' } };

describe.each(['hmac-sha256', 'hmac-sm3'])('a source that checks %s', (signature) => {
  const options = { signature, appId: 'cadre', secret: '密钥-1' };
  const guarded = async (secret: string, now?: () => number): Promise<Asked[]> => {
    const verify = headerVerifier('cadre', secret, now);
    server = await serve((asked, response) => {
      const doubt = verify(asked);
      json(response, doubt ? { code: doubt } : good, doubt ? 401 : 200);
    });
    return server.asked as Asked[];
  };

  it('believes us, whatever characters path and query hold', async () => {
    await guarded('密钥-1');
    const ended = await readAll(server.url, {
      source: strange,
      options,
      mode: { kind: 'patients', ids: ['a b+c&d=e%41', '张三'] },
    });
    expect(ended.error).toBeNull();
    expect(ended.numbers).toHaveLength(3);
  });

  it('refuses another key, and our failure holds neither key nor signature', async () => {
    await guarded('other');
    const { error } = await readAll(server.url, { options });
    expect(error).toMatchObject({ kind: 'auth', message: expect.stringContaining('签名方式') });
    expect(JSON.stringify([error, (error as Error).message, (error as Error).stack])).not.toMatch(
      /密钥-1|[0-9a-f]{64}/,
    );
  });

  it('refuses an old request, and every request has a nonce of its own', async () => {
    const asked = await guarded('密钥-1', () => Date.now() + 400_000);
    expect((await readAll(server.url, { options })).error).toMatchObject({ kind: 'auth' });
    await readAll(server.url, { options });
    expect(new Set(asked.map(({ headers }) => headers['x-nonce'])).size).toBe(asked.length);
  });

  it('does not believe a request whose path or query somebody changed', async () => {
    const verify = headerVerifier('cadre', '密钥-1');
    const seen: Asked[] = [];
    server = await serve((asked, response) => {
      seen.push(asked);
      json(response, good);
    });
    await readAll(server.url, { options });
    const [asked] = seen;
    expect(verify({ ...asked!, target: asked!.target.replace('limit=10', 'limit=1000') })).toBe('SIGN_INVALID');
    expect(verify({ ...asked!, target: asked!.target.replace('/list', '/list/all') })).toBe('SIGN_INVALID');
    expect(verify({ ...asked!, method: 'POST' })).toBe('SIGN_INVALID');
    expect(verify({ ...asked!, body: '{}' })).toBe('SIGN_INVALID');
    expect(verify(asked!)).toBeNull();
    expect(verify(asked!)).toBe('NONCE_REPLAY');
  });
});

describe('a source with expiring tokens', () => {
  it('is asked for a new token once when it refuses the old one, and no more than once', async () => {
    let issued = 0;
    let accepted = 2;
    server = await serve((asked, response) => {
      if (asked.path === '/token') json(response, { access_token: `token-${(issued += 1)}`, expires_in: 3600 });
      else if (asked.headers.authorization === `Bearer token-${accepted}`) json(response, good);
      else json(response, {}, 401);
    });
    const options = { signature: 'bearer', tokenPath: '/token', appId: 'cadre', secret: 's' };
    expect((await readAll(server.url, { options })).numbers).toHaveLength(3);
    expect(issued).toBe(2);
    accepted = -1;
    expect((await readAll(server.url, { options })).error).toMatchObject({ kind: 'auth' });
    expect(issued).toBe(4);
  });
});

describe('a source that speaks in sealed envelopes', () => {
  const speak = async (
    answer: (peer: ReturnType<typeof envelopePeer>) => string,
  ): Promise<{ options: Record<string, string>; questions: unknown[] }> => {
    const peer = envelopePeer();
    const questions: unknown[] = [];
    server = await serve((asked, response) => {
      questions.push([asked.method, asked.query.size, peer.open(asked.body)]);
      json(response, answer(peer));
    });
    return { options: { ...peer.options }, questions };
  };

  it('reads our question and is read, in both written forms of its signature', async () => {
    for (const change of [{}, { der: true as const }]) {
      const { options, questions } = await speak((peer) => peer.seal(JSON.stringify(good), change));
      const ended = await readAll(server.url, {
        options,
        mode: { kind: 'incremental', cursor: { value: '2026-03-02T00:10:00Z', key: [] } },
      });
      expect(ended.error).toBeNull();
      expect(ended.numbers).toHaveLength(3);
      expect(questions).toEqual([['POST', 0, { since: '2026-03-02T00:00:00.000Z', limit: '10' }]]);
      await server.close();
    }
  });

  it.each([
    ['in the clear', () => JSON.stringify(good), '不是约定的加密报文'],
    [
      'played back',
      (peer: ReturnType<typeof envelopePeer>) => peer.seal(JSON.stringify(good), { timestamp: Date.now() - 400_000 }),
      '相差超过 5 分钟',
    ],
    [
      'with one letter changed',
      (peer: ReturnType<typeof envelopePeer>) => peer.seal(JSON.stringify(good)).replace('CADRE', 'CADRF'),
      '签名不正确',
    ],
    ['sealed by somebody else', () => envelopePeer().seal(JSON.stringify(good)), '签名不正确'],
  ])('is not believed when it answers %s', async (_, answer, words) => {
    const { options } = await speak(answer);
    expect((await readAll(server.url, { options })).error).toMatchObject({
      kind: 'auth',
      message: expect.stringContaining(words),
    });
  });
});

describe('settings that cannot be sent', () => {
  it.each([
    ['an application number in Chinese', { signature: 'hmac-sm3', appId: '干保办', secret: 's' }, /appId/],
    ['a token with a line break', { signature: 'bearer', token: 'abc\ndef' }, /换行/],
  ])('%s is told before anything is sent, without its value', async (_, options, words) => {
    server = await serve((__, response) => json(response, good));
    const error = await readAll(server.url, { options: options as Record<string, string> }).then(
      (ended) => ended.error,
      (problem: unknown) => problem,
    );
    expect(error).toMatchObject({ name: 'TransportError', kind: 'auth', message: expect.stringMatching(words) });
    expect((error as Error).message).not.toMatch(/干保办|def/);
    expect(server.asked).toHaveLength(0);
  });
});
