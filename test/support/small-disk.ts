import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own that can be filled up without harm to the machine. */
export interface SmallDisk {
  readonly directory: string;
  /** Leaves only so much room. */
  fill(leaveMb: number): void;
  empty(): void;
  unmount(): void;
}

const MB = 1024 * 1024;

/** Null where we may not mount anything. */
export function mountSmallDisk(sizeMb: number): SmallDisk | null {
  const directory = mkdtempSync(join(tmpdir(), 'cadre-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m`, 'tmpfs', directory]);
  if (mounted.status !== 0) {
    rmSync(directory, { recursive: true });
    return null;
  }
  // The database runs under another user than the test.
  chmodSync(directory, 0o777);
  const ballast = join(directory, 'ballast');
  return {
    directory,
    fill: (leaveMb) => {
      const { bavail, bsize } = statfsSync(directory);
      try {
        writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - leaveMb * MB)));
      } catch (problem) {
        // Somebody else was writing meanwhile: fuller than wanted is full.
        if ((problem as NodeJS.ErrnoException).code !== 'ENOSPC') throw problem;
      }
    },
    empty: () => rmSync(ballast, { force: true }),
    unmount: () => {
      spawnSync('umount', [directory]);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
