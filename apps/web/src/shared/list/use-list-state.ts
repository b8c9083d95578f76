import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { FilterField, FilterValues } from './list-types.js';
import { queryOf, readView, writeView, type ListDefaults, type ListView } from './list-url.js';

/** What a list shows, kept in the address, and the ways to change it. */
export interface ListState extends ListView {
  /** Filters, page, size and sort as the list's API takes them. */
  readonly query: Record<string, string | number | readonly string[]>;
  /** The filters alone, for summaries and exports of the same set. */
  readonly filterQuery: Record<string, string | number | readonly string[]>;
  /** Replaces all filters; page 1. */
  search(filters: FilterValues): void;
  /** Adds or (with '') removes single filters; page 1. */
  narrow(filters: FilterValues): void;
  /** Back to the first filters of this list; page 1. */
  reset(): void;
  turnTo(page: number, pageSize?: number): void;
  sortBy(sort: string): void;
  showColumns(columns: readonly string[] | null): void;
}

export function useListState(fields: readonly FilterField[], defaults: ListDefaults): ListState {
  const [params, setParams] = useSearchParams();
  return useMemo(() => {
    const view = readView(params, fields, defaults);
    const change = (part: Partial<ListView>) =>
      setParams((current) => writeView(current, { ...view, ...part }, fields, defaults));
    const { page: _page, pageSize: _size, sort: _sort, ...filterQuery } = queryOf(view, fields);
    return {
      ...view,
      query: queryOf(view, fields),
      filterQuery,
      search: (filters) => change({ filters, page: 1 }),
      narrow: (filters) => change({ filters: { ...view.filters, ...filters }, page: 1 }),
      reset: () => change({ filters: defaults.filters, page: 1 }),
      turnTo: (page, pageSize = view.pageSize) => change({ page, pageSize }),
      sortBy: (sort) => change({ sort, page: 1 }),
      showColumns: (columns) => change({ columns }),
    };
  }, [params, setParams, fields, defaults]);
}
