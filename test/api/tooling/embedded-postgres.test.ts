import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { destroyCluster, startCluster, type Cluster } from '@cadre/tooling/postgres/embedded-postgres.mjs';
import { freePort } from '@cadre/tooling/postgres/free-port.mjs';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const isRoot = process.getuid?.() === 0;
let folder: string;
let directory: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cadre-postgres-'));
  chmodSync(folder, 0o755);
  directory = join(folder, 'cluster');
});

afterEach(async () => {
  if (existsSync(join(directory, 'cluster.json'))) await destroyCluster(directory);
  rmSync(folder, { recursive: true, force: true });
});

async function ask(cluster: Cluster, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: cluster.url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
}

function killHard(pid: number): void {
  process.kill(pid, 'SIGKILL');
  // The kernel needs a moment to take the whole family away.
  spawnSync('sleep', ['0.3']);
}

describe('the embedded PostgreSQL', () => {
  it('sorts Chinese names, finds parts of them and lives in the time of Shanghai', async () => {
    const cluster = await startCluster({ directory });
    const names = await ask(cluster, "select n from unnest(array['张三', '李四', '阿黄', '王五']) n order by n");
    expect(names).toEqual(['阿黄', '李四', '王五', '张三']);
    await ask(cluster, 'create extension pg_trgm');
    expect(await ask(cluster, "select show_trgm('干部保健') <> '{}'")).toEqual([true]);
    expect(await ask(cluster, "select current_setting('timezone'), current_setting('data_checksums')")).toEqual([
      'Asia/Shanghai',
      'on',
    ]);
  });

  it('keeps its password to itself', async () => {
    const cluster = await startCluster({ directory });
    const refused = new pg.Client({ connectionString: cluster.url.replace(/:[^:@]+@/, ':guess@') });
    await expect(refused.connect()).rejects.toThrow('password authentication failed');
    const { status } = spawnSync('find', [directory, '-name', 'password', '-perm', '600', '-size', '+0'], {
      stdio: 'ignore',
    });
    expect(status).toBe(0);
  });

  it('is adopted with its data when only we were killed', async () => {
    const first = await startCluster({ directory });
    await ask(first, 'create table ward as select 7 as beds');
    const second = await startCluster({ directory });
    expect(second).toMatchObject({ pid: first.pid, port: first.port, adopted: true });
    expect(await ask(second, 'select beds from ward')).toEqual([7]);
  });

  it('recovers on the same port when it was killed itself', async () => {
    const first = await startCluster({ directory });
    await ask(first, 'create table ward as select 7 as beds');
    killHard(first.pid);
    const second = await startCluster({ directory });
    expect(second).toMatchObject({ port: first.port, adopted: false });
    expect(await ask(second, 'select beds from ward')).toEqual([7]);
  });

  it('starts although its old process number now belongs to another program', async () => {
    const first = await startCluster({ directory });
    killHard(first.pid);
    const note = join(directory, 'data/postmaster.pid');
    writeFileSync(note, readFileSync(note, 'utf8').replace(/^\d+/, String(process.pid)));
    expect((await startCluster({ directory })).adopted).toBe(false);
  });

  it('says in one sentence that a port is taken', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    await expect(startCluster({ directory, port })).rejects.toThrow(`端口 ${port} 已被占用`);
    other.close();
  });

  it('refuses a folder that holds something else', async () => {
    mkdirSync(directory);
    writeFileSync(join(directory, 'letter.txt'), '');
    await expect(startCluster({ directory })).rejects.toThrow('已有其他文件');
    expect(readFileSync(join(directory, 'letter.txt'), 'utf8')).toBe('');
  });

  it.runIf(isRoot)('lives elsewhere when its account cannot enter the directory, and is found again', async () => {
    chmodSync(folder, 0o700);
    const first = await startCluster({ directory });
    const { home } = JSON.parse(readFileSync(join(directory, 'cluster.json'), 'utf8')) as { home: string };
    expect(home).toMatch(/^\/var\/lib\/cadre-health\/cluster-/);
    await ask(first, 'create table ward as select 7 as beds');
    await first.stop();
    const second = await startCluster({ directory });
    expect(await ask(second, 'select beds from ward')).toEqual([7]);
    await destroyCluster(directory);
    expect(existsSync(home)).toBe(false);
  });

  it.runIf(isRoot)('says so when the place it moved to is gone, and never begins anew in silence', async () => {
    chmodSync(folder, 0o700);
    const cluster = await startCluster({ directory });
    await cluster.stop();
    const { home } = JSON.parse(readFileSync(join(directory, 'cluster.json'), 'utf8')) as { home: string };
    rmSync(home, { recursive: true });
    await expect(startCluster({ directory })).rejects.toThrow('不见了');
    rmSync(directory, { recursive: true });
  });
});
