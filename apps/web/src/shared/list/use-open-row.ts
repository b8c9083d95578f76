import type { ListPath, RowOf } from '@cadre/api-client/typed-paths';
import { useNavigate } from 'react-router-dom';
import { queries, readList } from '../api/api.js';
import type { ListPageProps } from './list-page-props.js';
import { rememberWalk } from './neighbours.js';
import type { RowWalk } from './row-walk.js';
import type { ListState } from './use-list-state.js';
import { useSeen } from './use-seen.js';

/** A page of neighbours is not read again for every step through it. */
const STEPPING_FRESH_MS = 60_000;

interface Opening<P extends ListPath> {
  readonly props: Pick<ListPageProps<P>, 'id' | 'path' | 'keyOf' | 'href' | 'onOpen'>;
  readonly list: ListState<P>;
  readonly total: number;
  /** Of the page on show. */
  readonly rows: readonly RowOf<P>[];
}

/** Opens a row as its page declares, marks it as seen and remembers the result it stands in, so that ←/→ can walk it. */
export function useOpenRow<P extends ListPath>({ props: { id, path, keyOf, href, onOpen }, list, total, rows }: Opening<P>) {
  const { seen, see } = useSeen(id);
  const navigate = useNavigate();
  const { query, page, pageSize } = list;

  const rowAt = async (place: number): Promise<RowOf<P> | null> => {
    const asked = { ...query, page: Math.floor(place / pageSize) + 1 };
    const answer = await queries.fetchQuery({
      queryKey: [path, asked],
      queryFn: () => readList(path, asked),
      staleTime: STEPPING_FRESH_MS,
    });
    const found = answer.items[place % pageSize];
    if (!found) return null;
    see(keyOf(found));
    return found;
  };
  const hrefAt = async (place: number): Promise<string | null> => {
    const found = await rowAt(place);
    return found && href ? href(found) : null;
  };
  const open = (row: RowOf<P>, index: number): void => {
    see(keyOf(row));
    if (!href) return onOpen?.(row);
    const state = rememberWalk(id, { total, at: hrefAt }, (page - 1) * pageSize + index);
    return void navigate(href(row), { state });
  };
  const walk: RowWalk<RowOf<P>> = {
    total,
    placeOf: (key) => {
      const index = rows.findIndex((row) => keyOf(row) === key);
      return index < 0 ? null : (page - 1) * pageSize + index;
    },
    at: rowAt,
  };
  return { open, seen, walk };
}
