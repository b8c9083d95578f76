import { applyDecorators, type Type } from '@nestjs/common';
import type { Caller, OpenedPerson } from './caller.js';
import { masksOf, Plain, type Reader } from './masked.js';

/** Who reads a list, and whom he has open; without a request nobody. */
export type ListReader = Reader & Partial<Pick<Caller, 'scope' | 'request'>>;

const NAMES = new WeakMap<object, Set<string>>();
const TELLING = new WeakMap<object, Set<string>>();

/** The name of the person that a row is about; of somebody 机密 every list shows what he is called among others instead. */
export function PersonName(): PropertyDecorator {
  return applyDecorators(Plain('Staff call people by their name; who may see the person is the row policy'), mark(NAMES));
}

/** What tells who somebody is although his name is not there: his employer, his post, his birthday. Empty beside such a name. */
export function TellsWho(): PropertyDecorator {
  return mark(TELLING);
}

function mark(store: WeakMap<object, Set<string>>): PropertyDecorator {
  return (target, field) => void store.set(target, (store.get(target) ?? new Set()).add(String(field)));
}

function fieldsOf(store: WeakMap<object, Set<string>>, declared: Type): string[] {
  const found: string[] = [];
  for (let proto: object | null = declared.prototype; proto && proto !== Object.prototype; proto = Object.getPrototypeOf(proto)) {
    found.push(...(store.get(proto) ?? []));
  }
  return found;
}

/** Whom a row is about, where he is a 机密 person who is open to the caller. */
function openedIn(row: object, caller: ListReader | null): OpenedPerson | undefined {
  if (!caller?.scope?.opened.length || !('beneficiaryId' in row)) return undefined;
  return caller.scope.opened.find(({ beneficiaryId }) => beneficiaryId === row.beneficiaryId);
}

/**
 * R-91.b in one place: in whatever is a list, the 机密 people who are open to its reader stand by what they are called among
 * others. In place. Only his own page says who he is.
 */
export function callByAlias<T extends object>(row: T, declared: Type, caller: ListReader | null): T {
  const person = openedIn(row, caller);
  const { object, params } = caller?.request ?? {};
  if (!person || (object === 'beneficiaries' && params?.['id'] === person.beneficiaryId)) return row;
  const fields = row as Record<string, unknown>;
  for (const name of fieldsOf(NAMES, declared)) if (fields[name] !== null) fields[name] = person.shownAs;
  const numbers = [...masksOf(declared)].flatMap(([field, { field: kind }]) => (kind ? [field] : []));
  for (const field of [...fieldsOf(TELLING, declared), ...numbers]) if (field in fields) fields[field] = empty(fields[field]);
  return row;
}

/** The same in a file, where nothing but that name may stand of whoever is not to leave the house. In place. */
export function sealInFile<T extends object>(row: T, declared: Type, caller: Caller): T {
  callByAlias(row, declared, caller);
  const sealed = openedIn(row, caller)?.sealed ?? ('needsOpening' in row && row.needsOpening === true);
  if (!sealed) return row;
  const names = new Set(fieldsOf(NAMES, declared));
  const fields = row as Record<string, unknown>;
  for (const field of Object.keys(fields)) if (!names.has(field)) fields[field] = empty(fields[field]);
  return row;
}

const empty = (value: unknown): null | [] => (Array.isArray(value) ? [] : null);
