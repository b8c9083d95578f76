import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

// Test files run side by side: whoever comes second waits for the first one's installation.
const WAIT_FOR_LOCK = ['-o', 'DPkg::Lock::Timeout=180'];
const LONGEST_MS = 240_000;

/**
 * Installs Debian's packages where we may: as root, on a machine that has apt-get. A bare machine has no package lists yet,
 * so they are fetched when the first attempt finds nothing. Whether it worked the caller sees by what is there afterwards.
 */
export function installDebian(...packages: readonly string[]): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const apt = (...words: string[]): boolean =>
    spawnSync('apt-get', [...WAIT_FOR_LOCK, '-y', '-qq', ...words], {
      // RUNLEVEL=1 keeps freshly installed services from starting.
      env: { ...process.env, RUNLEVEL: '1', DEBIAN_FRONTEND: 'noninteractive' }, stdio: 'ignore', timeout: LONGEST_MS,
    }).status === 0;
  const install = (): boolean => apt('install', '--no-install-recommends', ...packages);
  if (!install() && apt('update')) install();
}
