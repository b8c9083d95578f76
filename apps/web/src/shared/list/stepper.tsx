import { useEffect, useState } from 'react';
import type { RowWalk } from './row-walk.js';

/** The way from one row of a filtered result to its neighbours. */
export interface Steps {
  /** 0-based; null when it is not known where the row stands. */
  readonly place: number | null;
  readonly total: number;
  go(by: 1 | -1): void;
}

const MEANT_OTHERWISE = 'input, textarea, select, [contenteditable="true"], [role="tablist"], [role="menu"], [role="listbox"]';

/** ←/→ and the buttons of {@link Stepper} while the row `id` is open beside its list. */
export function useSteps(id: string | null, walk: RowWalk<{ readonly id: string }>, onOpen: (id: string) => void): Steps {
  const [reached, setReached] = useState<{ readonly id: string; readonly place: number } | null>(null);
  const place = id === null ? null : reached?.id === id ? reached.place : walk.placeOf(id);
  const go = (by: 1 | -1): void => {
    if (place === null || place + by < 0 || place + by >= walk.total) return;
    walk.at(place + by).then(
      (row) => {
        if (!row) return;
        setReached({ id: row.id, place: place + by });
        onOpen(row.id);
      },
      // The list says itself why it cannot be read.
      () => undefined,
    );
  };
  useEffect(() => {
    if (id === null) return undefined;
    const press = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(MEANT_OTHERWISE)) return;
      if (event.key === 'ArrowLeft') go(-1);
      if (event.key === 'ArrowRight') go(1);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  });
  return { place, total: walk.total, go };
}

/** ‹ 3 / 47 › */
export function Stepper({ steps: { place, total, go } }: { steps: Steps }) {
  if (place === null) return null;
  return (
    <span className="list-steps" role="group" aria-label="列表中的上一条和下一条">
      <button type="button" disabled={place === 0} onClick={() => go(-1)} title="上一条（←）" aria-label="上一条">
        ‹
      </button>
      <span>
        {place + 1} / {total}
      </span>
      <button type="button" disabled={place >= total - 1} onClick={() => go(1)} title="下一条（→）" aria-label="下一条">
        ›
      </button>
    </span>
  );
}
