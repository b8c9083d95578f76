import type { Json } from '../http/parse-json.js';
import { jsonMessage } from '../json-message.js';
import { isResource, listAt, type Resource } from './bundle.js';

/** What a path has to begin with to read what was included. */
export const INCLUDED = '$included';
const MOST_DEPTH = 4;

/** A resource with what it refers to: `$included.<Type>` is the list of those resources, nearest first, in the order of the references. */
export type Joined = Resource & { readonly [INCLUDED]: Readonly<Record<string, readonly Json[]>> };

/**
 * Puts beside a resource what it refers to, directly or through what it refers to.
 * @param wanted types that parts are read from: one that is referred to and did not come leaves a resource of its type and
 *   id only, so that the mapping sets the record aside instead of storing it with a line missing
 */
export function joinIncluded(
  resource: Resource,
  included: ReadonlyMap<string, Resource>,
  wanted: readonly string[],
): Joined {
  const contained = new Map(
    listAt(resource, 'contained')
      .filter(isResource)
      .map((inner) => [`#${textAt(inner, 'id')}`, inner]),
  );
  const found: Record<string, Json[]> = {};
  const met = new Set<string>([nameOf(resource)]);
  let edge: readonly Resource[] = [resource];
  for (let depth = 0; edge.length > 0 && depth < MOST_DEPTH; depth += 1) {
    const targets: Resource[] = [];
    for (const reference of edge.flatMap((from) => referencesIn(from))) {
      const target =
        contained.get(reference) ??
        included.get(reference) ??
        included.get(relative(reference)) ??
        missing(reference, depth, wanted);
      if (!target || met.has(nameOf(target))) continue;
      met.add(nameOf(target));
      targets.push(target);
      (found[textAt(target, 'resourceType')] ??= []).push(target);
    }
    edge = targets;
  }
  return { ...resource, [INCLUDED]: found };
}

function missing(reference: string, depth: number, wanted: readonly string[]): Resource | undefined {
  const [resourceType = '', id = ''] = relative(reference).split('/');
  return depth === 0 && id !== '' && wanted.includes(resourceType) ? { resourceType, id } : undefined;
}

/** Every `reference` inside a resource, in the order it stands there. */
function referencesIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap((entry: Json) => referencesIn(entry));
  if (!isResource(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'reference' && typeof inner === 'string' ? [withoutVersion(inner)] : referencesIn(inner),
  );
}

const withoutVersion = (reference: string): string => reference.replace(/\/_history\/[^/]+$/, '');

/** `https://host/fhir/Patient/1` → `Patient/1`. */
function relative(reference: string): string {
  return reference.split('/').slice(-2).join('/');
}

const nameOf = (resource: Resource): string => `${textAt(resource, 'resourceType')}/${textAt(resource, 'id')}`;

function textAt(value: Json, path: string): string {
  return jsonMessage(value).read(path) ?? '';
}
