import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { api, useApi } from './api.js';

const SAVE_AFTER_MS = 600;
const pending = new Map<string, number>();

/** A setting of this user kept on the server. `loaded` tells whether the kept value has arrived; a failed save keeps the choice for this visit. */
export function usePreference<T>(key: string, initial: T): { value: T; loaded: boolean; save: (value: T) => void } {
  const path = `/me/preferences/${key}`;
  const client = useQueryClient();
  const answer = useApi<{ value: T | null }>(path, { staleTime: Infinity });
  const save = useCallback(
    (value: T) => {
      client.setQueryData([path, {}], { value });
      window.clearTimeout(pending.get(path));
      pending.set(
        path,
        window.setTimeout(() => {
          pending.delete(path);
          api.request(path, { method: 'PUT', body: { value } }).catch(() => undefined);
        }, SAVE_AFTER_MS),
      );
    },
    [client, path],
  );
  return { value: answer.data?.value ?? initial, loaded: !answer.isPending, save };
}
