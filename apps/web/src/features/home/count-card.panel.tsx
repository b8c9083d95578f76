import type { ListPath } from '@cadre/api-client/typed-paths';
import { Button } from 'antd';
import { Link } from 'react-router-dom';
import { useRows, type ListQuery, type Topic } from '../../shared/api/api.js';
import { formatCount } from '../../shared/format/numbers.js';
import { sentenceOf } from '../../shared/problem/sentence.js';

interface Props<P extends ListPath> {
  readonly title: string;
  readonly path: P;
  readonly query: ListQuery<P>;
  readonly topics: readonly Topic[];
  /** The list of exactly the rows that are counted. */
  readonly to: string;
  readonly unit: string;
  /** More than none is work to do. */
  readonly alarming?: boolean;
}

const SMALLEST_PAGE = 10;

export function CountCard<const P extends ListPath>(props: Props<P>) {
  const { title, path, query, topics, to, unit, alarming = false } = props;
  const { data, error, refetch } = useRows<object>(path, {
    query: { ...query, page: 1, pageSize: SMALLEST_PAGE },
    topics,
  });
  if (error) {
    return (
      <div className="home-card count-card" role="alert">
        <span>{title}</span>
        <small className="weak">{sentenceOf(error)}</small>
        <Button size="small" onClick={() => void refetch()}>
          重试
        </Button>
      </div>
    );
  }
  return (
    <Link className={`home-card count-card ${alarming && data?.total ? 'count-alarm' : ''}`} to={to}>
      <span>{title}</span>
      <strong>
        {data ? formatCount(data.total) : '…'}
        {data && !data.totalIsExact && '+'} <small>{unit}</small>
      </strong>
    </Link>
  );
}
