import { createHash } from 'node:crypto';
import type { Caller } from '../access/caller.js';

/** A digest of what an account may do and see: a file made with other rights is not given out. */
export function scopeKey({ scope, fields, permissions }: Caller): string {
  // Whom he has open just now changes by the minute; everybody in a file is asked for one by one.
  const { opened: _, ...lasting } = scope;
  const rights = JSON.stringify([inOrder(lasting), inOrder(fields), [...permissions].toSorted()]);
  return createHash('sha256').update(rights).digest('hex');
}

/** The same whatever order names and lists of codes stand in. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => JSON.stringify(inOrder(one))).toSorted();
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value).map(([name, one]) => [name, inOrder(one)]).toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}
