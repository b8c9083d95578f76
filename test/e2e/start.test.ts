import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { destroyCluster } from '@cadre/tooling/postgres/embedded-postgres.mjs';
import { freePort } from '@cadre/tooling/postgres/free-port.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const clusters = ['postgres', 'simulators/postgres'];
const starts: Start[] = [];
let folder: string;
let dataDir: string;
let port: number;
let mllpPort: number;

interface Start {
  child: ChildProcess;
  output: () => string;
  ended: Promise<number | null>;
}

/** npm start as a stranger types it, on ports and data of its own. */
function npmStart(env: Record<string, string> = {}): Start {
  const child = spawn('node', ['libs/tooling/start/start.mjs'], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: '',
      DATA_DIR: dataDir,
      PORT: String(port),
      MLLP_PORT: String(mllpPort),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const start = {
    child,
    output: () => text,
    ended: new Promise<number | null>((resolve) => child.once('close', resolve)),
  };
  starts.push(start);
  return start;
}

async function eventually(question: () => boolean | Promise<boolean>, what: string, seconds = 60): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    if (await question()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${what} did not happen within ${seconds} s; said so far: ${starts.at(-1)?.output() ?? ''}`);
}

const isReady = async (): Promise<boolean> =>
  (await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined))?.ok ?? false;

const running = (start: Start): Promise<void> =>
  eventually(() => start.output().includes('按 Ctrl+C 停止'), 'the start', 240);

/** Processes that work on our data: told by their environment or their command line. */
function processes(script = ''): number[] {
  return readdirSync('/proc')
    .filter((name) => {
      if (!/^\d+$/.test(name) || Number(name) === process.pid) return false;
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8');
        const told = command + readFileSync(`/proc/${name}/environ`, 'utf8');
        return told.includes(dataDir) && command.includes(script);
      } catch {
        return false;
      }
    })
    .map(Number);
}

/** What an account of the demonstration is answered. */
async function asked<T>(username: string, path: string): Promise<T> {
  const accounts = JSON.parse(readFileSync(join(dataDir, 'demo-accounts.json'), 'utf8')) as { username: string; password: string }[];
  const { password } = accounts.find((account) => account.username === username)!;
  const api = `http://127.0.0.1:${port}/api/v1`;
  const signedIn = await fetch(`${api}/auth/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username, password }) });
  const { accessToken } = (await signedIn.json()) as { accessToken: string };
  return (await (await fetch(api + path, { headers: { authorization: `Bearer ${accessToken}` } })).json()) as T;
}

/** What the pretend office wrote down. */
const written = async (): Promise<{ receptions: { total: number; items: { note: string | null }[] }; missions: { total: number } }> => ({
  receptions: await asked('office.director', '/receptions?pageSize=100'), missions: await asked('office.director', '/missions'),
});

const words = (start: Start): string[] =>
  start
    .output()
    .split('\n')
    .filter((line) => line.startsWith('✗'));

describe.runIf(process.platform === 'linux')('npm start', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cadre-npm-start-'));
    // Open to the database's account, so that the clusters lie below it and are seen in the list of processes.
    chmodSync(folder, 0o755);
    dataDir = join(folder, 'data');
    [port, mllpPort] = [await freePort(), await freePort()];
    await running(npmStart());
  });

  afterAll(async () => {
    for (const { child, ended } of starts) {
      child.kill('SIGTERM');
      await ended;
    }
    for (const cluster of clusters) await destroyCluster(join(dataDir, cluster));
    rmSync(folder, { recursive: true, force: true });
  });

  it('answers, and tells a log only where the accounts are', async () => {
    const [{ output } = npmStart()] = starts;
    const file = join(dataDir, 'demo-accounts.json');
    const accounts = JSON.parse(readFileSync(file, 'utf8')) as { username: string; password: string; role: string }[];
    expect(await isReady()).toBe(true);
    expect(output()).toContain(`http://127.0.0.1:${port}`);
    expect(output()).toContain(file);
    expect(accounts.length).toBeGreaterThan(5);
    for (const { password } of accounts) expect(output()).not.toContain(password);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('R-62 R-68 has receptions and missions of the pretend office, marked as 演示数据', async () => {
    await eventually(() => readFileSync(join(dataDir, 'logs/office.log'), 'utf8').includes('caught up'), 'the writing down', 240);
    const { receptions, missions } = await written();
    expect(receptions.total).toBeGreaterThan(500);
    expect(new Set(receptions.items.map(({ note }) => note))).toEqual(new Set(['演示数据']));
    expect(missions.total).toBe(10);
  });

  it('refuses to work twice on the same data, in one sentence', async () => {
    const second = npmStart({ PORT: String(await freePort()) });
    expect(await second.ended).toBe(1);
    expect(words(second)).toEqual([expect.stringMatching(/正在被另一个 npm start.*。$/)]);
    expect(await isReady()).toBe(true);
  });

  it('says in one sentence that the port is taken, and leaves nothing behind', async () => {
    const other = join(folder, 'other');
    const second = npmStart({ DATA_DIR: other });
    expect(await second.ended).toBe(1);
    expect(words(second)).toEqual([`✗ 端口 ${port} 已被占用，请停止占用它的程序，或用环境变量 PORT 指定其他端口。`]);
    expect(readdirSync(other)).toEqual(['logs']);
  });

  it('heals when the server is killed', async () => {
    const [server] = processes('apps/api/dist/main.js');
    process.kill(server ?? 0, 'SIGKILL');
    await eventually(
      async () => !processes('apps/api/dist/main.js').includes(server ?? 0) && (await isReady()),
      'the recovery',
    );
  });

  it('comes back with everything when all of it is killed, the databases too', async () => {
    expect(processes('postgres')).toHaveLength(2);
    const accounts = readFileSync(join(dataDir, 'demo-accounts.json'), 'utf8');
    for (const pid of processes()) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // A child that went with its parent.
      }
    }
    await starts[0]?.ended;
    await running(npmStart());
    expect(await isReady()).toBe(true);
    expect(readFileSync(join(dataDir, 'demo-accounts.json'), 'utf8')).toBe(accounts);
    expect((await written()).missions.total).toBe(10);
  });

  it('ends everything it started within 15 seconds', async () => {
    const last = starts.at(-1);
    const begun = Date.now();
    last?.child.kill('SIGTERM');
    expect(await last?.ended).toBe(0);
    expect(Date.now() - begun).toBeLessThan(15_000);
    expect(processes()).toEqual([]);
    expect(await isReady()).toBe(false);
  });
});
