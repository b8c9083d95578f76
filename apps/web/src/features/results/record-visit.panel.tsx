import { Link } from 'react-router-dom';
import { useAccess, type Permission } from '../../shared/access/access.js';
import { useApi } from '../../shared/api/api.js';
import { useDictionaryNames, wordOf } from '../../shared/api/dictionaries.js';
import { formatFullTime } from '../../shared/format/dates.js';
import { textOr } from '../../shared/format/numbers.js';
import { Answered } from '../../shared/problem/answered.js';
import type { RecordProps } from './patient-parts.js';
import { DiagnosisList, TransferList, VisitReports } from './visit-parts.js';
import { CLASS_NAMES, VISIT_STATUS, type VisitDetail } from './visits.js';

/** Everything known of one visit or stay. */
export function RecordVisitPanel({ id, person, onOpen }: RecordProps) {
  const answer = useApi(`/visits/${id}`, { topics: ['visits', 'labs'], beneficiaryId: person.id });
  return (
    <Answered answer={answer} rows={10}>
      {(visit) => (
        <>
          <h2 className="part">
            {CLASS_NAMES[visit.visitClass]} · {textOr(visit.departmentName)}{' '}
            <span className="tag tag-off">
              {visit.waiting ? '待就诊' : (VISIT_STATUS[visit.status] ?? visit.status)}
            </span>
          </h2>
          <Facts visit={visit} />
          <h3 className="part sr-only">诊断、检验与转科</h3>
          <DiagnosisList diagnoses={visit.diagnoses} />
          <VisitReports reports={visit.labReports} onReport={(report) => onOpen('lab', report)} />
          {visit.transfers.length > 0 && <TransferList transfers={visit.transfers} />}
          <MoreOfVisit personId={person.id} visitNo={visit.visitNo} />
          <p className="weak">
            来源 {visit.sourceSystem.toUpperCase()}，来源数据更新于 {formatFullTime(visit.sourceVersion)}
          </p>
        </>
      )}
    </Answered>
  );
}

const MORE: readonly { readonly title: string; readonly to: string; readonly kind?: string; readonly permission: Permission }[] = [
  { title: '医嘱', to: 'orders', kind: 'orders', permission: 'order:read' },
  { title: '处方', to: 'orders', kind: 'prescriptions', permission: 'order:read' },
  { title: '病历文书', to: 'notes', permission: 'note:read' },
  { title: '手术', to: 'surgeries', kind: 'surgeries', permission: 'surgery:read' },
  { title: '会诊', to: 'surgeries', kind: 'consultations', permission: 'surgery:read' },
];

/** What else there is of this visit, each in its own part of the record. */
function MoreOfVisit({ personId, visitNo }: { personId: string; visitNo: string }) {
  const { can } = useAccess();
  const shown = MORE.filter(({ permission }) => can(permission));
  if (shown.length === 0) return null;
  return (
    <nav className="part-tools" aria-label="本次就诊的其他记录">
      本次就诊的
      {shown.map(({ title, to, kind }) => (
        <Link key={title} to={`/p/${personId}/${to}?${new URLSearchParams({ visit: visitNo, ...(kind && { kind }) })}`}>
          {title}
        </Link>
      ))}
    </nav>
  );
}

function Facts({ visit }: { visit: VisitDetail }) {
  const { can } = useAccess();
  const grades = useDictionaryNames('CARE_GRADE');
  const types = useDictionaryNames('REGION_VISIT_TYPE');
  const isStay = visit.visitClass === 'inpatient';
  const facts: readonly (readonly [string, string | null])[] = isStay
    ? [
        ['入院时间', formatFullTime(visit.startedAt)],
        ['出院时间', visit.endedAt ? formatFullTime(visit.endedAt) : '在院'],
        ['住院天数', visit.stayDays === null ? null : `${visit.stayDays} 天`],
        ['病区', visit.wardName],
        ['床号', visit.bedNo],
        ['医生', visit.doctorName],
        ['病案号', visit.medicalRecordNo],
        ['住院号', visit.inpatientNo],
        ['住院次数', visit.admissionCount === null ? null : `第 ${visit.admissionCount} 次`],
        ['护理等级', wordOf(grades, visit.careGrade)],
        ['就诊类型', wordOf(types, visit.visitType)],
      ]
    : [
        ['挂号时间', formatFullTime(visit.registeredAt)],
        ['接诊时间', formatFullTime(visit.seenAt)],
        ['医生', visit.doctorName],
        ['就诊类型', wordOf(types, visit.visitType)],
      ];
  const rest: typeof facts = [
    ['就诊号', visit.visitNo],
    ['机构', visit.organizationName],
    ['费别', visit.chargeType],
  ];
  const told: typeof facts = can('diagnosis:read')
    ? [
        ['主要诊断', visit.mainDiagnosis],
        ...(isStay ? [['入院诊断', visit.admissionDiagnosis] as const] : []),
        ['主诉', visit.chiefComplaint],
      ]
    : [];
  return (
    <dl className="facts">
      {[...facts, ...rest, ...told].map(([name, value]) => [
        <dt key={`${name}-name`}>{name}</dt>,
        <dd key={name}>{textOr(value)}</dd>,
      ])}
    </dl>
  );
}
