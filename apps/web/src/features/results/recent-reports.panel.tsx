import { Link } from 'react-router-dom';
import { useApi } from '../../shared/api/api.js';
import { formatTime } from '../../shared/format/dates.js';
import { AbnormalCount } from '../../shared/format/flags.js';
import { Answered } from '../../shared/problem/answered.js';
import { REPORT_STATUS } from './labs.js';
import type { PatientTabProps } from './patient-parts.js';

const SHOWN = 10;

/** The last laboratory reports with how much in them is abnormal. */
export function RecentReportsPanel({ person, onOpen }: PatientTabProps) {
  const answer = useApi(`/beneficiaries/${person.id}/lab-reports`, {
    query: { page: 1, pageSize: SHOWN },
    topics: ['labs'],
    beneficiaryId: person.id,
  });
  return (
    <section className="patient-card" aria-labelledby="overview-reports">
      <h2 id="overview-reports">
        最近检验报告{' '}
        <small>
          <Link to={`/p/${person.id}/labs?view=reports`}>全部报告 ›</Link>
        </small>
      </h2>
      <Answered answer={answer} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="weak">没有检验报告。</p>
          ) : (
            <ul className="short-list">
              {items.map(({ id, collectedAt, panelName, abnormalCount, status, departmentName }) => (
                <li key={id}>
                  <button type="button" className="quiet" onClick={() => onOpen('lab', id)}>
                    <span className="short-time">{formatTime(collectedAt)}</span>
                    <span className="ellipsis short-grow">
                      {panelName} <span className="weak">{departmentName}</span>
                    </span>
                    {status !== 'final' && <span className="tag tag-late">{REPORT_STATUS[status]}</span>}
                    <span className="short-count">
                      异常 <AbnormalCount count={abnormalCount} />
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
    </section>
  );
}
