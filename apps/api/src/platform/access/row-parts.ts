import { applyDecorators, type Type } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import type { Caller } from './caller.js';
import { masksOf, maskRow } from './masked.js';

const PARTS = new WeakMap<object, Map<string, () => Type>>();

/** A field that holds rows of another class: documented as an array of it, and masked by it. */
export function RowsOf(row: () => Type, description?: string): PropertyDecorator {
  return applyDecorators(part(row), ApiProperty({ type: () => [row()], ...(description ? { description } : {}) }));
}

/** A field that holds one row of another class, or null. */
export function RowOf(row: () => Type, description?: string): PropertyDecorator {
  return applyDecorators(
    part(row),
    ApiProperty({ type: () => row(), nullable: true, ...(description ? { description } : {}) }),
  );
}

function part(row: () => Type): PropertyDecorator {
  return (target, field) => {
    const own = PARTS.get(target) ?? new Map<string, () => Type>();
    own.set(String(field), row);
    PARTS.set(target, own);
  };
}

/** Masks an answer by the class that the endpoint declares, its parts included. In place. */
export function maskAnswer(answer: unknown, declared: Type, caller: Caller | null): unknown {
  if (Array.isArray(answer)) {
    for (const row of answer) maskAnswer(row, declared, caller);
    return answer;
  }
  if (typeof answer !== 'object' || answer === null) return answer;
  maskRow(answer, masksOf(declared), caller);
  for (let proto: object | null = declared.prototype; proto && proto !== Object.prototype; proto = Object.getPrototypeOf(proto)) {
    for (const [field, row] of PARTS.get(proto) ?? []) maskAnswer((answer as Record<string, unknown>)[field], row(), caller);
  }
  return answer;
}
