import { useMemo } from 'react';
import { Link } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { formatDate, formatTime } from '../../shared/format/dates.js';
import { Answered } from '../../shared/problem/answered.js';
import { NoSuchRecords } from '../../shared/freshness/no-such-records.js';
import type { PatientTabProps } from './patient-parts.js';
import { CLASS_NAMES, VISIT_STATUS, type VisitRow } from './visits.js';

const READ = 50;
const SHOWN = 8;

/** Main diagnoses of the last visits, how often and when last, and the last visits themselves. */
export function RecentVisitsPanel({ person, onOpen }: PatientTabProps) {
  const { can } = useAccess();
  const answer = useApi(`/beneficiaries/${person.id}/visits`, {
    query: { page: 1, pageSize: READ },
    topics: ['visits'],
    beneficiaryId: person.id,
  });
  return (
    <>
      <section className="patient-card" aria-labelledby="overview-diagnoses">
        <h2 id="overview-diagnoses">
          诊断 <small className="weak">近 {READ} 次就诊的主要诊断</small>
        </h2>
        {can('diagnosis:read') ? (
          <Answered answer={answer} rows={4}>
            {({ items }) => <Diagnoses visits={items} onOpen={onOpen} />}
          </Answered>
        ) : (
          <p className="weak">🔒 您的角色没有查看诊断的权限。</p>
        )}
      </section>
      <section className="patient-card" aria-labelledby="overview-visits">
        <h2 id="overview-visits">
          最近就诊{' '}
          <small>
            <Link to={`/p/${person.id}/visits`}>全部就诊 ›</Link>
          </small>
        </h2>
        <Answered answer={answer} rows={4}>
          {({ items }) =>
            items.length === 0 ? (
              <NoSuchRecords what="就诊记录" sources={['his']} />
            ) : (
              <ul className="short-list">
                {items
                  .slice(0, SHOWN)
                  .map(({ id, visitClass, startedAt, departmentName, mainDiagnosis, status, waiting }) => (
                    <li key={id}>
                      <button type="button" className="quiet" onClick={() => onOpen('visit', id)}>
                        <span className="short-time">{formatTime(startedAt)}</span>
                        <b>{CLASS_NAMES[visitClass]}</b>
                        <span className="ellipsis short-grow">
                          {departmentName} <span className="weak">{mainDiagnosis}</span>
                        </span>
                        <span className="weak">{waiting ? '待就诊' : (VISIT_STATUS[status] ?? status)}</span>
                      </button>
                    </li>
                  ))}
              </ul>
            )
          }
        </Answered>
      </section>
    </>
  );
}

function Diagnoses({ visits, onOpen }: { visits: readonly VisitRow[]; onOpen: PatientTabProps['onOpen'] }) {
  const diagnoses = useMemo(() => mainDiagnoses(visits), [visits]);
  if (!diagnoses.length) return <p className="weak">还没有诊断记录。</p>;
  return (
    <ul className="short-list">
      {diagnoses.slice(0, SHOWN).map(({ name, times, last }) => (
        <li key={name}>
          <button type="button" className="quiet" onClick={() => onOpen('visit', last.id)} title="打开最近一次">
            <span className="ellipsis short-grow">{name}</span>
            <span className="weak">
              {times} 次，最近 {formatDate(last.startedAt)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Visits come the newest first, so the first of a diagnosis is its last. */
function mainDiagnoses(
  visits: readonly VisitRow[],
): readonly { readonly name: string; readonly times: number; readonly last: VisitRow }[] {
  const found = new Map<string, { name: string; times: number; last: VisitRow }>();
  for (const visit of visits) {
    const name = visit.mainDiagnosis;
    if (!name) continue;
    const known = found.get(name);
    found.set(name, { name, times: (known?.times ?? 0) + 1, last: known?.last ?? visit });
  }
  return [...found.values()];
}
