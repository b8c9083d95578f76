import { useEffect, useRef, useState } from 'react';
import { ApiProblem } from '@cadre/api-client/client';
import { api, queries } from '../../shared/api/api.js';
import { sentenceOf } from '../../shared/problem/sentence.js';
import type { Edition } from './checkups.js';
import { draftOf, forgetDraft, isOurs, keepDraft, keptDraft, sameDraft, type Draft } from './summary-draft.js';

const PAUSE_MS = 1_500;
const RETRY_MS = 4_000;

/** saved: the server has it · waiting: typed, goes out in a moment · offline: kept here, tried again · refused: the server said why. */
export type SaveState = 'saved' | 'waiting' | 'saving' | 'offline' | 'refused';

export interface DraftControl {
  readonly draft: Draft;
  readonly state: SaveState;
  readonly problem: string | null;
  /** The other's text when two wrote at once; null otherwise. */
  readonly theirs: Edition | null;
  readonly version: number | null;
  change(part: Partial<Draft>): void;
  /** Ends a conflict with the words that shall hold. */
  settle(draft: Draft): void;
  /** Resolves the version that the server holds once everything typed has reached it; null when it has not. */
  flush(): Promise<number | null>;
}

/** Types, keeps, sends: what is typed is kept in this window at once and on the server after a pause, never over somebody else's words. */
export function useSummaryDraft(checkupId: string, userId: string, edition: Edition | null): DraftControl {
  const [kept] = useState(() => keptDraft(userId, checkupId));
  const [draft, setDraft] = useState<Draft>(kept?.draft ?? draftOf(edition));
  const [state, setState] = useState<SaveState>(kept ? 'waiting' : 'saved');
  const [problem, setProblem] = useState<string | null>(null);
  const [theirs, setTheirs] = useState<Edition | null>(
    kept && edition && kept.version !== edition.version && !isOurs(edition, kept) ? edition : null,
  );
  const version = useRef<number | null>(kept && !(edition && isOurs(edition, kept)) ? kept.version : (edition?.version ?? null));
  const outgoing = useRef<Draft | null>(kept?.sent ?? null);
  const latest = useRef(draft);
  const dirty = useRef(kept !== null);
  const sending = useRef<Promise<number | null> | null>(null);

  useEffect(() => {
    // Somebody else's newer words are taken over while nothing is typed here; otherwise saving finds out.
    if (!edition || dirty.current || sending.current || edition.version === version.current) return;
    version.current = edition.version;
    latest.current = draftOf(edition);
    setDraft(latest.current);
  }, [edition]);

  async function send(): Promise<number | null> {
    const sent = latest.current;
    setState('saving');
    outgoing.current = sent;
    keepDraft(userId, checkupId, { draft: sent, version: version.current, sent });
    try {
      const saved = await api.request(`/checkups/${checkupId}/summary`, {
        method: 'PUT',
        body: { ...sent, advice: [...sent.advice], ...(version.current !== null && { version: version.current }) },
      });
      version.current = saved.version;
      outgoing.current = null;
      setProblem(null);
      if (sameDraft(sent, latest.current)) {
        dirty.current = false;
        forgetDraft(userId, checkupId);
        setState('saved');
      } else {
        keepDraft(userId, checkupId, { draft: latest.current, version: saved.version, sent: null });
        setState('waiting');
      }
      return saved.version;
    } catch (error) {
      await failed(error);
      return null;
    }
  }

  async function failed(error: unknown): Promise<void> {
    if (error instanceof ApiProblem && error.status === 412) {
      const view = await api.request(`/checkups/${checkupId}/summary`).catch(() => null);
      const held = view?.editions[0] ?? null;
      if (held && isOurs(held, { draft: latest.current, sent: outgoing.current })) {
        version.current = held.version;
        setState('waiting');
        return;
      }
      setTheirs(held);
      setState(view ? 'refused' : 'offline');
      setProblem(sentenceOf(error));
      return;
    }
    const mayHeal = error instanceof ApiProblem && (error.status === 0 || error.status >= 500);
    setState(mayHeal ? 'offline' : 'refused');
    setProblem(sentenceOf(error));
  }

  function flush(): Promise<number | null> {
    if (theirs) return Promise.resolve(null);
    if (!dirty.current && !sending.current) return Promise.resolve(version.current);
    sending.current ??= send().finally(() => {
      sending.current = null;
    });
    return sending.current.then((held) => (held !== null && dirty.current ? flush() : held));
  }

  useEffect(() => {
    if (theirs || (state !== 'waiting' && state !== 'offline')) return;
    const timer = setTimeout(() => void flush(), state === 'offline' ? RETRY_MS : PAUSE_MS);
    const online = () => void flush();
    window.addEventListener('online', online);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', online);
    };
  });

  function take(next: Draft): void {
    latest.current = next;
    dirty.current = true;
    setDraft(next);
    setState('waiting');
    keepDraft(userId, checkupId, { draft: next, version: version.current, sent: outgoing.current });
  }

  return {
    draft,
    state,
    problem,
    theirs,
    version: version.current,
    change: (part) => take({ ...latest.current, ...part }),
    settle: (chosen) => {
      version.current = theirs?.version ?? version.current;
      setTheirs(null);
      setProblem(null);
      take(chosen);
      void queries.invalidateQueries({ queryKey: [`/checkups/${checkupId}/summary`] });
    },
    flush,
  };
}
