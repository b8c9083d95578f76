import { useEffect } from 'react';
import { Drawer, Spin } from 'antd';
import { Link } from 'react-router-dom';
import { useAccess } from '../../shared/access/access.js';
import { api, queries, useApi } from '../../shared/api/api.js';
import { NOTHING, formatFullTime } from '../../shared/format/dates.js';
import { AbnormalCount } from '../../shared/format/flags.js';
import { textOr } from '../../shared/format/numbers.js';
import { CareLevelTag, CategoryTags, PersonCell } from '../../shared/format/people.js';
import { ProblemAlert } from '../../shared/problem/problem-alert.js';
import { VisitRecords } from './visit-records.panel.js';
import { StatusTag } from './visit-cells.panel.js';
import { TransferList } from './transfer-list.panel.js';
import { DIAGNOSIS_KINDS, useVisitTypes } from './visit-words.js';
import './visits.css';
import type { VisitDetail } from './visit.js';

const REPORT_STATUS: Readonly<Record<string, string>> = { final: '已审核', corrected: '已更正', withdrawn: '已撤回' };

/** Everything known of one visit or stay, beside the list it was opened from. */
export function VisitDrawer({ id, onClose }: { id: string | null; onClose: () => void }) {
  return (
    <Drawer open={id !== null} title="就诊详情" size={720} onClose={onClose} destroyOnHidden>
      {id && <Detail id={id} />}
    </Drawer>
  );
}

function Detail({ id }: { id: string }) {
  const { can } = useAccess();
  const { nameOf } = useVisitTypes();
  const { data: visit, error, refetch } = useApi(`/visits/${id}`, { topics: ['visits'] });
  const shown = !!visit;
  useEffect(() => {
    if (!shown) return;
    // The mark is a convenience: without it the results stay unread, and the page goes on.
    api.request(`/visits/${id}/seen`, { method: 'POST' }).then(
      () => queries.invalidateQueries({ predicate: ({ queryKey }) => /^\/(in|out)patient-visits$/.test(String(queryKey[0])) }),
      () => undefined,
    );
  }, [id, shown]);
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!visit) return <Spin delay={200} description="正在读取" />;
  const isStay = visit.visitClass === 'inpatient';
  const facts: readonly (readonly [string, string])[] = [
    ['就诊号', visit.visitNo],
    ['就诊类型', typeOf(visit, nameOf)],
    ...(isStay
      ? ([
          ['病案号', textOr(visit.medicalRecordNo)],
          ['住院号', textOr(visit.inpatientNo)],
          ['入院时间', formatFullTime(visit.startedAt)],
          ['出院时间', formatFullTime(visit.endedAt)],
          ['住院天数', visit.stayDays === null ? NOTHING : `${visit.stayDays} 天`],
          ['病区床号', [visit.wardName, visit.bedNo && `${visit.bedNo} 床`].filter(Boolean).join(' ') || NOTHING],
        ] as const)
      : ([
          ['挂号时间', formatFullTime(visit.registeredAt)],
          ['接诊时间', visit.waiting ? '待就诊' : formatFullTime(visit.seenAt)],
          ['完成时间', formatFullTime(visit.endedAt)],
        ] as const)),
    ['科室', textOr(visit.departmentName)],
    [isStay ? '责任医师' : '医生', textOr(visit.doctorName)],
    ['就诊机构', textOr(visit.organizationName)],
    ['费别', textOr(visit.chargeType)],
  ];
  return (
    <div className="visit-detail">
      <p className="visit-person">
        <PersonCell name={visit.name} sex={visit.sex} age={visit.age} /> <CareLevelTag level={visit.careLevel} />{' '}
        <CategoryTags categories={visit.categories} /> <StatusTag status={visit.status} />
        {can('beneficiary:read') && <Link to={`/p/${visit.beneficiaryId}/visits`}>打开对象档案</Link>}
      </p>
      {can('beneficiary:read') && <VisitRecords visit={visit} />}
      <dl className="visit-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {can('diagnosis:read') && <Diagnoses visit={visit} />}
      {isStay && <TransferList transfers={visit.transfers} />}
      {can('lab:read') && <Reports visit={visit} />}
      <p className="weak">
        来源 {visit.sourceSystem.toUpperCase()}，来源更新时间 {formatFullTime(visit.sourceVersion)}
      </p>
    </div>
  );
}

function typeOf(
  { visitType, visitClass, vipVisit }: VisitDetail,
  nameOf: (type: string | null, visitClass: string) => string,
): string {
  const name = nameOf(visitType, visitClass);
  return vipVisit && !name.includes('特需') ? `${name}，特需` : name;
}

function Diagnoses({ visit }: { visit: VisitDetail }) {
  const isMain = ({ name }: { name: string | null }) => name !== null && name === visit.mainDiagnosis;
  // The same words may stand at admission and at discharge; the discharge decides.
  const main = visit.diagnoses.find((one) => isMain(one) && one.kind === 'discharge') ?? visit.diagnoses.find(isMain);
  return (
    <section>
      <h3>诊断</h3>
      {visit.chiefComplaint && <p>主诉：{visit.chiefComplaint}</p>}
      {visit.diagnoses.length === 0 && (
        <p className="weak">{visit.mainDiagnosis ?? visit.admissionDiagnosis ?? '来源没有给出诊断。'}</p>
      )}
      <ol className="visit-diagnoses">
        {visit.diagnoses.map((one, index) => (
          <li key={`${one.kind} ${one.code} ${one.name} ${index}`}>
            <span className="weak">{DIAGNOSIS_KINDS[one.kind ?? ''] ?? '诊断'}</span> {textOr(one.name)}
            {one.suspected && '（疑似）'} {one.code && <span className="weak">{one.code}</span>}{' '}
            {one === main && <span className="tag tag-L3">主要诊断</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Reports({ visit }: { visit: VisitDetail }) {
  return (
    <section>
      <h3>检验报告</h3>
      {visit.labReports.length === 0 && <p className="weak">本次就诊没有检验报告。</p>}
      <ul className="visit-reports">
        {visit.labReports.map((report) => (
          <li key={report.id}>
            <span>{formatFullTime(report.collectedAt)}</span>
            <Link to={`/p/${visit.beneficiaryId}/labs`}>{report.panelName}</Link>
            <span className="weak">
              {report.reportNo} · {REPORT_STATUS[report.status] ?? report.status}
            </span>
            <span>
              异常 <AbnormalCount count={report.abnormalCount} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
