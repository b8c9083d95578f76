import { globSync } from 'node:fs';
import { installDebian } from './debian-package.js';

const WHERE = '/usr/lib/*/faketime/libfaketime.so.1';

/** The library that gives a process another clock; installed when this is Debian and we may. Null when it is not to be had. */
export function faketime(): string | null {
  const [found] = globSync(WHERE);
  if (found) return found;
  installDebian('libfaketime');
  return globSync(WHERE)[0] ?? null;
}
