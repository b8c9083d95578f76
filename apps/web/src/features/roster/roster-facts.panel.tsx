import { useApi } from '../../shared/api/api.js';
import { formatCount } from '../../shared/format/numbers.js';
import type { ListState } from '../../shared/list/use-list-state.js';

/** What the filtered roster comes to; 在院 opens exactly its people. */
export function RosterFacts({ list }: { list: ListState<'/beneficiaries'> }) {
  const { data } = useApi('/beneficiaries/summary', {
    query: list.filterQuery,
    topics: ['roster', 'visits'],
    keep: true,
  });
  const of = (category: string) => data?.byCategory.find(({ code }) => code === category)?.count ?? 0;
  const only = list.filters['inHospital'] === 'true';
  if (!data) return <p className="roster-facts weak">正在统计…</p>;
  return (
    <p className="roster-facts" aria-live="polite">
      <span>
        当前条件下 <b>{formatCount(data.total)}</b> 人
      </span>
      <span>
        干保 <b>{formatCount(of('cadre'))}</b>
      </span>
      <span>
        特需 <b>{formatCount(of('vip'))}</b>
      </span>
      <button
        type="button"
        className="quiet roster-link"
        aria-pressed={only}
        onClick={() => list.narrow({ inHospital: only ? '' : 'true' })}
      >
        在院 <b>{formatCount(data.inHospital)}</b>
        {only && ' · 取消只看在院'}
      </button>
    </p>
  );
}
