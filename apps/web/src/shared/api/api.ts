import { QueryClient, keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ApiProblem, createApiClient, type QueryValue } from '@cadre/api-client/client';
import { BASE_URL, session } from '../session/session.js';

export type Topic = 'visits' | 'labs' | 'checkups' | 'roster' | 'sync' | 'notices' | 'matching';
export type QueryRecord = Readonly<Record<string, QueryValue>>;

/** The client of every signed-in call. */
export const api = createApiClient(BASE_URL, session);

/** Only what may heal by itself is tried again: the network and a busy server, twice. */
function mayHeal(failures: number, error: Error): boolean {
  return failures < 2 && error instanceof ApiProblem && (error.status === 0 || error.status >= 502);
}

export const queries = new QueryClient({
  defaultOptions: { queries: { retry: mayHeal, staleTime: 10_000, refetchOnWindowFocus: false } },
});

export interface ReadOptions {
  readonly query?: QueryRecord | undefined;
  /** Live events that make the answer old; it is then read again. */
  readonly topics?: readonly Topic[];
  /** Narrows `topics` to events of one person. */
  readonly beneficiaryId?: string | undefined;
  readonly enabled?: boolean;
  /** Shows the last answer while a changed query is read. */
  readonly keep?: boolean;
  /** How long an answer counts as fresh, in ms. */
  readonly staleTime?: number;
  /** Read again after this time, in ms, while the window is in front. */
  readonly every?: number;
}

/** Reads one GET path, e.g. `useApi<Summary>('/beneficiaries/summary', { query, topics: ['roster'] })`. Errors are `ApiProblem`. */
export function useApi<T>(path: string, options: ReadOptions = {}): UseQueryResult<T, ApiProblem> {
  const { query, topics, beneficiaryId, enabled, keep, staleTime, every } = options;
  return useQuery<T, ApiProblem>({
    queryKey: [path, query ?? {}],
    queryFn: ({ signal }) => api.request<T>(path, { ...(query && { query }), signal }),
    meta: { topics: topics ?? [], beneficiaryId: beneficiaryId ?? null },
    ...(enabled !== undefined && { enabled }),
    ...(keep && { placeholderData: keepPreviousData }),
    ...(staleTime !== undefined && { staleTime }),
    ...(every !== undefined && { refetchInterval: every }),
  });
}
