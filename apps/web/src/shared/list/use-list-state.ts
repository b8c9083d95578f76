import { useMemo } from 'react';
import type { ListPath } from '@cadre/api-client/typed-paths';
import { useSearchParams } from 'react-router-dom';
import type { ListQuery } from '../api/api.js';
import type { FilterField, FilterValues } from './list-types.js';
import { queryOf, readView, writeView, type ListDefaults, type ListView, type PageSize } from './list-url.js';

/** What a list shows, kept in the address, and the ways to change it. */
export interface ListControl extends ListView {
  /** Replaces all filters; page 1. */
  search(filters: FilterValues): void;
  /** Adds or (with '') removes single filters; page 1. */
  narrow(filters: FilterValues): void;
  /** Back to the first filters of this list; page 1. */
  reset(): void;
  turnTo(page: number, pageSize?: PageSize): void;
  sortBy(sort: string): void;
  showColumns(columns: readonly string[] | null): void;
}

export interface ListState<P extends ListPath> extends ListControl {
  /** Filters, page, size and sort as the list's API takes them. */
  readonly query: ListQuery<P>;
  /** The filters alone, for summaries and exports of the same set. */
  readonly filterQuery: Omit<ListQuery<P>, 'page' | 'pageSize' | 'sort'>;
}

export function useListState<P extends ListPath>(fields: readonly FilterField[], defaults: ListDefaults): ListState<P> {
  const [params, setParams] = useSearchParams();
  return useMemo(() => {
    const view = readView(params, fields, defaults);
    const change = (part: Partial<ListView>) =>
      setParams((current) => writeView(current, { ...view, ...part }, fields, defaults));
    // Names come from the declared filters, values from the address: the server refuses those it does not know.
    const { page: _page, pageSize: _size, sort: _sort, ...filterQuery } = queryOf(view, fields);
    return {
      ...view,
      query: queryOf(view, fields) as ListQuery<P>,
      filterQuery: filterQuery as ListState<P>['filterQuery'],
      search: (filters) => change({ filters, page: 1 }),
      narrow: (filters) => change({ filters: { ...view.filters, ...filters }, page: 1 }),
      reset: () => change({ filters: defaults.filters, page: 1 }),
      turnTo: (page, pageSize = view.pageSize) => change({ page, pageSize }),
      sortBy: (sort) => change({ sort, page: 1 }),
      showColumns: (columns) => change({ columns }),
    };
  }, [params, setParams, fields, defaults]);
}
