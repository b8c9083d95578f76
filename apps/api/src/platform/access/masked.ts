import type { Type } from '@nestjs/common';
import type { Caller } from './caller.js';
import type { Permission } from './permissions.js';
import type { PersonField } from './person-fields.js';

type Mask = (value: string) => unknown;

/** What masks depend on of whoever reads. */
export type Reader = Pick<Caller, 'permissions' | 'fields'>;

interface FieldMask {
  readonly mask: Mask;
  readonly unless: Permission | undefined;
  /** Roles say how it is shown. */
  readonly field?: PersonField;
}

const MASKS = new WeakMap<object, Map<string, FieldMask>>();
const PLAIN = new WeakMap<object, Map<string, string>>();

/** Hides a field of a row class in every answer and export, unless the caller holds the permission (nobody, when none is named). */
export function Masked(mask: Mask, unless?: Permission): PropertyDecorator {
  return (target, field) => remember(MASKS, target, String(field), { mask, unless });
}

/** A field of a person that roles show plainly, masked or not at all; masked where nobody said anything. */
export function MaskedField(field: PersonField, mask: Mask): PropertyDecorator {
  return (target, name) => remember(MASKS, target, String(name), { mask, unless: undefined, field });
}

/** Says why a field with a sensitive name is shown as it is. A test wants one of the two on each such field. */
export function Plain(why: string): PropertyDecorator {
  return (target, field) => remember(PLAIN, target, String(field), why);
}

function remember<V>(store: WeakMap<object, Map<string, V>>, target: object, field: string, value: V): void {
  const own = store.get(target) ?? new Map<string, V>();
  own.set(field, value);
  store.set(target, own);
}

function collected<V>(store: WeakMap<object, Map<string, V>>, row: Type): Map<string, V> {
  const found = new Map<string, V>();
  for (let proto: object | null = row.prototype; proto && proto !== Object.prototype; proto = Object.getPrototypeOf(proto)) {
    for (const [field, value] of store.get(proto) ?? []) if (!found.has(field)) found.set(field, value);
  }
  return found;
}

/** The masks of a row class, its parents' included. */
export const masksOf = (row: Type): ReadonlyMap<string, FieldMask> => collected(MASKS, row);
export const plainReasonsOf = (row: Type): ReadonlyMap<string, string> => collected(PLAIN, row);

/** Masks one flat row in place and returns it. Null stays null. */
export function maskRow<T extends object>(row: T, masks: ReadonlyMap<string, FieldMask>, caller: Reader | null): T {
  const fields = row as Record<string, unknown>;
  for (const [field, { mask, unless, field: kind }] of masks) {
    const value = fields[field];
    if (value === null || value === undefined) continue;
    if (unless !== undefined && caller?.permissions.has(unless)) continue;
    const display = kind ? (caller?.fields[kind] ?? 'masked') : 'masked';
    if (display === 'plain') continue;
    if (display === 'hidden') {
      fields[field] = Array.isArray(value) ? [] : null;
      continue;
    }
    fields[field] = Array.isArray(value) ? value.map((one) => mask(String(one))) : mask(String(value));
  }
  return row;
}

/** For fields that are left out altogether. */
export const hidden = (): null => null;
