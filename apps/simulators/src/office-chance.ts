import { createHash } from 'node:crypto';

/** A number from 0 to 1 that is the same for the same thing and purpose at every start. */
export function share(id: string, purpose: string): number {
  return createHash('sha256').update(`${purpose} ${id}`).digest().readUInt32BE(0) / 2 ** 32;
}

/** One of several; throws when there is none. */
export function pick<T>(list: readonly T[], id: string, purpose: string): T {
  const one = list[Math.floor(share(id, purpose) * list.length)];
  if (one === undefined) throw new Error(`nothing to choose from for ${purpose}`);
  return one;
}
