import { Link } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { api } from '../../shared/api/api.js';
import { useDictionaryNames, wordOf } from '../../shared/api/dictionaries.js';
import { NOTHING } from '../../shared/format/dates.js';
import { CareLevelTag, PersonCell } from '../../shared/format/people.js';
import { BedMarks } from './bed-marks.js';
import type { Bed } from './board.js';

/** One bed. Opening it tells the system that its new results have been seen. */
export function BedCard({ bed }: { bed: Bed }) {
  const opens = useAccess().can('beneficiary:read');
  const grades = useDictionaryNames('CARE_GRADE');
  const person = <PersonCell name={bed.name} sex={bed.sex} age={bed.age} />;
  return (
    <li className={`bed-card bed-${bed.careLevel ?? 'none'}${bed.doublyTaken ? ' bed-wrong' : ''}`}>
      <div className="bed-head">
        <b className="bed-no">{bed.bedNo ? `${bed.bedNo} 床` : '未分床'}</b>
        <span className="weak">第 {bed.dayNo} 天</span>
      </div>
      <div className="bed-person">
        {opens ? (
          <Link to={`/p/${bed.beneficiaryId}/visits`} onClick={() => void markSeen(bed.id)}>
            {person}
          </Link>
        ) : (
          person
        )}
        <CareLevelTag level={bed.careLevel} />
      </div>
      <div className="bed-line ellipsis" title={bed.mainDiagnosis ?? undefined}>
        {bed.mainDiagnosis ?? NOTHING}
      </div>
      <div className="bed-line weak ellipsis">
        {[bed.doctorName, wordOf(grades, bed.careGrade)].filter(Boolean).join(' · ') || NOTHING}
      </div>
      <BedMarks bed={bed} />
    </li>
  );
}

/** The mark is a convenience: without it the results stay unread, and the page goes on. */
export function markSeen(visitId: string): Promise<void> {
  return api.request(`/visits/${visitId}/seen`, { method: 'POST' }).catch(() => undefined);
}
