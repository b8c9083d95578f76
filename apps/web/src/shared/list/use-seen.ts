import { useCallback, useState } from 'react';

const MOST = 500;

/** Rows opened in this window before; they are marked 已看. */
export function useSeen(listId: string): { seen: ReadonlySet<string>; see: (key: string) => void } {
  const place = `seen.${listId}`;
  const [seen, setSeen] = useState<ReadonlySet<string>>(
    () => new Set(JSON.parse(sessionStorage.getItem(place) ?? '[]') as string[]),
  );
  const see = useCallback(
    (key: string) =>
      setSeen((before) => {
        const next = new Set([...before, key].slice(-MOST));
        sessionStorage.setItem(place, JSON.stringify([...next]));
        return next;
      }),
    [place],
  );
  return { seen, see };
}
