import { readFileSync } from 'node:fs';
import type { Operation } from './operations.js';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly allOf?: readonly Schema[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly minItems?: number;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { requestBody?: { content: Record<string, { schema?: Schema }> } }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const DOCUMENT = JSON.parse(readFileSync(new URL('../../../openapi/openapi.json', import.meta.url), 'utf8')) as Document;
const DAY = '2026-11-20';

/** A body that the operation's published schema would take, with `id` wherever an id belongs; undefined when it takes none. */
export function bodyOf({ method, path }: Operation, id: string): unknown {
  const described = DOCUMENT.paths[`/api/v1${path}`]?.[method.toLowerCase()];
  const schema = described?.requestBody?.content['application/json']?.schema;
  return schema && valueOf(schema, id, '');
}

function valueOf(schema: Schema, id: string, name: string): unknown {
  const known = schema.$ref ? DOCUMENT.components.schemas[schema.$ref.split('/').at(-1)!]! : (schema.allOf?.[0] ?? schema);
  if (known !== schema) return valueOf(known, id, name);
  if (schema.enum?.length) return schema.enum[0];
  switch (schema.type) {
    case 'object':
      return Object.fromEntries((schema.required ?? []).map((field) => [field, valueOf(schema.properties?.[field] ?? {}, id, field)]));
    case 'array':
      return Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () => valueOf(schema.items ?? {}, id, name));
    case 'number':
    case 'integer':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    default:
      return textOf(schema, id, name);
  }
}

function textOf({ format, minLength = 0 }: Schema, id: string, name: string): string {
  if (format === 'uuid' || /(^i|I)ds?$/.test(name)) return id;
  if (format === 'date') return DAY;
  if (format === 'date-time') return `${DAY}T10:00:00+08:00`;
  return '查无此事'.padEnd(minLength, '。');
}
