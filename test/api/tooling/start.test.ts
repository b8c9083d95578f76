import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { announcement } from '@cadre/tooling/start/announce.mjs';
import { lockDataDir } from '@cadre/tooling/start/data-dir.mjs';
import { hostNodeProblem } from '@cadre/tooling/start/host-node.mjs';
import { Service } from '@cadre/tooling/start/service.mjs';
import { readSettings } from '@cadre/tooling/start/settings.mjs';
import { proofsIn } from '@cadre/tooling/tasks/clauses.mjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'cadre-start-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('before anything starts', () => {
  it.each(['18.20.4', '20.18.9'])('tells the owner of Node %s to install a newer one', (version) => {
    expect(hostNodeProblem(version)).toMatch(/^当前 Node\.js 版本为 .*请从 .* 安装新版本后再执行。$/);
  });

  it.each(['20.19.0', '22.0.0', '24.21.0'])('goes on under Node %s', (version) => {
    expect(hostNodeProblem(version)).toBeUndefined();
  });

  it.each([
    [{ PORT: '70000' }, 'PORT'],
    [{ MLLP_PORT: 'abc' }, 'MLLP_PORT'],
    [{ DEMO: 'yes' }, 'DEMO'],
    [{ DATABASE_URL: 'localhost' }, 'DATABASE_URL'],
  ])('names the setting that makes no sense: %o', (env, name) => {
    expect(() => readSettings(env)).toThrow(new RegExp(`环境变量 ${name}.*改正后重新启动。$`));
  });

  it('lets only one start work on a data directory', () => {
    const first = lockDataDir(folder);
    expect(() => lockDataDir(folder)).toThrow('正在被另一个 npm start');
    first.release();
    lockDataDir(folder).release();
  });

  it('takes over the data directory of a start that was killed', () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    writeFileSync(join(folder, 'start.lock'), `${dead}\n12345\n`);
    expect(lockDataDir(folder).inherited).toBe(true);
  });
});

describe('what is printed at the end', () => {
  beforeEach(() => {
    const accounts = [{ username: 'clerk', password: 'Secret-9', role: 'OFFICE_CLERK' }];
    writeFileSync(join(folder, 'demo-accounts.json'), JSON.stringify(accounts));
  });

  it('shows passwords to a person at a terminal', () => {
    expect(announcement(readSettings({ DATA_DIR: folder }), 3900, true).join('\n')).toMatch(
      /clerk +Secret-9 +OFFICE_CLERK/,
    );
  });

  it('shows a log only where the passwords are', () => {
    const text = announcement(readSettings({ DATA_DIR: folder }), 3900, false).join('\n');
    expect(text).not.toContain('Secret-9');
    expect(text).toContain(join(folder, 'demo-accounts.json'));
  });
});

describe('a process that is watched over', () => {
  const said: string[] = [];

  function service(code: string, onGivenUp: (problem: Error) => void = () => {}): Service {
    said.length = 0;
    const script = join(folder, 'script.mjs');
    writeFileSync(script, code);
    const logFile = join(folder, 'script.log');
    return new Service({
      title: '服务进程',
      args: [script],
      env: process.env,
      cwd: folder,
      logFile,
      log: (line) => said.push(line),
      onGivenUp,
    });
  }

  const alive = 'console.log(`alive ${process.pid}`); setInterval(() => {}, 1000);';
  const pidIn = (line: string): number => Number(line.split(' ')[1]);

  it('is started again after kill -9', async () => {
    const one = service(alive);
    one.start();
    const first = await one.line((line) => line.startsWith('alive'), 10_000);
    process.kill(pidIn(first), 'SIGKILL');
    const second = await one.line((line) => line.startsWith('alive') && line !== first, 10_000);
    expect(pidIn(second)).not.toBe(pidIn(first));
    expect(said[0]).toContain('意外退出（SIGKILL）');
    await one.stop(2000);
    expect(() => process.kill(pidIn(second), 0)).toThrow('ESRCH');
  });

  it('is given up with its last words when it keeps dying', async () => {
    const problem = await new Promise<Error>((resolve) =>
      service('throw new Error("no such table");', resolve).start(),
    );
    expect(problem.message).toMatch(/反复退出.*重新执行 npm start。$/);
    expect(said.join('\n')).toContain('no such table');
  });

  it('is ended by force when it does not listen', async () => {
    const one = service(`process.on('SIGTERM', () => {}); ${alive}`);
    one.start();
    const pid = pidIn(await one.line((line) => line.startsWith('alive'), 10_000));
    await one.stop(300);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  it('ends when whoever watched over it is killed', async () => {
    const script = join(folder, 'child.mjs');
    writeFileSync(
      script,
      `import { writeFileSync } from 'node:fs'; writeFileSync('pid', String(process.pid)); setInterval(() => {}, 1000);`,
    );
    const guard = new URL('../../../libs/tooling/start/end-with-parent.mjs', import.meta.url).href;
    const parent = `const { spawn } = require('node:child_process');
      spawn(process.execPath, ['--import', '${guard}', '${script}'], { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });`;
    const watcher = spawn(process.execPath, ['-e', parent], { cwd: folder });
    const pid = await eventually(() => Number(readFileSync(join(folder, 'pid'), 'utf8')) || undefined);
    watcher.kill('SIGKILL');
    await eventually(() => (isGone(pid) ? true : undefined));
  });
});

describe('the clauses of the tender', () => {
  it('are read from the names of tests, also below a table of cases', () => {
    const text = `it('R-32.d draws "<0.5" apart', () => {});\nit.each([\n  ['a'],\n])('R-B2.c names %s', () => {});\nconst note = 'R-99.a';`;
    expect(proofsIn('x.test.ts', text).map(({ criterion }) => criterion)).toEqual(['R-32.d', 'R-B2.c']);
  });
});

async function eventually<T>(question: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      const answer = question();
      if (answer !== undefined) return answer;
    } catch {
      // Not yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come');
}

function isGone(pid: number): boolean {
  try {
    return /^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}
