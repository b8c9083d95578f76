import type { ReactNode } from 'react';
import type { ExportPath, ListPath, QueryOf, RowOf } from '@cadre/api-client/typed-paths';
import type { Permission } from '../access/access.js';
import type { Topic } from '../api/api.js';
import type { Column, FilterName, ListFilter } from './list-types.js';
import type { ListState } from './use-list-state.js';
import type { RowWalk } from './row-walk.js';

/** What the list's API sorts by; '' where it has one order only. */
type SortOf<P extends ListPath> = QueryOf<P, 'get'> extends { sort?: infer Sort } ? Extract<Sort, string> : '';

/** What a page declares of its list; filters, sort and rows are those of the path in the API document. */
export interface ListPageProps<P extends ListPath> {
  /** Names the kept columns: `/me/preferences/list.<id>`. */
  readonly id: string;
  readonly title: string;
  /** What the list holds and how it counts (口径). */
  readonly note?: ReactNode;
  readonly path: P;
  /** Without it everybody who is signed in sees the list: of what is his own. */
  readonly permission?: Permission;
  readonly filters: readonly ListFilter<P>[];
  readonly columns: readonly Column<RowOf<P>>[];
  /** The first sort, stated on screen by its arrow. */
  readonly sort: SortOf<P>;
  /** The first filters, e.g. `{ from, to }` of the last 30 days; stated on screen as chips. */
  readonly first?: Readonly<Partial<Record<FilterName<P>, string>>>;
  readonly keyOf: (row: RowOf<P>) => string;
  /** Row click, Enter and ←/→ open this address … */
  readonly href?: (row: RowOf<P>) => string;
  /** … or call this, for drawers. */
  readonly onOpen?: (row: RowOf<P>) => void;
  readonly exporting?: { readonly path: ExportPath; readonly permission: Permission };
  /** Live events that announce new rows. */
  readonly topics?: readonly Topic[];
  /** Sources the rows come from: 数据更新于, amber banner, 尚未同步. */
  readonly sources?: readonly string[];
  /** Cards or counts above the table, of the same filters. */
  readonly summary?: (list: ListState<P>) => ReactNode;
  /** Left of the table, e.g. a tree that narrows it. */
  readonly aside?: (list: ListState<P>) => ReactNode;
  /** Main buttons at the right of the toolbar. */
  readonly actions?: ReactNode;
  /** Offered when there is nothing at all, e.g. 新增. */
  readonly emptyAction?: ReactNode;
  /** Makes rows choosable over pages; draws the bar of batch actions. */
  readonly batch?: (keys: readonly string[], clear: () => void) => ReactNode;
  /** A drawer that steps through the filtered result. */
  readonly drawer?: (walk: RowWalk<RowOf<P>>) => ReactNode;
  /** Drawn under a row when it returns something. */
  readonly expand?: (row: RowOf<P>) => ReactNode;
}
