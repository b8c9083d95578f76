import type { FilterField, FilterValues } from './list-types.js';

export const PAGE_SIZES = [10, 20, 50, 100] as const;
export type PageSize = (typeof PAGE_SIZES)[number];
export const DEFAULT_SIZE: PageSize = 20;

export interface ListView {
  readonly filters: FilterValues;
  readonly page: number;
  readonly pageSize: PageSize;
  /** `field`, or `-field` for newest or largest first. */
  readonly sort: string;
  /** Keys of the columns on show, in order; null means as the user keeps them. */
  readonly columns: readonly string[] | null;
}

export interface ListDefaults {
  readonly filters: FilterValues;
  readonly sort: string;
  /** What the user keeps; an address that names no order is shown in it. */
  readonly keptSort?: string;
}

export function namesOf(field: FilterField): readonly string[] {
  return typeof field.name === 'string' ? [field.name] : field.name;
}

/** The page size that an address names, if it is one of ours. */
export function pageSizeIn(search: URLSearchParams): PageSize {
  const size = Number(search.get('pageSize'));
  return PAGE_SIZES.find((one) => one === size) ?? DEFAULT_SIZE;
}

/** What an address shows. A first filter holds until the address names it; named but empty means taken away. */
export function readView(search: URLSearchParams, fields: readonly FilterField[], defaults: ListDefaults): ListView {
  const filters: Record<string, string> = {};
  for (const name of fields.flatMap(namesOf)) {
    const value = search.get(name) ?? defaults.filters[name] ?? '';
    if (value) filters[name] = value;
  }
  return {
    filters,
    page: Math.max(1, Math.floor(Number(search.get('page'))) || 1),
    pageSize: pageSizeIn(search),
    sort: search.get('sort') ?? defaults.keptSort ?? defaults.sort,
    columns: search.get('columns')?.split(',') ?? null,
  };
}

/** The shortest address that shows `view` again; parameters that are not the list's own stay as they are. */
export function writeView(
  search: URLSearchParams,
  view: ListView,
  fields: readonly FilterField[],
  defaults: ListDefaults,
): URLSearchParams {
  const next = new URLSearchParams(search);
  const put = (name: string, value: string, usual: string) =>
    value === usual ? next.delete(name) : next.set(name, value);
  for (const name of fields.flatMap(namesOf)) put(name, view.filters[name] ?? '', defaults.filters[name] ?? '');
  put('page', String(view.page), '1');
  put('pageSize', String(view.pageSize), String(DEFAULT_SIZE));
  put('sort', view.sort, defaults.sort);
  put('columns', view.columns?.join(',') ?? '', '');
  return next;
}

/** The query of the list's API: a `multi` filter becomes a repeated parameter. */
export function queryOf(
  view: ListView,
  fields: readonly FilterField[],
): Record<string, string | number | readonly string[]> {
  const multi = new Set(fields.filter(({ kind }) => kind === 'multi').flatMap(namesOf));
  const filters = Object.entries(view.filters).map(
    ([name, value]) => [name, multi.has(name) ? value.split(',') : value] as const,
  );
  return {
    ...Object.fromEntries(filters),
    page: view.page,
    pageSize: view.pageSize,
    ...(view.sort && { sort: view.sort }),
  };
}
