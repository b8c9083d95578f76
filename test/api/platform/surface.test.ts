import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHospital, type TestHospital, type Visitor } from '../../support/app.js';

let hospital: TestHospital;
let web: string;
let clerk: Visitor;
beforeAll(async () => {
  web = mkdtempSync(join(tmpdir(), 'cadre-web-'));
  mkdirSync(join(web, 'assets'));
  mkdirSync(join(web, '.git'));
  const files = {
    'index.html': '<!doctype html><title>干部医疗保健管理系统</title>',
    'assets/app-1a2b.js': 'console.info(1)',
    'assets/app-1a2b.js.map': '{"sources":["secret.ts"]}',
    'assets/app-1a2b.css.map': '{"sources":["secret.css"]}',
    '.env': 'PASSWORD=secret',
    '.git/config': 'secret',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(web, name), text);
  writeFileSync(join(web, '..', 'cadre-outside.txt'), 'secret');
  hospital = await startHospital({ WEB_DIR: web });
  clerk = await hospital.signIn('OFFICE_STAFF', { departmentCode: '4001' });
});
afterAll(async () => {
  await hospital.stop();
  rmSync(web, { recursive: true, force: true });
  rmSync(join(web, '..', 'cadre-outside.txt'), { force: true });
});

/** Sends the path as it is written. */
function raw(
  path: string,
  method = 'GET',
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  return new Promise((done, failed) => {
    request(hospital.url, { method, path }, (answer) => {
      let text = '';
      answer
        .setEncoding('utf8')
        .on('data', (part: string) => void (text += part))
        .on('end', () => done({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    })
      .on('error', failed)
      .end();
  });
}

describe('the surface of the server', () => {
  it.each([
    '/',
    '/api/v1/me',
    '/api/v1/public/branding',
    '/assets/app-1a2b.js',
    '/health/live',
    '/api/v1/nothing',
    '/login',
  ])('S83 %s carries the hardened headers and names no server', async (path) => {
    const { headers } = await raw(path);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain(`default-src 'self'`);
    expect(policy).toContain(`frame-ancestors 'none'`);
    expect(policy).toContain(`object-src 'none'`);
    // WebAssembly decodes compressed images in the browser; no text is ever run as a program.
    expect(policy).toMatch(/script-src 'self' 'wasm-unsafe-eval'(;|$)/);
    expect(policy).toMatch(/worker-src 'self' blob:(;|$)/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['server']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('S82 no answer of the API is kept by anybody, refusals and files and live news included', async () => {
    const answers = await Promise.all(
      ['/me', '/beneficiaries', '/beneficiaries/export', '/beneficiaries/x', '/nothing', '/extraction/sources'].map(
        (path) => clerk.download(path),
      ),
    );
    for (const { headers, status } of answers) expect(headers.get('cache-control'), String(status)).toBe('no-store');
    expect((await raw('/api/v1/me')).headers['cache-control']).toBe('no-store');
    const hangUp = new AbortController();
    const live = await fetch(`${hospital.url}/api/v1/live`, {
      headers: { authorization: `Bearer ${clerk.token}` },
      signal: hangUp.signal,
    });
    expect(live.headers.get('cache-control')).toBe('no-store');
    hangUp.abort();
  });

  it('S16 another site is told nothing that would let its pages read', async () => {
    for (const method of ['GET', 'OPTIONS', 'POST']) {
      const answer = await fetch(`${hospital.url}/api/v1/me`, {
        method,
        headers: {
          origin: 'https://evil.example',
          'access-control-request-method': 'GET',
          authorization: `Bearer ${clerk.token}`,
        },
      });
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it.each([
    '/api',
    '/api/',
    '/api/v1',
    '/api/v1/',
    '/api/v1/nothing',
    '/api/v2/me',
    '/api/v1/me/../nothing',
    '/api/docs',
    '/api-json',
    '/metrics',
    '/api/v1/../../health/nothing',
  ])('S83 %s is a JSON "not found" or a page, never a listing', async (path) => {
    const { status, headers, text } = await raw(path);
    if (path.startsWith('/api/') || path === '/api') {
      expect({ path, status }).toEqual({ path, status: 404 });
      expect(headers['content-type']).toContain('json');
      expect(JSON.parse(text)).toMatchObject({ code: 'NOT_FOUND', detail: expect.stringMatching(/[\u4e00-\u9fff]/) });
    } else {
      expect(text).not.toMatch(/swagger|openapi|process_cpu|# HELP/);
    }
  });

  it('S83 every address of a page answers the application, and is asked for anew each time', async () => {
    for (const path of ['/', '/login', '/beneficiaries/00000000-0000-4000-8000-000000000000']) {
      const { status, headers, text } = await raw(path);
      expect({ path, status, type: headers['content-type'], cache: headers['cache-control'] }).toEqual({
        path,
        status: 200,
        type: 'text/html; charset=utf-8',
        cache: 'no-cache',
      });
      expect(text).toContain('干部医疗保健管理系统');
    }
    expect((await raw('/assets/app-1a2b.js')).headers['cache-control']).toContain('immutable');
  });

  it.each([
    '/assets/app-1a2b.js.map',
    '/assets/app-1a2b.css.map',
    '/.env',
    '/.git/config',
    '/assets/../.env',
    '/..%2fcadre-outside.txt',
    '/%2e%2e/cadre-outside.txt',
    '/assets/..%2f..%2fcadre-outside.txt',
    '/assets/%2e%2e%2f%2e%2e%2fcadre-outside.txt',
    '/..\\cadre-outside.txt',
    '//etc/passwd',
    '/assets/',
    '/assets',
    '/package.json',
    '/src/main.ts',
  ])('S83 %s gives nothing away', async (path) => {
    const { text, headers } = await raw(path);
    expect(text).not.toMatch(/secret|root:|"dependencies"/);
    if (String(headers['content-type']).includes('html')) expect(text).toContain('<title>干部医疗保健管理系统</title>');
  });

  it('S55 health says whether, not why', async () => {
    expect(JSON.parse((await raw('/health/live')).text)).toEqual({ status: 'live' });
    expect(JSON.parse((await raw('/health/ready')).text)).toEqual({ status: 'ready' });
  });

  it('S83 errors below the router are in Chinese too', async () => {
    for (const path of [`/api/v1/beneficiaries/${'a'.repeat(5_000)}`, '/api/v1/%zz', '/api/v1/beneficiaries/%ff']) {
      const { status, text } = await raw(path);
      expect([400, 401, 404, 414]).toContain(status);
      expect(JSON.parse(text)).toMatchObject({ detail: expect.stringMatching(/[\u4e00-\u9fff]/) });
    }
  });
});
