import { json, serve, type Asked, type TestServer } from './rest-server.js';

export type Resource = Record<string, unknown> & { resourceType: string; id: string; meta?: { lastUpdated?: string } };

/** A small FHIR R4 server: search by `_lastUpdated`, `_id`, `patient` and fixed elements, `_sort`, `_count`, `_include`, next links, 410. */
export interface FhirServer {
  readonly server: TestServer;
  readonly base: string;
  put(resource: Resource): void;
  remove(type: string, id: string): void;
  clear(): void;
}

/** Search parameters that are not called like the element they follow. */
const ELEMENTS: Readonly<Record<string, string>> = {
  'Encounter:service-provider': 'serviceProvider',
  'Encounter:practitioner': 'participant',
};

const name = (type: string, id: string): string => `${type}/${id}`;

export async function startFhirServer(): Promise<FhirServer> {
  const resources = new Map<string, Resource>();
  const gone = new Map<string, Date>();
  const server = await serve((asked, response) => {
    const [, , type = '', id] = asked.path.split('/');
    if (type === 'metadata') return json(response, capability(resources));
    if (id !== undefined) {
      const found = resources.get(name(type, id));
      const deletedAt = gone.get(name(type, id));
      if (found) return json(response, found);
      return json(
        response,
        outcome(deletedAt ? 'deleted' : 'not-found'),
        deletedAt ? 410 : 404,
        deletedAt ? { 'last-modified': deletedAt.toUTCString() } : {},
      );
    }
    json(response, search([...resources.values()], resources, type, asked));
  });
  return {
    server,
    base: `${server.url}/fhir`,
    put(resource) {
      // A resource that is written again stands last in the order of entry.
      resources.delete(name(resource.resourceType, resource.id));
      resources.set(name(resource.resourceType, resource.id), resource);
      gone.delete(name(resource.resourceType, resource.id));
    },
    remove(type, id) {
      resources.delete(name(type, id));
      gone.set(name(type, id), new Date());
    },
    clear() {
      resources.clear();
      gone.clear();
    },
  };
}

function search(
  all: readonly Resource[],
  byName: ReadonlyMap<string, Resource>,
  type: string,
  { query, target, headers }: Asked,
): unknown {
  const changed = (resource: Resource): number => Date.parse(resource.meta?.lastUpdated ?? '');
  const found = all.filter((resource) => resource.resourceType === type && fits(resource, query));
  if (query.get('_sort') === '_lastUpdated') found.sort((a, b) => changed(a) - changed(b));
  const from = Number(query.get('_offset') ?? 0);
  const to = from + Number(query.get('_count') ?? 20);
  const base = `http://${headers.host}`;
  const next = new URL(target, base);
  next.searchParams.set('_offset', String(to));
  const matches = found.slice(from, to);
  const included = new Map<string, Resource>();
  for (const include of query.getAll('_include')) {
    const element = ELEMENTS[include] ?? include.split(':')[1]!;
    for (const match of matches)
      for (const reference of referencesOf(match[element])) {
        const one = byName.get(reference);
        if (one) included.set(reference, one);
      }
  }
  const entry = (resource: Resource, mode: string): unknown => ({
    fullUrl: `${base}/fhir/${name(resource.resourceType, resource.id)}`,
    resource,
    search: { mode },
  });
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: found.length,
    link: [
      { relation: 'self', url: new URL(target, base).href },
      ...(to < found.length ? [{ relation: 'next', url: next.href }] : []),
    ],
    entry: [
      ...matches.map((match) => entry(match, 'match')),
      ...[...included.values()].map((one) => entry(one, 'include')),
    ],
  };
}

function fits(resource: Resource, query: URLSearchParams): boolean {
  const changed = Date.parse(resource.meta?.lastUpdated ?? '');
  const inTime = query.getAll('_lastUpdated').every((bound) => {
    const at = Date.parse(bound.slice(2));
    return bound.startsWith('ge') ? changed >= at : changed < at;
  });
  const ids = query.get('_id')?.split(',');
  const patients = query.get('patient')?.split(',');
  const subject = referencesOf(resource['subject'])[0]?.split('/')[1];
  const coded = ['category', 'class'].every((element) => {
    const codes = query.get(element)?.split(',');
    return codes?.some((code) => JSON.stringify(resource[element] ?? '').includes(`"code":"${code}"`)) ?? true;
  });
  return inTime && coded && (ids?.includes(resource.id) ?? true) && (patients?.includes(subject ?? '') ?? true);
}

function referencesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown) => referencesOf(one));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([member, inner]) =>
    member === 'reference' && typeof inner === 'string' ? [inner] : referencesOf(inner),
  );
}

function outcome(code: string): unknown {
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, diagnostics: `resource is ${code}` }] };
}

function capability(resources: ReadonlyMap<string, Resource>): unknown {
  const types = [...new Set([...resources.values()].map(({ resourceType }) => resourceType))];
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    fhirVersion: '4.0.1',
    software: { name: '测试用 FHIR 服务' },
    rest: [
      {
        mode: 'server',
        resource: types.map((type) => ({ type, interaction: [{ code: 'read' }, { code: 'search-type' }] })),
      },
    ],
  };
}
