import { Link } from 'react-router-dom';
import { formatTime } from '../../shared/format/dates.js';
import { STATE_NAMES, useFreshnessRead, type SourceState } from '../../shared/freshness/freshness.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';

const TAGS: Record<SourceState, string> = {
  ok: 'tag-good',
  unknown: 'tag-off',
  late: 'tag-late',
  failing: 'tag-late',
  failed: 'tag-bad',
};

/** State of every source; the troubled ones say why. */
export function SyncHealthPanel() {
  const { data, error, refetch } = useFreshnessRead();
  const items = data?.items ?? [];
  return (
    <section className="home-card" aria-labelledby="home-sync">
      <h2 id="home-sync">
        同步状态 <Link to="/sync">总览</Link>
      </h2>
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      <ul className="home-rows">
        {items.map(({ source, name, state, dataAt, message }) => (
          <li key={source}>
            <span className={`tag ${TAGS[state]}`}>{STATE_NAMES[state]}</span>
            <b>{name}</b>
            <span className="weak ellipsis home-grow">{message ?? ''}</span>
            <span className="weak">数据截至 {formatTime(dataAt)}</span>
          </li>
        ))}
      </ul>
      {data?.items.length === 0 && <p className="weak">还没有接入数据源。</p>}
    </section>
  );
}
