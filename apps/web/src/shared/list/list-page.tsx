import { useMemo, useRef, useState } from 'react';
import type { ListPath, RowOf } from '@cadre/api-client/typed-paths';
import { useAccess } from '../access/access.js';
import { queries, useRows } from '../api/api.js';
import { SourceBanner, UpdatedAt } from '../freshness/source-banner.js';
import { PageHead } from '../page/page-head.js';
import { ProblemAlert } from '../problem/problem-alert.js';
import { ExportButton } from './export-button.js';
import { FilterBar } from './filter-bar.js';
import { FilterChips } from './filter-chips.js';
import type { ListPageProps } from './list-page-props.js';
import { ListPager } from './list-pager.js';
import { EmptyList, ListSkeleton, NoRight } from './list-states.js';
import { ListTable } from './list-table.js';
import { ListToolbar } from './list-toolbar.js';
import type { FilterValues } from './list-types.js';
import { useColumns } from './use-columns.js';
import { keptSort, useKeptList } from './use-kept-list.js';
import { useListState } from './use-list-state.js';
import { useNewRows } from './use-new-rows.js';
import { useOpenRow } from './use-open-row.js';
import './list.css';

const NO_FILTERS: FilterValues = {};
const NO_ROWS: readonly never[] = [];

/** The one list behind every list: declare filters and columns, the rest is the same everywhere. */
export function ListPage<const P extends ListPath>(props: ListPageProps<P>) {
  const { can } = useAccess();
  const { id, title, path, columns, keyOf, topics = [], sources = [], first = NO_FILTERS } = props;
  const firstKey = JSON.stringify(first);
  const choices = useKeptList(id, columns);
  const sort = keptSort(choices.kept, columns, props.sort);
  const defaults = useMemo(
    () => ({ filters: JSON.parse(firstKey) as FilterValues, sort: props.sort, keptSort: sort }),
    [firstKey, props.sort, sort],
  );
  const list = useListState<P>(props.filters, defaults);
  const allowed = props.permission === undefined || can(props.permission);
  const answer = useRows<RowOf<P>>(path, { query: list.query, enabled: allowed && choices.loaded, keep: true });
  const choice = useColumns(choices, columns, list);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const body = useRef<HTMLDivElement>(null);
  // Rows that open are reached by Tab; where none does the part that scrolls is.
  const opens = Boolean(props.href ?? props.onOpen);

  const again = () => {
    void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith(path) });
  };
  const atRest = () =>
    list.page === 1 &&
    chosen.size === 0 &&
    body.current?.scrollTop === 0 &&
    !body.current.matches(':hover, :focus-within');
  const news = useNewRows(topics, { readAt: answer.dataUpdatedAt, atRest, again });
  const { open, seen, walk } = useOpenRow({ props, list, total: answer.data?.total ?? 0, rows: answer.data?.items ?? NO_ROWS });
  const toggle = (keys: readonly string[], on: boolean) =>
    setChosen((before) => new Set(on ? [...before, ...keys] : [...before].filter((key) => !keys.includes(key))));

  const sortBy = (sort: string) => {
    choices.save({ ...choices.kept, sort });
    list.sortBy(sort);
  };

  const { data, error } = answer;
  const denied = !allowed || error?.status === 403;
  const total = data ? `${data.total}${data.totalIsExact ? '' : '+'} 条` : '全部记录';
  const exporter = props.exporting && can(props.exporting.permission) && (
    <ExportButton
      path={props.exporting.path}
      query={{ ...list.filterQuery, sort: list.sort }}
      title={title}
      total={total}
      csv
    />
  );
  return (
    <section className="list-page">
      <PageHead title={title} note={props.note}>
        {!denied && (
          <ListToolbar
            choice={choice}
            busy={answer.isFetching}
            onAgain={again}
            exporter={exporter}
            actions={props.actions}
          />
        )}
      </PageHead>
      {denied ? (
        <NoRight />
      ) : (
        <>
          <SourceBanner sources={sources} />
          <FilterBar fields={props.filters} list={list} busy={answer.isFetching} onAgain={again} />
          <FilterChips fields={props.filters} list={list} />
          {props.summary?.(list)}
          {error && <ProblemAlert error={error} onRetry={again} />}
          {news > 0 && (
            <button type="button" className="new-rows" onClick={again}>
              有 {news} 条新记录或变更，点击刷新
            </button>
          )}
          {props.batch && chosen.size > 0 && (
            <div className="batch-bar">
              已选 {chosen.size} 条 {props.batch([...chosen], () => setChosen(new Set()))}
            </div>
          )}
          <div className="list-body">
            {props.aside?.(list)}
            <div className="list-scroll" ref={body} {...(opens ? {} : { tabIndex: 0, role: 'group', 'aria-label': title })}>
              {answer.isPending && !error && <ListSkeleton rows={10} />}
              {data && data.items.length > 0 && (
                <ListTable
                  caption={title}
                  columns={choice.shown}
                  rows={data.items}
                  keyOf={keyOf}
                  firstNo={(list.page - 1) * list.pageSize + 1}
                  sort={list.sort}
                  onSort={sortBy}
                  onOpen={opens ? open : undefined}
                  onResize={choice.resize}
                  seen={seen}
                  selection={props.batch && { chosen, toggle }}
                  expand={props.expand}
                  stale={!!error || answer.isPlaceholderData}
                />
              )}
              {data?.items.length === 0 && !error && (
                <EmptyList
                  filtered={Object.keys(list.filters).length > 0}
                  sources={sources}
                  onClear={() => list.search({})}
                  emptyAction={props.emptyAction}
                />
              )}
            </div>
          </div>
          <footer className="list-foot">
            {data && <UpdatedAt sources={sources} readAt={answer.dataUpdatedAt} />}
            {data && (
              <ListPager
                total={data.total}
                totalIsExact={data.totalIsExact}
                page={list.page}
                pageSize={list.pageSize}
                count={data.items.length}
                onTurn={list.turnTo}
              />
            )}
          </footer>
          {props.drawer?.(walk)}
        </>
      )}
    </section>
  );
}
