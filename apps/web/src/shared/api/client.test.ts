import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiProblem, createApiClient } from '@cadre/api-client/client';
import { afterEach, describe, expect, it } from 'vitest';

let stop = () => {};
afterEach(() => stop());

/** A real server on loopback that answers as told. */
async function serve(answer: (request: IncomingMessage, reply: ServerResponse) => void): Promise<string> {
  const started = createServer(answer);
  stop = () => started.close();
  await new Promise<void>((resolve) => {
    started.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/api/v1`;
}

const json = (reply: ServerResponse, status: number, body: unknown) => {
  reply.writeHead(status, { 'content-type': 'application/json' });
  reply.end(JSON.stringify(body));
};

describe('the client', () => {
  it('S09 asks for a fresh proof once and repeats the sensitive call with the same body', async () => {
    let proven = false;
    const heard: string[] = [];
    const base = await serve((request, reply) => {
      request.on('data', (part: Buffer) => heard.push(part.toString()));
      request.on('end', () =>
        proven ? json(reply, 200, {}) : json(reply, 403, { code: 'REAUTH_REQUIRED', detail: '请再次确认身份。' }),
      );
    });
    const credentials = { token: () => 'a', renew: async () => false };
    const body = { value: 5, version: 0, reason: '值班' };
    const id = String('security.sessionsPerUser');
    const given = createApiClient(base, { ...credentials, prove: async () => (proven = true) });
    await given.open(`/parameters/${id}`, { method: 'PUT', body });
    expect(heard).toEqual([JSON.stringify(body), JSON.stringify(body)]);

    proven = false;
    const refused = createApiClient(base, { ...credentials, prove: async () => false });
    await expect(refused.open(`/parameters/${id}`, { method: 'PUT', body })).rejects.toMatchObject({ code: 'REAUTH_REQUIRED' });
  });

  it('tries a call again once with the new token when the session could be renewed, with the same body', async () => {
    const heard: string[] = [];
    const base = await serve((request, reply) => {
      let body = '';
      request.on('data', (part: Buffer) => {
        body += part.toString();
      });
      request.on('end', () => {
        heard.push(`${request.headers.authorization} ${body}`);
        if (request.headers.authorization === 'Bearer new') json(reply, 200, { stored: 1 });
        else json(reply, 401, { code: 'SESSION_ENDED', detail: '登录已过期。', errorNo: 'E1' });
      });
    });
    let token = 'old';
    const client = createApiClient(base, {
      token: () => token,
      renew: () => {
        token = 'new';
        return Promise.resolve(true);
      },
    });
    const replayed = client.request('/extraction/quarantine/replay', { method: 'POST', body: { ids: ['q1'] } });
    await expect(replayed).resolves.toEqual({ stored: 1 });
    expect(heard).toEqual(['Bearer old {"ids":["q1"]}', 'Bearer new {"ids":["q1"]}']);
  });

  it('gives up after one renewal instead of asking for ever', async () => {
    let calls = 0;
    const base = await serve((_request, reply) => {
      calls += 1;
      json(reply, 401, { code: 'SESSION_ENDED', detail: '登录已过期。', errorNo: 'E1' });
    });
    const client = createApiClient(base, { token: () => 'x', renew: () => Promise.resolve(true) });
    await expect(client.request('/me')).rejects.toMatchObject({ status: 401, code: 'SESSION_ENDED' });
    expect(calls).toBe(2);
  });

  it('hands on the sentence, the error number and the fields of a refusal', async () => {
    const fields = [{ field: 'idCardNo', message: '校验位不正确' }];
    const base = await serve((_request, reply) =>
      json(reply, 400, { code: 'BAD_INPUT', detail: '请求内容不正确。', errorNo: 'E7', fields }),
    );
    const problem = await createApiClient(base)
      .request('/beneficiaries')
      .catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem).toMatchObject({ message: '请求内容不正确。', code: 'BAD_INPUT', errorNo: 'E7', fields });
  });

  it('says in Chinese that no server was reached, and that a proxy answered instead of it', async () => {
    await expect(createApiClient('http://127.0.0.1:9').request('/me')).rejects.toMatchObject({
      status: 0,
      code: 'OFFLINE',
      message: '无法连接服务器，请检查网络后重试。',
    });
    const base = await serve((_request, reply) => {
      reply.writeHead(502).end('<html>Bad Gateway</html>');
    });
    await expect(createApiClient(base).request('/me')).rejects.toMatchObject({
      status: 502,
      code: 'HTTP_502',
      errorNo: null,
    });
  });

  it('repeats a parameter with several values and leaves empty ones out', async () => {
    let asked = '';
    const base = await serve((request, reply) => {
      asked = request.url ?? '';
      json(reply, 200, {});
    });
    await createApiClient(base).request('/outpatient-visits', {
      query: { keyword: '', careLevel: ['L1', 'L2'], from: null, page: 1 },
    });
    expect(asked).toBe('/api/v1/outpatient-visits?careLevel=L1&careLevel=L2&page=1');
  });
});
