import { useApi } from '../../shared/api/api.js';
import type { ListControl } from '../../shared/list/use-list-state.js';
import { TERMS } from './recalls.js';
import './recalls.css';

/** How much is open in which term; a click lists it. */
export function RecallTerms({ list }: { list: ListControl }) {
  const { data } = useApi('/recalls/counts', { topics: ['checkups'] });
  const chosen = list.filters['term'];
  return (
    <div className="recall-terms" role="group" aria-label="期限">
      {(['overdue', 'week', 'month', 'later'] as const).map((term) => (
        <button
          key={term}
          type="button"
          aria-pressed={chosen === term}
          className={term === 'overdue' && data?.overdue ? 'recall-overdue' : undefined}
          onClick={() => list.narrow({ term: chosen === term ? '' : term, status: 'open' })}
        >
          {TERMS[term]} <b>{data ? data[term] : '…'}</b>
        </button>
      ))}
    </div>
  );
}
