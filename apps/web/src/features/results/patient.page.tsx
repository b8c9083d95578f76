import { Suspense, useEffect } from 'react';
import { Link, Navigate, useLocation, useParams } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { ListSkeleton, NoRight } from '../../shared/list/list-states.js';
import { useTabTitle } from '../../shared/page/tab-title.js';
import { Answered } from '../../shared/problem/answered.js';
import { ErrorBoundary } from '../../shared/problem/error-boundary.js';
import { OpenedFrame } from './opened-frame.js';
import { OpeningGate } from './opening-gate.js';
import { PatientBanner } from './patient-banner.js';
import './patient.css';
import { PATIENT_TABS } from './patient-parts.js';
import { PatientRecords } from './patient-records.js';
import { PatientTabs } from './patient-tabs.js';
import { usePatientView } from './patient-view.js';
import type { Person } from './person.js';

/** Which part was read last: who walks a list by ←/→ goes on reading the same part of the next person. */
let lastTab: string | null = null;

/** Patient 360: one person, his banner always in sight, everything known of him in parts. */
export function PatientPage() {
  const { id = '', tab } = useParams();
  const { state, search } = useLocation() as { state: { stepped?: true } | null; search: string };
  const answer = useApi(`/beneficiaries/${id}`, { topics: ['roster', 'visits'], beneficiaryId: id });
  // A tab's title is kept by the window: the name of a 机密 person is not.
  useTabTitle(answer.data ? (answer.data.secrecy === 'V' ? '机密档案' : answer.data.name) : null);
  useEffect(() => {
    lastTab = tab ?? 'overview';
  }, [tab]);
  if (!tab && state?.stepped && lastTab && lastTab !== 'overview')
    return <Navigate replace to={{ pathname: `/p/${id}/${lastTab}`, search }} state={state} />;
  if (answer.error?.status === 404) return <NobodyThere />;
  if (answer.error?.code === 'OPENING_NEEDED') return <OpeningGate personId={id} onOpened={() => void answer.refetch()} />;
  return (
    <section className="patient">
      <Answered answer={answer} rows={10}>
        {(person) => {
          const record = <Record key={person.id} person={person} tab={tab ?? 'overview'} />;
          return person.secrecy === 'V' ? <OpenedFrame personId={person.id} onEnded={() => void answer.refetch()}>{record}</OpenedFrame> : record;
        }}
      </Answered>
    </section>
  );
}

function Record({ person, tab }: { person: Person; tab: string }) {
  const { can } = useAccess();
  const view = usePatientView();
  const shown = PATIENT_TABS.find(({ key }) => key === tab);
  const part = { person, onOpen: view.open, onTrend: view.trend };
  return (
    <>
      <PatientBanner person={person} />
      <PatientTabs personId={person.id} active={tab} />
      <div className="patient-body" role="region" aria-label={shown?.title ?? '对象档案'}>
        {!shown && (
          <div className="list-state" role="status">
            <b>没有这一页</b>
            <Link to={`/p/${person.id}`}>回到概览</Link>
          </div>
        )}
        {shown && !can(shown.permission) && <NoRight />}
        {shown && can(shown.permission) && (
          <ErrorBoundary key={tab} scope={shown.title}>
            <Suspense fallback={<ListSkeleton rows={8} />}>
              <shown.Component {...part} />
            </Suspense>
          </ErrorBoundary>
        )}
      </div>
      <PatientRecords {...part} />
    </>
  );
}

/** Not on the roster and not within one's rights are told alike, or the answer would betray who is there. */
function NobodyThere() {
  return (
    <div className="list-state" role="status">
      <span aria-hidden className="list-state-mark">
        ∅
      </span>
      <b>没有找到这位保健对象</b>
      <p className="weak">
        可能已合并到其他记录，或不在您的数据范围内。请用 Ctrl+K 重新查找，或返回<Link to="/">工作台</Link>。
      </p>
    </div>
  );
}
