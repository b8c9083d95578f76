import { humanName } from './fhir/human-name.js';
import type { Json } from './http/parse-json.js';
import type { Message } from './mapping.js';
import { TransportError } from './transport-error.js';

/** A step into an object, or a choice in a list. */
type Step =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'entry'; readonly index: number }
  | { readonly kind: 'where'; readonly path: readonly Step[]; readonly equals: string }
  | { readonly kind: 'made'; readonly of: (value: Json) => string | null };

const GRAMMAR = /\.?[^.[\]]+|\[(?:\d{1,6}|[^=\]]+=[^\]]*)\]/y;
/** Steps that make something of what stands there: a closed list, a path carries no code. */
const MADE: Readonly<Record<string, (value: Json) => string | null>> = {
  $tail: (value) => tailOf(textOf(value) ?? '') || null,
  $person: humanName,
  $epoch: (value) => instantOfEpoch(textOf(value) ?? ''),
};
const compiled = new Map<string, readonly Step[]>();
const MOST_PATHS = 10_000;

/**
 * Reads a JSON value by paths:
 * - `data.items` members · `results[0].code` the nth entry, from 0 · a list without a choice stands for its first entry
 * - `code.coding[system=http://loinc.org].code` the first entry whose member says exactly this; the member may be a path
 *   (`identifier[type.coding.code=MR].value`), the text ends at the bracket and holds none
 * - `subject.reference.$tail` what stands behind the last `/` or `:` of a text: the id in a FHIR reference
 * - `name[use=official].$person` a FHIR HumanName as one text · `updateTime.$epoch` seconds or milliseconds since 1970 as ISO 8601
 * @param parts part name to the path of its list
 * @param silence what a list that is not there means: nothing was said of it, or (FHIR has no empty lists) there are none
 */
export function jsonMessage(
  value: Json,
  parts: Readonly<Record<string, string>> = {},
  silence: 'unknown' | 'none' = 'unknown',
): Message {
  return {
    read: (path) => textOf(jsonAt(value, path)),
    parts(name) {
      const path = parts[name];
      if (path === undefined) return undefined;
      const found = jsonAt(value, path);
      if (found === undefined || found === null) return silence === 'none' ? [] : undefined;
      return (isList(found) ? found : [found]).map((entry) => jsonMessage(entry));
    },
  };
}

/** The value at a path; undefined when there is nothing. The empty path is the value itself. */
export function jsonAt(value: Json, path: string): Json | undefined {
  return follow(value, stepsOf(path));
}

/** @throws TransportError when the text is no path: a mapping's mistake, not the source's */
function stepsOf(path: string): readonly Step[] {
  const known = compiled.get(path);
  if (known) return known;
  const steps: Step[] = [];
  for (let at = 0; at < path.length;) {
    GRAMMAR.lastIndex = at;
    const text = GRAMMAR.exec(path)?.[0];
    if (text === undefined || text.startsWith('.') !== (at > 0 && !text.startsWith('[')))
      throw new TransportError('schema', `接入配置中的字段路径“${path}”写法不正确，请检查。`);
    steps.push(stepOf(text));
    at += text.length;
  }
  if (compiled.size >= MOST_PATHS) compiled.clear();
  compiled.set(path, steps);
  return steps;
}

function stepOf(text: string): Step {
  if (!text.startsWith('[')) {
    const name = text.startsWith('.') ? text.slice(1) : text;
    return Object.hasOwn(MADE, name) ? { kind: 'made', of: MADE[name]! } : { kind: 'member', name };
  }
  const inside = text.slice(1, -1);
  const equals = inside.indexOf('=');
  if (equals < 0) return { kind: 'entry', index: Number(inside) };
  return { kind: 'where', path: stepsOf(inside.slice(0, equals)), equals: inside.slice(equals + 1) };
}

function follow(value: Json, steps: readonly Step[]): Json | undefined {
  let found: Json | undefined = value;
  for (const step of steps) {
    if (found === undefined || found === null) return undefined;
    found = take(found, step);
  }
  return found;
}

function take(value: Json, step: Step): Json | undefined {
  switch (step.kind) {
    case 'entry':
      return isList(value) ? value[step.index] : undefined;
    case 'where':
      return (isList(value) ? value : [value]).find((entry) => textOf(follow(entry, step.path)) === step.equals);
    case 'made':
      return step.of(isList(value) ? (value[0] ?? null) : value);
    case 'member': {
      const object = isList(value) ? value[0] : value;
      if (typeof object !== 'object' || object === null || isList(object)) return undefined;
      return Object.hasOwn(object, step.name) ? object[step.name] : undefined;
    }
  }
}

const tailOf = (text: string): string => text.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1);

/** Ten digits are seconds, thirteen are milliseconds. */
function instantOfEpoch(text: string): string | null {
  if (!/^\d{10}(\d{3})?$/.test(text)) return null;
  return new Date(Number(text.padEnd(13, '0'))).toISOString();
}

/** The text of a value; an object has none, a list has its first entry's. */
function textOf(value: Json | undefined): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  return isList(value) && value.length > 0 && !isList(value[0]!) ? textOf(value[0]) : null;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
