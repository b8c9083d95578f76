import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection, type Connection } from 'mysql2/promise';
import { installDebian } from './debian-package.js';
import { freePort } from './free-port.js';

const SERVER = '/usr/sbin/mariadbd';

/** Why a MariaDB cannot be had on this machine, or null. As root, Debian's package is installed when it is not there. */
export const noMariadb: string | null = provide();

function provide(): string | null {
  if (!existsSync(SERVER)) installDebian('mariadb-server');
  return existsSync(SERVER) ? null : 'MariaDB (Debian: mariadb-server) is not installed here';
}

export interface Mariadb {
  readonly port: number;
  /** The owner's address of a database. */
  url(database?: string): string;
  /** A connection of the owner's; the caller ends it. */
  owner(database?: string): Promise<Connection>;
  /** Ends the service and starts it again at the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Debian's MariaDB on loopback, in a folder of its own, as an unprivileged user; it ends with this process. */
export async function startMariadb(): Promise<Mariadb> {
  const home = mkdtempSync(join(tmpdir(), 'cadre-mariadb-'));
  const account = unprivileged();
  if (account) chownSync(home, account.uid, account.gid);
  const data = join(home, 'data');
  const installed = spawnSync('mariadb-install-db', ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db'], { ...account, encoding: 'utf8' });
  if (installed.status !== 0) throw new Error(`MariaDB cannot be set up: ${installed.stderr || installed.stdout}`);
  const port = await freePort();
  const address = { host: '127.0.0.1', port, user: 'root', password: '' };
  let child: ChildProcess;
  const owner = (database?: string): Promise<Connection> => createConnection({ ...address, multipleStatements: true, dateStrings: true, ...(database ? { database } : {}) });
  const start = async (): Promise<void> => {
    child = spawn(
      SERVER,
      ['--no-defaults', `--datadir=${data}`, `--socket=${join(home, 'socket')}`, `--port=${port}`, '--bind-address=127.0.0.1', '--skip-name-resolve',
        // Another zone than ours and the old way to mark an unknown date, as they are met in hospitals.
        '--default-time-zone=+00:00', '--sql-mode=NO_ENGINE_SUBSTITUTION', '--character-set-server=gbk', '--innodb-flush-log-at-trx-commit=0', '--innodb-buffer-pool-size=64M'],
      { ...account, stdio: 'ignore' },
    );
    const deadline = Date.now() + 30_000;
    for (;;) {
      const client = await owner().catch(() => null);
      if (client) return client.end();
      if (Date.now() > deadline || child.exitCode !== null) throw new Error('MariaDB does not start');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const end = async (): Promise<void> => {
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    await gone;
  };
  const endWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', endWithUs);
  await start();
  return {
    port,
    url: (database = '') => `mariadb://root:@127.0.0.1:${port}/${database}`,
    owner,
    async restart() {
      await end();
      await start();
    },
    async stop() {
      await end();
      process.off('exit', endWithUs);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Whom the server runs as when we are root; it refuses root. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(spawnSync('id', [flag, 'mysql'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}
