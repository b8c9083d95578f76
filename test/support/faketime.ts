import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';

const WHERE = '/usr/lib/*/faketime/libfaketime.so.1';

/** The library that gives a process another clock; installed when this is Debian and we may. Null when it is not to be had. */
export function faketime(): string | null {
  const [found] = globSync(WHERE);
  if (found) return found;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'libfaketime'], {
    env: { ...process.env, RUNLEVEL: '1', DEBIAN_FRONTEND: 'noninteractive' }, stdio: 'ignore', timeout: 120_000,
  });
  return globSync(WHERE)[0] ?? null;
}
