import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital } from '../../support/app.js';
import { addPerson } from '../../support/facts.js';

let hospital: TestHospital;
let nurse: string;
let clerk: string;
beforeAll(async () => {
  hospital = await startHospital();
  await addPerson(hospital.database, { name: '路径戏法', access: [{ department: '100110' }] });
  nurse = (await hospital.signIn('NURSE', { departmentCode: '100110' })).token!;
  clerk = (await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' })).token!;
});
afterAll(() => hospital.stop());

/** Sends the path as it is written: fetch would tidy it up. */
function raw(
  method: string,
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  return new Promise((done, failed) => {
    const sent = request(`${hospital.url}`, { method, path, headers }, (answer) => {
      let text = '';
      answer
        .setEncoding('utf8')
        .on('data', (part: string) => void (text += part))
        .on('end', () => done({ status: answer.statusCode ?? 0, text }));
    });
    sent.on('error', failed).end();
  });
}

const SPELLINGS = [
  '/api/v1/beneficiaries',
  '/api/v1/beneficiaries/',
  '//api/v1/beneficiaries',
  '/api//v1/beneficiaries',
  '/api/v1//beneficiaries',
  '/api/v1/./beneficiaries',
  '/api/v1/public/../beneficiaries',
  '/api/v1/public/branding/../../beneficiaries',
  '/api/v1/%62eneficiaries',
  '/api/v1/public%2f..%2fbeneficiaries',
  '/api/v1/public/%2e%2e/beneficiaries',
  '/API/V1/BENEFICIARIES',
  '/api/v1/Beneficiaries',
  '/api/v1/beneficiaries;/public/branding',
  '/api/v1/beneficiaries%00',
  '/api/v1/beneficiaries%20',
  '/api/v1/beneficiaries.json',
  '/api/v1/beneficiaries?x=/public/branding',
  '/api/v1/beneficiaries#/public',
  '/api/v1\\beneficiaries',
  '/api/v1/public/..;/beneficiaries',
  '/api/v1/beneficiaries/export',
  '/api/v1/beneficiaries/export/',
  '/api/v1/beneficiaries/%65xport',
];

describe('paths and methods', () => {
  it.each(SPELLINGS)('S18 "%s" shows nobody a person without a session', async (path) => {
    for (const method of ['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'PATCH', 'DELETE']) {
      const { status, text } = await raw(method, path);
      expect([400, 401, 404, 405, 501], `${method} ${path} ${status}`).toContain(status);
      expect(text).not.toContain('路径戏法');
    }
  });

  it('S18 another spelling of a path needs the same permission', async () => {
    for (const path of SPELLINGS.filter((one) => /export|%65xport/.test(one))) {
      const { status } = await raw('GET', path, { authorization: `Bearer ${nurse}` });
      expect([403, 404], path).toContain(status);
    }
  });

  it('S18 HEAD asks for what GET asks for', async () => {
    expect((await raw('HEAD', '/api/v1/beneficiaries', { authorization: `Bearer ${clerk}` })).status).toBe(200);
    expect((await raw('HEAD', '/api/v1/beneficiaries/export', { authorization: `Bearer ${nurse}` })).status).toBe(403);
    expect((await raw('HEAD', '/api/v1/beneficiaries/export')).status).toBe(401);
  });

  it.each(['x-http-method-override', 'x-http-method', 'x-method-override'])(
    'S18 the header %s turns no reading into a change',
    async (header) => {
      const { status, text } = await raw('GET', '/api/v1/beneficiaries', {
        authorization: `Bearer ${clerk}`,
        [header]: 'POST',
      });
      expect(status).toBe(200);
      expect(JSON.parse(text)).toHaveProperty('items');
      const overridden = await raw('POST', '/api/v1/auth/logout?_method=GET', { [header]: 'GET' });
      expect(overridden.status).toBe(401);
    },
  );

  it.each(['x-original-url', 'x-rewrite-url', 'x-forwarded-path', 'x-forwarded-prefix'])(
    'S18 the header %s leads nowhere else',
    async (header) => {
      const { status, text } = await raw('GET', '/api/v1/public/branding', { [header]: '/api/v1/beneficiaries' });
      expect(status).toBe(200);
      expect(text).not.toContain('items');
      expect((await raw('GET', '/api/v1/beneficiaries', { [header]: '/api/v1/public/branding' })).status).toBe(401);
    },
  );

  it.each(['TRACE', 'CONNECT', 'PROPFIND', 'QUERY'])('S18 the method %s is not served', async (method) => {
    const status = await raw(method, '/api/v1/beneficiaries', { authorization: `Bearer ${clerk}` }).then(
      (answer) => answer.status,
      () => 0,
    );
    expect([0, 400, 404, 405, 501]).toContain(status);
  });
});
