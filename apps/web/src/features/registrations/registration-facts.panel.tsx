import { useApi } from '../../shared/api/api.js';
import { formatCount } from '../../shared/format/numbers.js';
import type { ListState } from '../../shared/list/use-list-state.js';
import type { Summary } from './registration-words.js';
import './registrations.css';

/** What a card counts, and the filters that show exactly those rows. */
const CARDS: readonly { key: keyof Pick<Summary, 'total' | 'seen' | 'waiting' | 'missed' | 'refunded' | 'free'>; title: string; state: string; charge: string }[] = [
  { key: 'total', title: '挂号', state: '', charge: '' },
  { key: 'seen', title: '已就诊', state: 'seen', charge: '' },
  { key: 'waiting', title: '待就诊', state: 'waiting', charge: '' },
  { key: 'missed', title: '未到', state: 'missed', charge: '' },
  { key: 'refunded', title: '退号', state: 'refunded', charge: '' },
  { key: 'free', title: '免费号', state: 'seen,waiting,missed', charge: 'free' },
];
const MOST_DEPARTMENTS = 12;

/** Figures of the filtered list, whole and by department; each opens exactly the rows it counts. */
export function RegistrationFacts({ list }: { list: ListState<'/registrations'> }) {
  const { state: _state, charge: _charge, ...others } = list.filterQuery;
  const { ownDepartment: _department, ...elsewhere } = list.filterQuery;
  const whole = useApi('/registrations/summary', { query: others, topics: ['visits'], keep: true });
  const { data: byDepartment } = useApi('/registrations/summary', { query: elsewhere, topics: ['visits'], keep: true });
  const { state = '', charge = '', ownDepartment = '' } = list.filters;
  if (whole.error) return <p className="weak" role="alert">汇总没有读到，列表不受影响。</p>;
  return (
    <div className="registration-facts">
      <div className="registration-cards" role="group" aria-label="挂号汇总">
        {CARDS.map((card) => {
          const chosen = state === card.state && charge === card.charge;
          return (
            <button
              key={card.key}
              type="button"
              className="registration-card"
              aria-pressed={chosen}
              onClick={() => list.narrow({ state: card.state, charge: card.charge })}
            >
              <span>{card.title}</span>
              <strong>{whole.data ? formatCount(whole.data[card.key]) : '…'}</strong>
            </button>
          );
        })}
      </div>
      <p className="registration-departments" aria-label="按科室">
        {byDepartment?.departments.slice(0, MOST_DEPARTMENTS).map(({ departmentCode, departmentName, total, refunded }) => (
          <button
            key={departmentCode ?? ''}
            type="button"
            className="quiet registration-department"
            disabled={!departmentCode}
            aria-pressed={!!departmentCode && ownDepartment === departmentCode}
            title={refunded ? `其中退号 ${formatCount(refunded)}` : undefined}
            onClick={() => list.narrow({ ownDepartment: ownDepartment === departmentCode ? '' : (departmentCode ?? '') })}
          >
            {departmentName ?? departmentCode ?? '未写科室'} <b>{formatCount(total)}</b>
          </button>
        ))}
        {byDepartment && byDepartment.departments.length > MOST_DEPARTMENTS && (
          <span className="weak">等 {byDepartment.departments.length} 个科室</span>
        )}
      </p>
    </div>
  );
}
