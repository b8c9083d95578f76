import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect as connectPlain } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { type MllpListener, startMllpListener } from '@cadre/connector-kit/mllp-listener';
import { peerList } from '@cadre/connector-kit/mllp-peers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { framed } from '../support/mllp-sender.js';

const there = spawnSync('openssl', ['version']).status === 0;
if (!there) console.warn('\n!! openssl is not there to make a certificate; HL7 over TLS was NOT tested.\n');

const message = framed(Buffer.from('MSH|^~\\&|LIS|H|C|H|20260301||ADT^A08|T1|P|2.4\rPID|1||P1\r'));
let folder: string;
let listener: MllpListener | undefined;

beforeAll(() => {
  if (!there) return;
  folder = mkdtempSync(join(tmpdir(), 'cadre-tls-'));
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')], { stdio: 'ignore' });
});
afterEach(() => listener?.stop());
afterAll(() => {
  if (there) rmSync(folder, { recursive: true });
});

async function listen(allow: readonly string[]): Promise<number> {
  const tls = { key: readFileSync(join(folder, 'key.pem')), cert: readFileSync(join(folder, 'cert.pem')) };
  listener = await startMllpListener({ host: '127.0.0.1', port: 0, allow, tls, accept: () => Promise.resolve({ code: 'AA' }) });
  return listener.port;
}

/** What a sender hears before the line closes or an answer is whole. */
function heard(socket: TLSSocket | ReturnType<typeof connectPlain>): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (text.includes('\x1c\r')) resolve(text);
    });
  });
}

describe.skipIf(!there)('HL7 over TLS', () => {
  it('is answered as without, to senders who can speak 1.2 or later', async () => {
    const port = await listen(['127.0.0.1']);
    const socket = connect({ port, host: '127.0.0.1', ca: readFileSync(join(folder, 'cert.pem')), servername: 'localhost' }, () => socket.write(message));
    expect(await heard(socket)).toMatch(/MSA\|AA\|T1/);
    socket.destroy();
    const old = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }, () => old.write(message));
    expect(await heard(old)).toBe('');
  });

  it('says nothing to those who speak plainly, and not even a handshake to those who are not on the list', async () => {
    const plain = connectPlain(await listen(['127.0.0.1']), '127.0.0.1', () => plain.write(message));
    expect(await heard(plain)).not.toContain('MSA');
    plain.destroy();
    await listener!.stop();
    const stranger = connect({ port: await listen(['10.0.0.0/8']), host: '127.0.0.1', rejectUnauthorized: false });
    expect(await heard(stranger)).toBe('');
    expect(stranger.getCipher()).toBeFalsy();
  });
});

describe('a list of senders', () => {
  it('knows addresses and subnets of both kinds', () => {
    const isAllowed = peerList(['10.1.2.3', ' 192.168.0.0/16', 'fd00::/8']);
    expect(['10.1.2.3', '192.168.77.1', 'fd12::1'].map(isAllowed)).toEqual([true, true, true]);
    expect(['10.1.2.4', '192.169.0.1', 'fe80::1', 'nonsense'].map(isAllowed)).toEqual([false, false, false, false]);
  });

  it.each(['his.example', '10.1.2', '10.1.2.0/33', '10.1.2.0/x', ''])('with "%s" in it is refused', (entry) => {
    expect(() => peerList([entry])).toThrow(/不是 IP 地址或网段/);
  });
});
