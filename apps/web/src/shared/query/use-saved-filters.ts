import type { Schema } from '@cadre/api-client/typed-paths';
import { api, queries, useApi } from '../api/api.js';

export type SavedFilter = Schema<'SavedFilterRow'>;
export type QueryField = Schema<'QueryFieldRow'>;

/** The named filters of a list, one's own first. */
export function useSavedFilters(list: string): readonly SavedFilter[] {
  return useApi('/saved-filters', { query: { list }, staleTime: 60_000 }).data?.items ?? [];
}

/** One filter, named or asked once. */
export function useSavedFilter(id: string): SavedFilter | undefined {
  return useApi(`/saved-filters/${id}`, { enabled: id !== '', staleTime: 60_000 }).data;
}

/** Keeps a filter and answers with it; without a name it is there for Back and reload only. */
export async function keepFilter(input: Schema<'FilterInput'>, change?: Pick<SavedFilter, 'id' | 'version'>): Promise<SavedFilter> {
  const kept = change
    ? await api.request(`/saved-filters/${change.id}`, { method: 'PUT', body: { ...input, version: change.version } })
    : await api.request('/saved-filters', { method: 'POST', body: input });
  await forgetRead();
  return kept;
}

export async function removeFilter(id: string): Promise<void> {
  await api.request(`/saved-filters/${id}`, { method: 'DELETE' });
  await forgetRead();
}

function forgetRead(): Promise<void> {
  return queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/saved-filters') });
}
