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
  return JSON.stringify(ordered(value)) ?? 'null';
}

function ordered(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(ordered);
  const members = value as Record<string, unknown>;
  const copy: Record<string, unknown> = {};
  for (const name of sorted(Object.keys(members))) copy[name] = ordered(members[name]);
  return copy;
}

/** Mappings know few shapes: each is sorted once, and one writing of JSON is a third of joining the members by hand. */
const orders = new Map<string, readonly string[]>();
const MOST_SHAPES = 1_000;

function sorted(names: readonly string[]): readonly string[] {
  const shape = names.join();
  let order = orders.get(shape);
  if (!order) {
    if (orders.size >= MOST_SHAPES) orders.clear();
    orders.set(shape, (order = names.toSorted()));
  }
  return order;
}
