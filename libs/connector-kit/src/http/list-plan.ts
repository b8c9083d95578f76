import type { PulledRecord } from '../pull-transport.js';
import type { PullMode } from '../sql-view-types.js';

/** One record of a list, with what the reading itself has to know of it. */
export interface ListItem {
  readonly record: PulledRecord;
  readonly key: readonly string[];
  /** Its cursor value as the source wrote it; null when there is none. */
  readonly time: string | null;
}

/** One answer of a list. It was whole and well-formed, or it would not be here. */
export interface ListAnswer {
  readonly items: readonly ListItem[];
  /** What to ask for next: a token, a link; null: this was the last. */
  readonly next: string | null;
  /** How many records the answer says the whole list (or this page) has; null when it does not say. */
  readonly announced: number | null;
  /** The source's clock in ms since 1970; null when it does not tell. */
  readonly clock: number | null;
  /** The source keeps the order of the cursor: the saved place may move with every page, not only with the last. */
  readonly sorted: boolean;
}

/** Asks for a page of one list. @param next null asks for the first page */
export type AskPage = (next: string | null) => Promise<ListAnswer>;

/** How a read goes through its lists, each from its first page to its last. Most reads have one. */
export interface ListPlan {
  readonly mode: PullMode;
  readonly pageSize: number;
  readonly safetyLagSeconds: number;
  readonly lists: readonly AskPage[];
  /** Records that the mode does not want, where the source cannot be told. */
  wants(item: ListItem): boolean;
}
