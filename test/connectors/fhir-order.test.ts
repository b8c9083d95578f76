import type { FhirSource } from '@cadre/connector-kit/connector';
import { openTransport } from '@cadre/connector-kit/open-transport';
import { afterEach, describe, expect, it } from 'vitest';
import { json, serve, type TestServer } from './rest-server.js';

const SOURCE: FhirSource = {
  transport: 'fhir-r4',
  resource: 'Observation',
  patientColumn: 'subject.reference.$tail',
  lookbackSeconds: 600,
};
const minute = (at: number): string => new Date(Date.UTC(2026, 2, 2) + at * 60_000).toISOString();

let server: TestServer;
afterEach(() => server.close());

/** Reads pages of these minutes from a server that says this of its order; the key of the place after each page. */
async function placesOf(
  pages: readonly (readonly number[])[],
  self: () => string | null,
): Promise<{ places: (string | null)[]; error: unknown }> {
  server = await serve(({ query }, response) => {
    const at = Number(query.get('page') ?? 0);
    const next = at + 1 < pages.length ? [{ relation: 'next', url: `/fhir/Observation?page=${at + 1}` }] : [];
    const url = self();
    const entry = pages[at]!.map((one) => ({
      resource: { resourceType: 'Observation', id: `o${one}`, meta: { lastUpdated: minute(one) } },
    }));
    json(response, {
      resourceType: 'Bundle',
      type: 'searchset',
      link: [...next, ...(url ? [{ relation: 'self', url }] : [])],
      entry,
    });
  });
  const limits = { statementTimeoutMs: 2_000, connectTimeoutMs: 1_000, maxRowsPerPage: 100 };
  const transport = openTransport('fhir-r4', { url: `${server.url}/fhir`, options: {} }, limits);
  const places: (string | null)[] = [];
  let error: unknown = null;
  try {
    const options = { pageSize: 10, signal: new AbortController().signal };
    for await (const { cursor } of transport.pull(SOURCE, { kind: 'incremental', cursor: null }, options))
      places.push(cursor?.key[0] ?? null);
  } catch (problem) {
    error = problem;
  }
  await transport.close();
  return { places, error };
}

describe('the saved place in a FHIR search', () => {
  const inOrder = [[1, 2], [3, 4], [5]];
  const sorts = (): string => '/fhir/Observation?_sort=_lastUpdated&_count=10';

  it('moves with every page where the server says that it sorts', async () => {
    expect(await placesOf(inOrder, sorts)).toEqual({ places: ['o2', 'o4', 'o5'], error: null });
  });

  it('moves with the last page only where the server does not say so, or says something else', async () => {
    for (const self of [
      () => null,
      () => '/fhir/Observation?_count=10',
      () => '/fhir/Observation?_sort=-_lastUpdated',
    ]) {
      expect(await placesOf(inOrder, self)).toEqual({ places: [null, null, 'o5'], error: null });
      await server.close();
    }
  });

  it('stays where it is when a later page breaks the order that was promised', async () => {
    const { places, error } = await placesOf(
      [
        [3, 4],
        [1, 2],
      ],
      sorts,
    );
    expect(places).toEqual(['o4']);
    expect(error).toMatchObject({ name: 'TransportError', kind: 'schema' });
  });

  it('is not moved before the end by a first page that is not in order itself', async () => {
    expect(
      await placesOf(
        [
          [4, 1],
          [2, 5],
        ],
        sorts,
      ),
    ).toEqual({ places: [null, 'o5'], error: null });
  });
});
