import { useApi } from '../../shared/api/api.js';
import { formatCount } from '../../shared/format/numbers.js';
import type { ListState } from '../../shared/list/use-list-state.js';
import { KIND_NAMES, STATUS_NAMES, type FindingTotals } from './abnormal-words.js';
import './abnormal.css';

/** What a card counts, and the filters that show exactly those rows. */
const CARDS: readonly { key: keyof FindingTotals; title: string; kind: string; status: string; owner: string }[] = [
  { key: 'critical', title: KIND_NAMES.critical, kind: 'critical', status: '', owner: '' },
  { key: 'change', title: KIND_NAMES.change, kind: 'change', status: '', owner: '' },
  { key: 'worsening', title: KIND_NAMES.worsening, kind: 'worsening', status: '', owner: '' },
  { key: 'fresh', title: KIND_NAMES.new, kind: 'new', status: '', owner: '' },
  { key: 'unread', title: STATUS_NAMES.unread, kind: '', status: 'unread', owner: '' },
  { key: 'known', title: STATUS_NAMES.known, kind: '', status: 'known', owner: '' },
  { key: 'inProgress', title: STATUS_NAMES.in_progress, kind: '', status: 'in_progress', owner: '' },
  { key: 'closed', title: STATUS_NAMES.closed, kind: '', status: 'closed', owner: '' },
  { key: 'mine', title: '由我处理', kind: '', status: '', owner: 'mine' },
];

/** How much there is to look at, by reason and by state; each opens exactly the rows it counts. */
export function AbnormalCounts({ list }: { list: ListState<'/abnormal-findings'> }) {
  const { kind: _kind, status: _status, owner: _owner, ...others } = list.filterQuery;
  const { data, error } = useApi('/abnormal-findings/counts', { query: others, topics: ['labs'], keep: true });
  const { kind = '', status = '', owner = '' } = list.filters;
  if (error) return <p className="weak" role="alert">数量没有读到，列表不受影响。</p>;
  return (
    <div className="abnormal-cards" role="group" aria-label="异常关注汇总">
      {CARDS.map((card) => (
        <button
          key={card.key}
          type="button"
          className="abnormal-card"
          aria-pressed={kind === card.kind && status === card.status && owner === card.owner}
          onClick={() => list.narrow({ kind: card.kind, status: card.status, owner: card.owner })}
        >
          <span>{card.title}</span>
          <strong>{data ? formatCount(data[card.key]) : '…'}</strong>
        </button>
      ))}
    </div>
  );
}
