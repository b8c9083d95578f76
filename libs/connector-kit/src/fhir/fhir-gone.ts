import type { FhirSource } from '../connector.js';
import type { HttpClient } from '../http/http-client.js';
import type { PulledPage, PulledRecord } from '../pull-transport.js';
import { outcomeText } from './bundle.js';
import { CHANGED, FHIR_JSON, searchItem } from './fhir-search.js';

const GONE = 410;

/**
 * Of the ids that a search did not bring, those of which the server says 410: once there, deleted since. Their messages
 * carry the id and the time of deletion. 404 says nothing, and nothing is said of it.
 */
export async function goneAmong(
  client: HttpClient,
  source: FhirSource,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<PulledRecord[]> {
  const gone: PulledRecord[] = [];
  for (const id of ids) {
    const url = client.at(`/${source.resource}/${id}`);
    const { status, lastModified, clock } = await client.ask(
      { url, accept: FHIR_JSON, allow: [404, GONE], explain: outcomeText },
      signal,
    );
    if (status !== GONE) continue;
    const deletedAt = new Date(lastModified ?? clock ?? Date.now()).toISOString();
    const { record } = searchItem(source, {
      resourceType: source.resource,
      id,
      [CHANGED.split('.')[0]!]: { lastUpdated: deletedAt },
    });
    gone.push({ ...record, deleted: true });
  }
  return gone;
}

/** The pages of a read by ids, and behind them what is gone. */
export async function* withGone(
  pages: AsyncIterable<PulledPage>,
  ids: readonly string[],
  look: (missing: readonly string[]) => Promise<PulledRecord[]>,
): AsyncGenerator<PulledPage> {
  const missing = new Set(ids);
  for await (const page of pages) {
    for (const { message } of page.records) missing.delete(message.read('id') ?? '');
    yield page.done ? { ...page, records: [...page.records, ...(await look([...missing]))] } : page;
  }
}
