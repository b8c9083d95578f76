import { Link } from 'react-router-dom';
import { formatCount } from '../../shared/format/numbers.js';
import type { VisitDetail } from './visit.js';

type Kind = keyof VisitDetail['counts'];

const KINDS: readonly { readonly kind: Kind; readonly title: string; readonly tab: string; readonly shows?: string }[] = [
  { kind: 'labs', title: '检验', tab: 'labs' },
  { kind: 'exams', title: '检查', tab: 'imaging' },
  { kind: 'orders', title: '医嘱', tab: 'orders', shows: 'orders' },
  { kind: 'prescriptions', title: '处方', tab: 'orders', shows: 'prescriptions' },
  { kind: 'notes', title: '病历', tab: 'notes' },
  { kind: 'surgeries', title: '手术', tab: 'surgeries', shows: 'surgeries' },
  { kind: 'consultations', title: '会诊', tab: 'surgeries', shows: 'consultations' },
];

/** How many records of each kind this visit has, each a way to them; a kind that the reader may not read is not there. */
export function VisitRecords({ visit }: { visit: VisitDetail }) {
  return (
    <nav className="visit-records" aria-label="本次就诊的记录">
      {KINDS.map(({ kind, title, tab, shows }) => {
        const count = visit.counts[kind];
        if (count === null) return null;
        const query = new URLSearchParams({ visit: visit.visitNo, ...(shows && { kind: shows }) });
        return (
          <Link key={kind} to={`/p/${visit.beneficiaryId}/${tab}?${query}`} className={count === 0 ? 'weak' : undefined}>
            {title} {formatCount(count)}
          </Link>
        );
      })}
    </nav>
  );
}
