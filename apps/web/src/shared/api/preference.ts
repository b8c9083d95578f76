import { useCallback } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { api, useApi } from './api.js';

const SAVE_AFTER_MS = 600;
/** What is not sent yet, by path. */
const pending = new Map<string, { timer: number; send: () => void }>();

/** A page that is left before then still keeps what was chosen on it. */
function sendPending(): void {
  for (const { timer, send } of pending.values()) {
    window.clearTimeout(timer);
    send();
  }
}

/** A setting of this user kept on the server. `loaded` tells whether the kept value has arrived; a failed save keeps the choice for this visit. */
export function usePreference<T extends object>(
  key: string,
  initial: T,
): { value: T; loaded: boolean; save: (value: T) => void } {
  const path = `/me/preferences/${key}` as const;
  const client = useQueryClient();
  const answer = useApi(path, { staleTime: Infinity });
  const save = useCallback(
    (value: T) => {
      client.setQueryData([path, {}], { value });
      window.clearTimeout(pending.get(path)?.timer);
      const send = () => {
        pending.delete(path);
        api
          .request(path, { method: 'PUT', body: { value: value as Readonly<Record<string, unknown>> }, keepalive: true })
          .catch(() => undefined);
      };
      window.addEventListener('pagehide', sendPending);
      pending.set(path, { timer: window.setTimeout(send, SAVE_AFTER_MS), send });
    },
    [client, path],
  );
  // The server keeps whatever object a page gives it; only this page knows its fields.
  const kept = answer.data?.value as T | null | undefined;
  return { value: kept ?? initial, loaded: !answer.isPending, save };
}
