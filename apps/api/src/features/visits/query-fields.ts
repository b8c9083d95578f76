import { choiceField, dateField, departmentField, diagnosisField, flagField, numberField, textField } from '../../platform/query/field-kinds.js';
import { personFields } from '../../platform/query/person-fields.js';
import type { QueryField } from '../../platform/query/query-field.js';
import { INPATIENT_STATUSES } from './inpatient-visit.dto.js';
import { OUTPATIENT_STATUSES } from './outpatient-visit.dto.js';
import { ABNORMAL_COUNT } from './visit-columns.js';
import { VISIT_WORDS } from './visit-words.js';

const worded = (field: string, codes: readonly string[]) => codes.map((value) => ({ value, label: VISIT_WORDS[field]?.[value] ?? value }));
/** 算头不算尾; a stay of one day counts 1. */
const STAY_DAYS = `greatest(1, (coalesce(v.ended_at, now()) at time zone 'Asia/Shanghai')::date - (v.started_at at time zone 'Asia/Shanghai')::date)`;

const ofEveryVisit = (department: string): readonly QueryField[] => [
  departmentField({ name: 'departmentCode', label: department }, 'v.department_code'),
  diagnosisField({ name: 'mainDiagnosis', label: '主要诊断' }, (fits) => fits('v.main_diagnosis', 'v.main_diagnosis_code')),
  diagnosisField({ name: 'diagnosis', label: '诊断' }, (fits) =>
    `(${fits('v.main_diagnosis', 'v.main_diagnosis_code')} or exists (select 1 from visit_diagnosis q where q.visit_id = v.id and ${fits('q.name', 'q.code')}))`),
  choiceField({ name: 'visitType', label: '就诊类型', dictionary: 'REGION_VISIT_TYPE' }, 'v.visit_type'),
  textField({ name: 'organization', label: '就诊机构' }, 'v.organization_name'),
  textField({ name: 'chargeType', label: '费别' }, 'v.charge_type'),
  numberField({ name: 'abnormalCount', label: '检验异常项数', permission: 'lab:read' }, ABNORMAL_COUNT),
];

/** What may be asked of out-patient visits; the row is `v`. */
export const OUTPATIENT_FIELDS: readonly QueryField[] = [
  choiceField({ name: 'visitClass', label: '门急诊', options: worded('visitClass', ['outpatient', 'emergency']) }, 'v.visit_class'),
  dateField({ name: 'visitedAt', label: '就诊时间' }, 'v.started_at'),
  textField({ name: 'doctor', label: '医生' }, 'v.doctor_name'),
  choiceField({ name: 'status', label: '状态', options: worded('status', OUTPATIENT_STATUSES) }, 'v.status'),
  flagField({ name: 'vipVisit', label: '特需号' }, 'v.vip'),
  ...ofEveryVisit('就诊科室'),
  ...personFields('v.beneficiary_id'),
];

/** What may be asked of stays; the row is `v`. */
export const INPATIENT_FIELDS: readonly QueryField[] = [
  choiceField({ name: 'status', label: '在院状态', options: worded('status', INPATIENT_STATUSES) }, 'v.status'),
  dateField({ name: 'admittedAt', label: '入院时间' }, 'v.started_at'),
  dateField({ name: 'dischargedAt', label: '出院时间' }, 'v.ended_at'),
  numberField({ name: 'stayDays', label: '住院天数' }, STAY_DAYS),
  textField({ name: 'wardName', label: '病区' }, 'v.ward_name'),
  textField({ name: 'bedNo', label: '床号' }, 'v.bed_no'),
  textField({ name: 'doctor', label: '责任医师' }, 'v.doctor_name'),
  textField({ name: 'medicalRecordNo', label: '病案号' }, 'v.medical_record_no'),
  choiceField({ name: 'careGrade', label: '护理级别', dictionary: 'CARE_GRADE' }, 'v.care_grade'),
  ...ofEveryVisit('科室'),
  ...personFields('v.beneficiary_id'),
];
