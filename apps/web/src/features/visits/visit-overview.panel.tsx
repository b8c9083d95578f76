import { useAccess } from '../../shared/access/access.js';
import { NOTHING, formatFullTime } from '../../shared/format/dates.js';
import { textOr } from '../../shared/format/numbers.js';
import { TransferList } from './transfer-list.panel.js';
import { DIAGNOSIS_KINDS, useVisitTypes } from './visit-words.js';
import type { VisitDetail } from './visit.js';

/** The course of a visit or stay, its diagnoses and transfers. */
export function VisitOverview({ visit }: { visit: VisitDetail }) {
  const { can } = useAccess();
  const { nameOf } = useVisitTypes();
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
