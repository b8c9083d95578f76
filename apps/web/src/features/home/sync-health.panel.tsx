import { Link } from 'react-router-dom';
import { formatTime } from '../../shared/format/dates.js';
import { STATE_NAMES, useFreshness, type SourceState } from '../../shared/freshness/freshness.js';

const TAGS: Record<SourceState, string> = { ok: 'tag-good', unknown: 'tag-off', late: 'tag-late', failing: 'tag-late', failed: 'tag-bad' };

/** State of every source; the troubled ones say why. */
export function SyncHealthPanel() {
  const items = useFreshness();
  return (
    <section className="home-card" aria-labelledby="home-sync">
      <h2 id="home-sync">同步状态 <Link to="/sync">总览</Link></h2>
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
      {!items.length && <p className="weak">还没有接入数据源。</p>}
    </section>
  );
}
