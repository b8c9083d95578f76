import { ageYears } from '@cadre/clinical/age';
import type { SheetField } from './report-print.dto.js';
import { sexWord } from './sheet-words.js';

/** What decides whether a report may be printed. */
export interface Printable {
  readonly id: string;
  readonly status: string;
  readonly revision: number;
}

export interface PatientBlock {
  readonly beneficiaryId: string;
  readonly name: string;
  readonly sex: string;
  readonly birthDate: string | null;
  /** As the source printed it. */
  readonly ageText: string | null;
  /** When it was done: the age is that of then. */
  readonly at: Date;
  readonly visitNo: string | null;
  readonly medicalRecordNo: string | null;
  readonly departmentName: string | null;
  readonly bedNo: string | null;
}

/** Over a report as `r` with its person and his visit. */
export const PATIENT_COLUMNS = `b.name, b.sex, b.birth_date as "birthDate", r.visit_no as "visitNo", v.medical_record_no as "medicalRecordNo",
  v.bed_no as "bedNo", coalesce(r.department_name, v.department_name) as "departmentName"`;
export const PATIENT_JOINS = `join beneficiary b on b.id = r.beneficiary_id
  left join lateral (select medical_record_no, bed_no, department_name from visit where visit_no = r.visit_no and beneficiary_id = r.beneficiary_id
    and deleted_at is null order by started_at desc limit 1) v on true`;

/** Who it is about, as reports carry it. */
export function patientFields({ name, sex, birthDate, ageText, at, visitNo, medicalRecordNo, departmentName, bedNo }: PatientBlock): SheetField[] {
  return [
    { label: '姓名', value: name },
    { label: '性别', value: sexWord(sex) },
    { label: '年龄', value: ageText ?? (birthDate ? `${ageYears(birthDate, at)}岁` : null) },
    { label: '病案号', value: medicalRecordNo },
    { label: '就诊号', value: visitNo },
    { label: '科室', value: departmentName },
    { label: '床号', value: bedNo },
  ];
}
