import { useEffect, useRef, useSyncExternalStore } from 'react';
import { api, queries, type Topic } from '../api/api.js';

export interface LiveEvent {
  readonly topic: Topic;
  readonly beneficiaryId: string | null;
  readonly at: string;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** A burst of events of one admission makes one re-read, not twenty. */
const GATHER_MS = 400;

const listeners = new Set<(event: LiveEvent) => void>();
const watchers = new Set<() => void>();
/** Until the first loss nothing is missed: pages have just been read. */
let connected = true;
let gathered: LiveEvent[] = [];

/** Keeps the stream of changes open until `signal` is aborted; every loss is followed by a new attempt, later each time. */
export async function keepLive(signal: AbortSignal): Promise<void> {
  let wait = FIRST_WAIT_MS;
  let lost = false;
  while (!signal.aborted) {
    try {
      const answer = await api.open('/live', { signal });
      become(true);
      // What changed while the line was down is unknown: read again all that is on screen.
      if (lost) void queries.invalidateQueries({ predicate: (query) => topicsOf(query.meta).length > 0 });
      wait = FIRST_WAIT_MS;
      await readEvents(answer, receive);
    } catch {
      if (signal.aborted) break;
    }
    lost = true;
    become(false);
    await new Promise((resolve) => window.setTimeout(resolve, wait * (0.75 + Math.random() / 2)));
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
}

async function readEvents(answer: Response, tell: (event: LiveEvent) => void): Promise<void> {
  const reader = answer.body?.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    const lines = (rest + decoder.decode(part.value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('data:')) tell(JSON.parse(line.slice(5)) as LiveEvent);
  }
}

function receive(event: LiveEvent): void {
  listeners.forEach((listen) => listen(event));
  if (gathered.push(event) > 1) return;
  window.setTimeout(() => {
    const events = gathered;
    gathered = [];
    void queries.invalidateQueries({ predicate: (query) => events.some((one) => concerns(one, query.meta)) });
  }, GATHER_MS);
}

function concerns(event: LiveEvent, meta: Record<string, unknown> | undefined): boolean {
  const person = meta?.['beneficiaryId'];
  return topicsOf(meta).includes(event.topic) && (!person || !event.beneficiaryId || person === event.beneficiaryId);
}

function topicsOf(meta: Record<string, unknown> | undefined): readonly Topic[] {
  return (meta?.['topics'] as readonly Topic[] | undefined) ?? [];
}

function become(next: boolean): void {
  if (connected === next) return;
  connected = next;
  watchers.forEach((tell) => tell());
}

/** Calls `listen` for every live event of these topics while the component is on screen. */
export function useLive(topics: readonly Topic[], listen: (event: LiveEvent) => void): void {
  const latest = useRef(listen);
  useEffect(() => {
    latest.current = listen;
  });
  const wanted = topics.join();
  useEffect(() => {
    const hear = (event: LiveEvent) => {
      if (wanted.split(',').includes(event.topic)) latest.current(event);
    };
    listeners.add(hear);
    return () => {
      listeners.delete(hear);
    };
  }, [wanted]);
}

/** False while the stream is down and pages may be older than they look. */
export function useConnected(): boolean {
  return useSyncExternalStore(
    (tell) => {
      watchers.add(tell);
      return () => watchers.delete(tell);
    },
    () => connected,
  );
}
