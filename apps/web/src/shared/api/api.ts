import { QueryCache, QueryClient, keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ApiProblem, createApiClient } from '@cadre/api-client/client';
import type {
  AnswerOf,
  ListAnswer,
  ListPath,
  PathOf,
  QueryOf,
  QueryPart,
  RowOf,
  Sent,
} from '@cadre/api-client/typed-paths';
import { BASE_URL, session } from '../session/session.js';

export type Topic = 'dictionaries' | 'visits' | 'labs' | 'checkups' | 'orders' | 'notes' | 'surgeries' | 'exams' | 'appointments' | 'roster' | 'sync' | 'notices' | 'matching' | 'operations' | 'jobs';

/** The client of every signed-in call. */
export const api = createApiClient(BASE_URL, session);

/** Only what may heal by itself is tried again: the network and a busy server, twice. */
function mayHeal(failures: number, error: Error): boolean {
  return failures < 2 && error instanceof ApiProblem && (error.status === 0 || error.status >= 502);
}

/** An account may have to change its password from now on: whoever asked learns it from `/me`. */
function noticeDuty(error: Error): void {
  if (error instanceof ApiProblem && /^(PASSWORD_CHANGE|SECOND_FACTOR)_REQUIRED$/.test(error.code)) {
    void queries.invalidateQueries({ queryKey: ['/me', {}] });
  }
}

export const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeDuty }),
  defaultOptions: { queries: { retry: mayHeal, staleTime: 10_000, refetchOnWindowFocus: false } },
});

interface Watched {
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

/** How a path is read; its query as the document has it. */
export type Read<P extends string> = Watched & QueryPart<P, 'get'>;
type Reading<P extends string> = object extends Read<P> ? [options?: Read<P>] : [options: Read<P>];
export type ListQuery<P extends ListPath> = Sent<QueryOf<P, 'get'>>;

/** The same call for a path that is only known to its caller, who has been checked. */
const ask = api.request as (path: string, call: { query?: object; signal?: AbortSignal }) => Promise<never>;

function useRead(path: string, options: Watched & { readonly query?: object | undefined } = {}) {
  const { query, topics, beneficiaryId, enabled, keep, staleTime, every } = options;
  return useQuery<never, ApiProblem>({
    queryKey: [path, query ?? {}],
    queryFn: ({ signal }) => ask(path, { ...(query && { query }), signal }),
    meta: { topics: topics ?? [], beneficiaryId: beneficiaryId ?? null },
    ...(enabled !== undefined && { enabled }),
    ...(keep && { placeholderData: keepPreviousData }),
    ...(staleTime !== undefined && { staleTime }),
    ...(every !== undefined && { refetchInterval: every }),
  });
}

/** Reads one GET path, e.g. `useApi('/beneficiaries/summary', { query, topics: ['roster'] })`. Errors are `ApiProblem`. */
export const useApi = useRead as <const P extends string>(
  path: PathOf<P, 'get'>,
  ...options: Reading<P>
) => UseQueryResult<AnswerOf<P, 'get'>, ApiProblem>;

/**
 * Reads a page of a list, for what serves every list and takes path and query as they were checked where the list was
 * declared; who knows the path takes `useApi`.
 */
export const useRows = useRead as <Row>(
  path: string,
  options: Watched & { readonly query: object },
) => UseQueryResult<ListAnswer<Row>, ApiProblem>;

/** The same page, read once and not watched. */
export function readList<P extends ListPath>(path: P, query: ListQuery<P>): Promise<ListAnswer<RowOf<P>>> {
  return ask(path, { query });
}
