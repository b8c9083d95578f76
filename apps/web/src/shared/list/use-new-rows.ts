import { useEffect, useState } from 'react';
import type { Topic } from '../api/api.js';
import { useLive } from '../live/live.js';

/** Counts live events since `readAt` (ms). Rows are not pushed under the reader's finger: he is told and asks for them. */
export function useNewRows(topics: readonly Topic[], readAt: number): number {
  const [count, setCount] = useState(0);
  useEffect(() => setCount(0), [readAt]);
  useLive(topics, () => setCount((before) => before + 1));
  return count;
}
