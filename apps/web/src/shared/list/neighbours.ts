import { useCallback, useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { isTyping } from '../keyboard/keyboard.js';

/** A filtered result that can be walked record by record, over the ends of its pages. */
export interface Walk {
  readonly total: number;
  /** The address of the record at `index` (0-based in the whole result), or null beyond its end. */
  at(index: number): Promise<string | null>;
}

export interface Neighbours {
  /** 0-based place in the result. */
  readonly index: number;
  readonly total: number;
  readonly canPrevious: boolean;
  readonly canNext: boolean;
  previous(): void;
  next(): void;
}

interface WalkState {
  readonly walk: string;
  readonly index: number;
  /** Reached by ←/→: the record takes the place of its neighbour, in the history and in its tab. */
  readonly stepped?: true;
}

/** Functions cannot live in the address; after F5 a record stands alone until its list is opened again. */
const walks = new Map<string, Walk>();

export function rememberWalk(id: string, walk: Walk, index: number): WalkState {
  walks.set(id, walk);
  return { walk: id, index };
}

/** For a page opened from a list: ‹ › and ←/→ go to the neighbours in the same filtered result. Null when not opened from one. */
export function useNeighbours(): Neighbours | null {
  const { state } = useLocation() as { state: Partial<WalkState> | null };
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const id = state?.walk;
  const index = state?.index ?? 0;
  const walk = id ? walks.get(id) : undefined;
  const go = useCallback(
    (to: number) => {
      if (!walk || busy || to < 0 || to >= walk.total) return;
      setBusy(true);
      const step = (href: string | null) => {
        setBusy(false);
        if (href) void navigate(href, { replace: true, state: { walk: id, index: to, stepped: true } });
      };
      walk.at(to).then(step, () => step(null));
    },
    [walk, busy, id, navigate],
  );

  useEffect(() => {
    if (!walk) return undefined;
    const walkByKey = (event: KeyboardEvent) => {
      if (isTyping(event) || event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
      if (event.key === 'ArrowLeft') go(index - 1);
      if (event.key === 'ArrowRight') go(index + 1);
    };
    document.addEventListener('keydown', walkByKey);
    return () => document.removeEventListener('keydown', walkByKey);
  }, [walk, go, index]);

  if (!walk) return null;
  return {
    index,
    total: walk.total,
    canPrevious: index > 0,
    canNext: index < walk.total - 1,
    previous: () => go(index - 1),
    next: () => go(index + 1),
  };
}
