import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDebian } from './debian-package.js';
import { freePort } from './free-port.js';

const DICOMWEB = '/usr/share/orthanc/plugins/libOrthancDicomWeb.so';
const FILES = fileURLToPath(new URL('../../../shared/data/dicom', import.meta.url));

/** Why a PACS cannot be had on this machine, or null. As root, Debian's packages are installed when they are not there. */
export const noPacs: string | null = provide();

function provide(): string | null {
  const isThere = (): boolean => existsSync(DICOMWEB) && spawnSync('sh', ['-c', 'command -v dcmqrscp']).status === 0;
  if (!isThere()) installDebian('orthanc', 'orthanc-dicomweb', 'dcmtk');
  return isThere() ? null : 'Orthanc with its DICOMweb plugin and dcmtk are not installed here';
}

/** DICOM files from public projects beside this one, by folder; empty where they are not there. */
export function publicDicomFiles(folder = '.'): { readonly name: string; readonly path: string }[] {
  const root = join(FILES, folder);
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => join(root, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => ({ name: relative(FILES, path), path }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

export interface Orthanc {
  readonly web: string;
  readonly dicom: string;
  readonly httpPort: number;
  readonly dicomPort: number;
  /** True when the file was taken. */
  store(path: string): Promise<boolean>;
  /** Makes an image of these keywords and texts; answers its identifier in Orthanc. */
  make(tags: Readonly<Record<string, string>>, pixels?: string): Promise<string>;
  /** Studies it counts itself. */
  studies(): Promise<number>;
  empty(): Promise<void>;
  ask(method: string, path: string, body?: unknown): Promise<unknown>;
  /** Ends the service; its records stay for `start`. */
  end(): Promise<void>;
  start(): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

/** Debian's Orthanc on loopback. `encoding` is what it answers C-FIND in: `Utf8`, `Chinese` (GB18030), `SimplifiedChinese` (ISO 2022 IR 58). */
export async function startOrthanc(encoding: 'Utf8' | 'Chinese' | 'SimplifiedChinese' = 'Utf8'): Promise<Orthanc> {
  const home = mkdtempSync(join(tmpdir(), 'cadre-orthanc-'));
  const [httpPort, dicomPort] = [await freePort(), await freePort()];
  const settings = join(home, 'orthanc.json');
  writeFileSync(settings, JSON.stringify({
    Name: 'TEST', StorageDirectory: join(home, 'images'), IndexDirectory: join(home, 'images'), Plugins: [DICOMWEB],
    HttpPort: httpPort, HttpBindAddresses: ['127.0.0.1'], RemoteAccessAllowed: false, AuthenticationEnabled: false,
    DicomPort: dicomPort, DicomAet: 'ORTHANC', DicomCheckCalledAet: true, DicomAlwaysAllowFind: true, DicomScpTimeout: 5,
    DefaultEncoding: encoding, DicomWeb: { Enable: true, Root: '/dicom-web/' },
  }));
  const address = `http://127.0.0.1:${httpPort}`;
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(address + path, { method, ...(body === undefined ? {} : { body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) }) });
    if (!answer.ok) throw new Error(`Orthanc answered ${answer.status} to ${method} ${path}`);
    return answer.json();
  };
  let end: () => Promise<void> = () => Promise.resolve();
  const start = async (): Promise<void> => {
    const child = spawn('Orthanc', [settings], { stdio: 'ignore' });
    // A run that is broken off leaves nothing behind.
    process.once('exit', () => child.kill('SIGKILL'));
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    end = async () => {
      child.kill('SIGTERM');
      // It waits for whoever is still connected.
      const impatient = setTimeout(() => child.kill('SIGKILL'), 3_000);
      await gone;
      clearTimeout(impatient);
    };
    const deadline = Date.now() + 30_000;
    while (!(await ask('GET', '/system').catch(() => null))) {
      if (Date.now() > deadline || child.exitCode !== null) throw new Error('Orthanc does not start');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  await start();
  return {
    web: `${address}/dicom-web`,
    dicom: `dicom://ORTHANC@127.0.0.1:${dicomPort}`,
    httpPort,
    dicomPort,
    store: (path) => ask('POST', '/instances', readFileSync(path)).then(() => true, () => false),
    async make(tags, pixels) {
      const made = (await ask('POST', '/tools/create-dicom', { Tags: tags, Force: true, ...(pixels ? { Content: pixels } : {}) })) as { ID: string };
      return made.ID;
    },
    studies: async () => ((await ask('GET', '/statistics')) as { CountStudies: number }).CountStudies,
    async empty() {
      for (const id of (await ask('GET', '/patients')) as string[]) await ask('DELETE', `/patients/${id}`);
    },
    ask,
    end: () => end(),
    start,
    async stop() {
      await end();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
