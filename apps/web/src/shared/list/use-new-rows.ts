import { useState } from 'react';
import type { Topic } from '../api/api.js';
import { useLive } from '../live/live.js';

/** Counts live events since `readAt` (ms). Rows are not pushed under the reader's finger: he is told and asks for them. */
export function useNewRows(topics: readonly Topic[], readAt: number): number {
  const [news, setNews] = useState({ readAt, count: 0 });
  useLive(topics, () => setNews((before) => ({ readAt, count: before.readAt === readAt ? before.count + 1 : 1 })));
  return news.readAt === readAt ? news.count : 0;
}
