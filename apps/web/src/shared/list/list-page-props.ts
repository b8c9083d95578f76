import type { ReactNode } from 'react';
import type { Permission } from '../access/access.js';
import type { Topic } from '../api/api.js';
import type { Column, FilterField, FilterValues } from './list-types.js';
import type { ListState } from './use-list-state.js';

/** What a page declares of its list. */
export interface ListPageProps<Row> {
  /** Names the kept columns: `/me/preferences/list.<id>`. */
  readonly id: string;
  readonly title: string;
  /** What the list holds and how it counts (口径). */
  readonly note?: ReactNode;
  /** The list's API path; it answers `{items,total,totalIsExact}`. */
  readonly path: string;
  readonly permission: Permission;
  readonly filters: readonly FilterField[];
  readonly columns: readonly Column<Row>[];
  /** The first sort, stated on screen by its arrow. */
  readonly sort: string;
  /** The first filters, e.g. `{ from, to }` of the last 30 days; stated on screen as chips. */
  readonly first?: FilterValues;
  readonly keyOf: (row: Row) => string;
  /** Row click, Enter and ←/→ open this address … */
  readonly href?: (row: Row) => string;
  /** … or call this, for drawers. */
  readonly onOpen?: (row: Row) => void;
  readonly exporting?: { readonly path: string; readonly permission: Permission };
  /** Live events that announce new rows. */
  readonly topics?: readonly Topic[];
  /** Sources the rows come from: 数据更新于, amber banner, 尚未同步. */
  readonly sources?: readonly string[];
  /** Cards or counts above the table, of the same filters. */
  readonly summary?: (list: ListState) => ReactNode;
  /** Left of the table, e.g. a tree that narrows it. */
  readonly aside?: (list: ListState) => ReactNode;
  /** Main buttons at the right of the toolbar. */
  readonly actions?: ReactNode;
  /** Offered when there is nothing at all, e.g. 新增. */
  readonly emptyAction?: ReactNode;
  /** Makes rows choosable over pages; draws the bar of batch actions. */
  readonly batch?: (keys: readonly string[], clear: () => void) => ReactNode;
  /** Drawn under a row when it returns something. */
  readonly expand?: (row: Row) => ReactNode;
}
