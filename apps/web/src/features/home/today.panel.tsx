import type { Schema } from '@cadre/api-client/typed-paths';
import { Link } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { formatTime, today } from '../../shared/format/dates.js';
import { CareLevelTag, PersonCell } from '../../shared/format/people.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';

type Visit = Schema<'OutpatientVisitRow'>;

const personOf = ({ name, sex, age }: Visit) => <PersonCell name={name} sex={sex} age={age} />;

/** Who comes to the clinic today, newest first. */
export function TodayPanel() {
  const opens = useAccess().can('beneficiary:read');
  const day = today();
  const { data, error, refetch } = useApi('/outpatient-visits', {
    query: { from: day, to: day, page: 1, pageSize: 10, sort: '-visitedAt' },
    topics: ['visits'],
  });
  return (
    <section className="home-card" aria-labelledby="home-today">
      <h2 id="home-today">今日到院</h2>
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      <ul className="home-rows">
        {data?.items.map((visit) => (
          <li key={visit.id}>
            <span className="home-time">{formatTime(visit.visitedAt).replace('今天 ', '')}</span>
            {opens ? <Link to={`/p/${visit.beneficiaryId}`}>{personOf(visit)}</Link> : personOf(visit)}
            {visit.careLevel && <CareLevelTag level={visit.careLevel} />}
            <span className="ellipsis home-grow">
              {visit.departmentName} {visit.doctorName}
            </span>
            {visit.waiting && <span className="tag tag-late">待就诊</span>}
          </li>
        ))}
      </ul>
      {data?.items.length === 0 && <p className="weak">今天还没有保健对象到门诊。</p>}
    </section>
  );
}
