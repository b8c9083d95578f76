import { Button } from 'antd';
import { Link } from 'react-router-dom';
import { useApi, type QueryRecord, type Topic } from '../../shared/api/api.js';
import { formatCount } from '../../shared/format/numbers.js';
import { sentenceOf } from '../../shared/problem/sentence.js';

interface Props {
  readonly title: string;
  readonly path: string;
  readonly query: QueryRecord;
  readonly topics: readonly Topic[];
  /** The list of exactly the rows that are counted. */
  readonly to: string;
  readonly unit: string;
  /** More than none is work to do. */
  readonly alarming?: boolean;
}

const SMALLEST_PAGE = 10;

export function CountCard({ title, path, query, topics, to, unit, alarming = false }: Props) {
  const { data, error, refetch } = useApi<{ total: number; totalIsExact: boolean }>(path, {
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
