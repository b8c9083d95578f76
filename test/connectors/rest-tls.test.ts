import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createPlain } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { items, readAll } from './rest-hostile.js';

const withoutOpenssl =
  spawnSync('openssl', ['version']).status === 0
    ? ''
    : ' – openssl is not installed, so there are no certificates to try';

interface Certificate {
  readonly key: string;
  readonly cert: string;
}

describe.skipIf(withoutOpenssl)(`S62 a source over TLS is believed only as itself${withoutOpenssl}`, () => {
  let directory: string;
  let right: Certificate;
  let other: Certificate;
  const closing: (() => void)[] = [];

  /** A certificate that signed itself, for this address. */
  const certificate = (name: string, address: string): Certificate => {
    const [key, cert] = [join(directory, `${name}.key`), join(directory, `${name}.pem`)];
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=IP:${address}`];
    execFileSync('openssl', ['req', '-x509', ...curve, ...subject, '-days', '2', '-keyout', key, '-out', cert], {
      stdio: 'ignore',
    });
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  };
  const serve = async (options: ServerOptions | null): Promise<string> => {
    const answer = JSON.stringify({ items: items(0, 2), total: 2 });
    const server = options
      ? createServer(options, (_, response) => response.end(answer))
      : createPlain((_, response) => response.end(answer));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => {
      server.close();
      server.closeAllConnections();
    });
    return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'cadre-tls-'));
    right = certificate('right', '127.0.0.1');
    other = certificate('other', '127.0.0.2');
  });
  afterEach(() => closing.splice(0).forEach((close) => close()));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('with the hospital’s own root certificate named in its settings', async () => {
    expect((await readAll(await serve(right), { options: { ca: right.cert } })).numbers).toEqual(['R0', 'R1']);
  });

  it('and not with a certificate that nobody vouches for, nor with one of another address', async () => {
    const untrusted = { kind: 'refused', message: expect.stringContaining('证书') };
    expect((await readAll(await serve(right))).error).toMatchObject(untrusted);
    expect((await readAll(await serve(other), { options: { ca: other.cert } })).error).toMatchObject(untrusted);
  });

  it('and not over an outdated protocol, nor over none', async () => {
    const outdated = await serve({
      ...right,
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    const failed = { name: 'TransportError', message: expect.stringMatching(/加密握手/) };
    expect((await readAll(outdated, { options: { ca: right.cert } })).error).toMatchObject(failed);
    expect((await readAll(await serve(null))).error).toMatchObject(failed);
  });
});
