import { createHash } from 'node:crypto';
import type { Mapped } from './mapping.js';

/** SHA-256 (hex) of what a record says: the same for the same content, whatever the order its fields were written in. */
export function contentHash(mapped: Pick<Mapped, 'record' | 'parts'>): string {
  return createHash('sha256')
    .update(canonicalJson({ parts: mapped.parts, record: mapped.record }))
    .digest('hex');
}

/** JSON with sorted keys, no spaces and no undefined members. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
