import { useEffect, useRef, useState } from 'react';
import type { Topic } from '../api/api.js';
import { useLive } from '../live/live.js';

/** Events of one admission come together; the list is read once for them. */
const GATHER_MS = 700;

interface Watch {
  /** When the rows on screen were read, in ms. */
  readonly readAt: number;
  /** Whether the reader would not be disturbed if rows moved now. */
  readonly atRest: () => boolean;
  readonly again: () => void;
}

/** New rows come by themselves while nobody is busy with the list; otherwise they are counted and the reader asks for them. */
export function useNewRows(topics: readonly Topic[], watch: Watch): number {
  const [news, setNews] = useState({ readAt: 0, count: 0 });
  const latest = useRef(watch);
  const gathered = useRef(0);
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => {
    latest.current = watch;
  });
  useEffect(
    () => () => {
      window.clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  useLive(topics, () => {
    gathered.current += 1;
    timer.current ??= window.setTimeout(() => {
      const { readAt, atRest, again } = latest.current;
      const count = gathered.current;
      timer.current = undefined;
      gathered.current = 0;
      if (atRest()) again();
      else setNews((before) => ({ readAt, count: count + (before.readAt === readAt ? before.count : 0) }));
    }, GATHER_MS);
  });
  return news.readAt === watch.readAt ? news.count : 0;
}
