import { useMemo } from 'react';
import type { Column } from './list-types.js';
import type { ListChoices } from './use-kept-list.js';
import type { ListControl } from './use-list-state.js';

export interface ColumnChoice<Row> {
  /** On show, in order, with the user's widths. */
  readonly shown: readonly Column<Row>[];
  /** All of them in the user's order, for the settings. */
  readonly all: readonly Column<Row>[];
  keep(order: readonly string[], hidden: readonly string[]): void;
  resize(key: string, width: number): void;
  reset(): void;
}

/** Which columns stand in which order: the address first, else what the user keeps on the server, else as declared. */
export function useColumns<Row>(choices: ListChoices, columns: readonly Column<Row>[], list: ListControl): ColumnChoice<Row> {
  const { kept, usual, save } = choices;
  return useMemo(() => {
    const rank = new Map(kept.order.map((key, index) => [key, index]));
    const all = [...columns]
      .sort(
        (a, b) =>
          place(a) - place(b) || (rank.get(a.key) ?? columns.indexOf(a)) - (rank.get(b.key) ?? columns.indexOf(b)),
      )
      .map((column) => ({ ...column, ...(kept.widths[column.key] && { width: kept.widths[column.key] }) }));
    const named = list.columns?.flatMap((key) => all.find((column) => column.key === key) ?? []);
    const shown = named?.length ? named : all.filter(({ key }) => !kept.hidden.includes(key));
    return {
      shown,
      all,
      keep: (order, hidden) => {
        save({ ...kept, order, hidden });
        list.showColumns(order.filter((key) => !hidden.includes(key)));
      },
      resize: (key, width) => save({ ...kept, widths: { ...kept.widths, [key]: width } }),
      reset: () => {
        save({ ...usual, ...(kept.sort && { sort: kept.sort }) });
        list.showColumns(null);
      },
    };
  }, [columns, kept, usual, list, save]);
}

/** Frozen columns stay at their edge whatever order is chosen. */
function place({ fixed }: { readonly fixed?: 'left' | 'right' }): number {
  return fixed === 'left' ? 0 : fixed === 'right' ? 2 : 1;
}
