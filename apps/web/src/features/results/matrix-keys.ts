import { useCallback, useEffect, type KeyboardEvent, type RefObject } from 'react';

/** A place in the matrix; column -1 is the item itself. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

interface Acts {
  readonly rows: number;
  readonly columns: number;
  readonly onTrend: (row: number) => void;
  readonly onChoose: (row: number) => void;
  readonly onAbnormalOnly: () => void;
}

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export function placeOf(element: Element): Place | null {
  const [row, column] = element.getAttribute('data-place')?.split(':').map(Number) ?? [];
  return row === undefined || column === undefined ? null : { row, column };
}

export function cellAt(table: HTMLTableElement | null, { row, column }: Place): HTMLElement | null {
  return table?.querySelector<HTMLElement>(`[data-place="${row}:${column}"]`) ?? null;
}

/** ↑↓←→ Home End move, Enter shows the course, space chooses, A shows only abnormal items. One cell is reached by Tab, the rest by arrows. */
export function useMatrixKeys(table: RefObject<HTMLTableElement | null>, acts: Acts): (event: KeyboardEvent) => void {
  const { rows, columns, onTrend, onChoose, onAbnormalOnly } = acts;
  useEffect(() => {
    // Focus is kept in the page, not in React: thousands of cells are not drawn again for one step.
    if (!table.current?.querySelector('[data-place][tabindex="0"]'))
      cellAt(table.current, { row: 0, column: 0 })?.setAttribute('tabindex', '0');
  }, [table, rows, columns]);
  return useCallback(
    (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.toLowerCase() === 'a') return onAbnormalOnly();
      const cell = (event.target as Element).closest('[data-place]');
      const from = cell && placeOf(cell);
      if (!from) return;
      if (event.key === 'Enter') return onTrend(from.row);
      const step = STEPS[event.key];
      if (event.key === ' ') onChoose(from.row);
      else if (step)
        go({ row: within(from.row + step[0], 0, rows - 1), column: within(from.column + step[1], -1, columns - 1) });
      else if (event.key === 'Home') go({ row: from.row, column: -1 });
      else if (event.key === 'End') go({ row: from.row, column: columns - 1 });
      else return;
      event.preventDefault();

      function go(to: Place): void {
        const next = cellAt(table.current, to);
        if (!next) return;
        cell?.setAttribute('tabindex', '-1');
        next.setAttribute('tabindex', '0');
        next.focus({ preventScroll: true });
        next.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      }
    },
    [table, rows, columns, onTrend, onChoose, onAbnormalOnly],
  );
}

const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
