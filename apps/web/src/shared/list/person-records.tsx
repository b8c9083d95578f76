import { useState, type ReactNode } from 'react';
import type { ListPath, RowOf } from '@cadre/api-client/typed-paths';
import { Button } from 'antd';
import { useSearchParams } from 'react-router-dom';
import { useRows, type ListQuery, type Topic } from '../api/api.js';
import { NoSuchRecords } from '../freshness/no-such-records.js';
import { SourceBanner, UpdatedAt } from '../freshness/source-banner.js';
import { Answered } from '../problem/answered.js';
import { ListPager } from './list-pager.js';
import { ListTable } from './list-table.js';
import type { Column } from './list-types.js';
import { DEFAULT_SIZE, type PageSize } from './list-url.js';
import './person-records.css';

const NONE: ReadonlySet<string> = new Set();
const STAY = () => undefined;

interface Props<P extends ListPath> {
  readonly path: P;
  readonly personId: string;
  /** What the records are called, e.g. 医嘱. */
  readonly what: string;
  readonly sources: readonly string[];
  readonly topics: readonly Topic[];
  /** A table of these columns … */
  readonly columns?: (rows: readonly RowOf<P>[]) => readonly Column<RowOf<P>>[];
  /** … or whatever is drawn of the rows. */
  readonly draw?: (rows: readonly RowOf<P>[]) => ReactNode;
  readonly keyOf: (row: RowOf<P>) => string;
  readonly onOpen?: (row: RowOf<P>) => void;
}

/** One kind of record of a person, page by page; `visit=<number>` in the address narrows it to one visit. */
export function PersonRecords<P extends ListPath>(props: Props<P>) {
  const { path, personId, what, sources, topics, columns, draw, keyOf, onOpen } = props;
  const [params, setParams] = useSearchParams();
  const visitNo = params.get('visit') ?? '';
  const [{ page, pageSize }, turn] = useState<{ page: number; pageSize: PageSize }>({ page: 1, pageSize: DEFAULT_SIZE });
  const query = { page, pageSize, visitNo } as ListQuery<P>;
  const answer = useRows<RowOf<P>>(path, { query, topics, beneficiaryId: personId, keep: true });
  const showAll = () => {
    turn({ page: 1, pageSize });
    setParams((current) => {
      const next = new URLSearchParams(current);
      next.delete('visit');
      return next;
    });
  };
  return (
    <>
      <SourceBanner sources={sources} />
      {visitNo && (
        <p className="part-tools" role="status">
          只看就诊 {visitNo} 的{what} <Button onClick={showAll}>查看全部就诊</Button>
        </p>
      )}
      <Answered answer={answer} rows={10}>
        {({ items, total, totalIsExact }) =>
          items.length === 0 ? (
            visitNo ? <NoneOfVisit what={what} /> : <NoSuchRecords what={what} sources={sources} />
          ) : (
            <>
              {draw ? (
                <div className="part-cards" tabIndex={0} role="group" aria-label={what}>
                  {draw(items)}
                </div>
              ) : (
                <div className="part-list" tabIndex={0} role="group" aria-label={what}>
                  <ListTable<RowOf<P>>
                    caption={what}
                    columns={columns?.(items) ?? []}
                    rows={items}
                    keyOf={keyOf}
                    firstNo={(page - 1) * pageSize + 1}
                    sort=""
                    onSort={STAY}
                    onResize={STAY}
                    onOpen={onOpen && ((row) => onOpen(row))}
                    seen={NONE}
                    stale={answer.isPlaceholderData || answer.isError}
                  />
                </div>
              )}
              <div className="patient-foot">
                <UpdatedAt sources={sources} readAt={answer.dataUpdatedAt} />
                <ListPager
                  total={total}
                  totalIsExact={totalIsExact}
                  page={page}
                  pageSize={pageSize}
                  count={items.length}
                  onTurn={(next, size) => turn({ page: next, pageSize: size ?? pageSize })}
                />
              </div>
            </>
          )
        }
      </Answered>
    </>
  );
}

function NoneOfVisit({ what }: { what: string }) {
  return (
    <div className="list-state" role="status">
      <span aria-hidden className="list-state-mark">
        ∅
      </span>
      <b>本次就诊无{what}</b>
    </div>
  );
}
