import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Resource } from './fhir-server.js';

const DIRECTORY = fileURLToPath(new URL('../../../shared/data/fhir/synthea-r4/', import.meta.url));

/** Why the public Synthea bundles cannot be read here; null: they can. */
export const syntheaMissing = existsSync(DIRECTORY)
  ? null
  : 'the public Synthea bundles do not lie beside the project (../shared/data/fhir/synthea-r4)';

interface Bundle {
  readonly entry: readonly { readonly fullUrl: string; readonly resource: Resource }[];
}

/**
 * Every resource of the bundles as a server holds it: references say `Type/id`, each bundle was stored in one transaction
 * and so shares one time of change. Numbers keep the digits of the file.
 */
export function syntheaResources(): Resource[] {
  return readdirSync(DIRECTORY)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .flatMap((file, at) => {
      const { entry } = JSON.parse(readFileSync(DIRECTORY + file, 'utf8'), digitsKept) as Bundle;
      const names = new Map(entry.map(({ fullUrl, resource }) => [fullUrl, `${resource.resourceType}/${resource.id}`]));
      const lastUpdated = new Date(Date.UTC(2026, 9, 1, 0, at * 7)).toISOString();
      return entry.map(({ resource }) => ({
        ...(pointed(resource, names) as Resource),
        meta: { ...resource.meta, lastUpdated },
      }));
    });
}

/** The runtime's own way to keep a number as it is written, which TypeScript's library does not know yet. */
const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown };
function digitsKept(this: unknown, _name: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' ? rawJSON(context!.source!) : value;
}

function pointed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => pointed(one, names));
  if (typeof value !== 'object' || value === null || 'rawJSON' in value) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => [
      member,
      member === 'reference' ? (names.get(inner as string) ?? inner) : pointed(inner, names),
    ]),
  );
}
