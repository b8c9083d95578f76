import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { masksOf, maskRow } from './masked.js';
import { callByAlias, type ListReader } from './person-name.js';

const PARTS = new WeakMap<object, Map<string, () => Type>>();

/** A field that holds rows of another class: documented as an array of it, and masked by it. */
export function RowsOf(row: () => Type, description?: string): PropertyDecorator {
  return applyDecorators(part(row), ApiProperty({ type: () => [row()], ...(description ? { description } : {}) }));
}

/** A field that holds as many rows of another class as there are places, null where a place has none. */
export function PlacesOf(row: () => Type, description: string): PropertyDecorator {
  const items = { nullable: true, allOf: [{ $ref: getSchemaPath(row()) }] };
  return applyDecorators(part(row), ApiProperty({ type: 'array', items, description }), (target: object) =>
    ApiExtraModels(row())(target.constructor),
  );
}

/** A field that holds one row of another class; without it, as said: null, left out, or never without. */
export function RowOf(row: () => Type, description?: string, without: 'null' | 'nothing' | 'never' = 'null'): PropertyDecorator {
  const absence = { required: without !== 'nothing', ...(without === 'null' ? { nullable: true } : {}) };
  return applyDecorators(part(row), ApiProperty({ type: () => row(), ...absence, ...(description ? { description } : {}) }));
}

function part(row: () => Type): PropertyDecorator {
  return (target, field) => {
    const own = PARTS.get(target) ?? new Map<string, () => Type>();
    own.set(String(field), row);
    PARTS.set(target, own);
  };
}

/** The classes of the rows that an answer class holds, its parents' included. */
export function partsOf(declared: Type): ReadonlyMap<string, Type> {
  const found = new Map<string, Type>();
  for (let proto: object | null = declared.prototype; proto && proto !== Object.prototype; proto = Object.getPrototypeOf(proto)) {
    for (const [field, row] of PARTS.get(proto) ?? []) if (!found.has(field)) found.set(field, row());
  }
  return found;
}

/**
 * Masks an answer by the class that the endpoint declares, its parts included. In place. What is asked for by itself is about
 * one person and says who he is; rows of lists, and parts of something else, do not where he is 机密.
 */
export function maskAnswer(answer: unknown, declared: Type, caller: ListReader | null, isPart = false): unknown {
  if (Array.isArray(answer)) {
    for (const row of answer) maskAnswer(row, declared, caller, true);
    return answer;
  }
  if (typeof answer !== 'object' || answer === null) return answer;
  maskRow(answer, masksOf(declared), caller);
  if (isPart) callByAlias(answer, declared, caller);
  for (const [field, row] of partsOf(declared)) maskAnswer((answer as Record<string, unknown>)[field], row, caller, true);
  return answer;
}
