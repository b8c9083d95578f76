import type { ReactNode } from 'react';
import type { ListPath, RowOf } from '@cadre/api-client/typed-paths';
import { Link } from 'react-router-dom';
import { useRows, type ListQuery, type Topic } from '../../shared/api/api.js';
import { formatTime } from '../../shared/format/dates.js';
import { Answered } from '../../shared/problem/answered.js';

const MOST_SHOWN = 50;

/** A record as one line of the drawer. */
export interface RecordLine {
  readonly at: string | null;
  readonly title: ReactNode;
  readonly more: ReactNode;
  /** Where the whole record is. */
  readonly href: string;
}

/** What a tab says when it holds nothing, with the way to all visits. */
export function NothingHere({ what, all }: { what: string; all: string }) {
  return (
    <p className="visit-nothing" role="status">
      本次就诊无{what}。<Link to={all}>查看全部就诊</Link>
    </p>
  );
}

export function RecordLines({ lines, label }: { lines: readonly RecordLine[]; label: string }) {
  return (
    <ul className="visit-reports" aria-label={label}>
      {lines.map(({ at, title, more, href }, index) => (
        <li key={`${href} ${index}`}>
          <span>{formatTime(at)}</span>
          <Link to={href}>{title}</Link>
          <span className="weak">{more}</span>
        </li>
      ))}
    </ul>
  );
}

interface Props<P extends ListPath> {
  readonly path: P;
  readonly beneficiaryId: string;
  readonly visitNo: string;
  readonly what: string;
  /** The person's own page of this kind, over all visits. */
  readonly all: string;
  readonly topics: readonly Topic[];
  readonly line: (row: RowOf<P>) => RecordLine;
}

/** One kind of record of one visit. A source that fails says so here, and nowhere else. */
export function VisitRecordList<P extends ListPath>({ path, beneficiaryId, visitNo, what, all, topics, line }: Props<P>) {
  const query = { page: 1, pageSize: MOST_SHOWN, visitNo } as ListQuery<P>;
  const answer = useRows<RowOf<P>>(path, { query, topics, beneficiaryId });
  return (
    <Answered answer={answer} rows={4}>
      {({ items, total }) =>
        items.length === 0 ? (
          <NothingHere what={what} all={all} />
        ) : (
          <>
            <RecordLines lines={items.map(line)} label={what} />
            {total > items.length && (
              <p>
                只列出最近 {items.length} 条，共 {total} 条。
                <Link to={`${all}?visit=${encodeURIComponent(visitNo)}`}>查看全部{what}</Link>
              </p>
            )}
          </>
        )
      }
    </Answered>
  );
}
