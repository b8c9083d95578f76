import { useMemo } from 'react';
import { useApi } from '../../shared/api/api.js';
import type { Choice } from '../../shared/api/dictionaries.js';

const REREAD_MS = 5_000;

/** The sources and what their ids are called. */
export function useSources() {
  const answer = useApi('/extraction/sources', {
    topics: ['sync'],
    staleTime: REREAD_MS,
  });
  const sources = answer.data?.items;
  const names = useMemo(
    () => ({
      choices: (sources ?? []).map<Choice>(({ id, name }) => ({ value: id, label: name })),
      sourceName: (id: string) => sources?.find((source) => source.id === id)?.name ?? id,
      streamName: (sourceId: string, id: string) =>
        sources?.find((source) => source.id === sourceId)?.streams.find((stream) => stream.id === id)?.name ?? id,
    }),
    [sources],
  );
  return { answer, sources: sources ?? [], ...names };
}
