import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.js';

const run = promisify(execFile);

export interface Dcmqrscp {
  readonly dicom: string;
  store(paths: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/** dcmtk's own PACS on loopback: it answers every question in the character set that a study was stored in. */
export async function startDcmqrscp(): Promise<Dcmqrscp> {
  const home = mkdtempSync(join(tmpdir(), 'cadre-dcmqrscp-'));
  const port = await freePort();
  mkdirSync(join(home, 'images'));
  const settings = join(home, 'dcmqrscp.cfg');
  writeFileSync(settings, [
    'NetworkType = "tcp"', `NetworkTCPPort = ${port}`, 'MaxPDUSize = 16384', 'MaxAssociations = 16',
    'HostTable BEGIN', 'HostTable END', 'VendorTable BEGIN', 'VendorTable END',
    'AETable BEGIN', `QRSCP ${join(home, 'images')} RW (200, 1024mb) ANY`, 'AETable END', '',
  ].join('\n'));
  const child = spawn('dcmqrscp', ['-c', settings], { stdio: 'ignore' });
  // A run that is broken off leaves nothing behind.
  process.once('exit', () => child.kill('SIGKILL'));
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const deadline = Date.now() + 20_000;
  while (!(await listens(port))) {
    if (Date.now() > deadline || child.exitCode !== null) throw new Error('dcmqrscp does not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    dicom: `dicom://QRSCP@127.0.0.1:${port}`,
    store: async (paths) => {
      await run('storescu', ['-aec', 'QRSCP', '127.0.0.1', String(port), ...paths]);
    },
    async stop() {
      child.kill('SIGTERM');
      await gone;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function listens(port: number): Promise<boolean> {
  return new Promise((answer) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => answer(true)).once('error', () => answer(false));
    socket.once('connect', () => socket.destroy());
  });
}
