import { useMemo } from 'react';
import { usePreference } from '../api/preference.js';
import type { Column } from './list-types.js';

/** What a user has chosen of one list, kept on the server. */
export interface KeptList {
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
  /** `field` or `-field`; absent while the list's own order does. */
  readonly sort?: string;
}

export interface ListChoices {
  readonly kept: KeptList;
  /** As the list is declared. */
  readonly usual: KeptList;
  readonly loaded: boolean;
  save(kept: KeptList): void;
}

export function useKeptList<Row>(listId: string, columns: readonly Column<Row>[]): ListChoices {
  const usual = useMemo<KeptList>(
    () => ({ order: [], hidden: columns.filter(({ hidden }) => hidden).map(({ key }) => key), widths: {} }),
    [columns],
  );
  const { value: kept, loaded, save } = usePreference<KeptList>(`list.${listId}`, usual);
  return useMemo(() => ({ kept, usual, loaded, save }), [kept, usual, loaded, save]);
}

/** The kept order, unless no column of the list sorts by it any more. */
export function keptSort<Row>({ sort }: KeptList, columns: readonly Column<Row>[], usual: string): string {
  const field = sort?.replace(/^-/, '');
  return sort && columns.some((column) => (column.sort === true ? column.key : column.sort) === field) ? sort : usual;
}
