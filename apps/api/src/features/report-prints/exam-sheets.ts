import type { EntityManager } from 'typeorm';
import { hospitalName } from '../../platform/http/hospital-name.js';
import type { LabSheet } from './lab-sheets.js';
import { PATIENT_COLUMNS, PATIENT_JOINS, type PatientBlock, patientFields, type Printable } from './patient-block.js';
import { timeWords } from './sheet-words.js';

interface Report extends PatientBlock, Printable {
  readonly examNo: string;
  readonly itemName: string;
  readonly bodyPart: string | null;
  readonly examDepartment: string | null;
  readonly requestingDoctor: string | null;
  readonly examinedAt: Date;
  readonly reportedAt: Date | null;
  readonly verifiedAt: Date | null;
  readonly reporter: string | null;
  readonly verifier: string | null;
  readonly findings: string | null;
  readonly impression: string | null;
  readonly advice: string | null;
}

/** Reports of examinations of the caller of `em` as sheets, in the order asked for; what he may not see is not among them. */
export async function examSheets(em: EntityManager, ids: readonly string[]): Promise<LabSheet[]> {
  const columns = PATIENT_COLUMNS.replace('r.department_name', 'r.request_department_name');
  const reports: Report[] = await em.query(
    `select r.id, r.beneficiary_id as "beneficiaryId", r.status, r.revision, r.exam_no as "examNo", r.item_name as "itemName", r.body_part as "bodyPart",
       r.department_name as "examDepartment", r.requesting_doctor as "requestingDoctor", r.examined_at as "examinedAt", r.reported_at as "reportedAt",
       r.verified_at as "verifiedAt", r.reporter, r.verifier, r.findings, r.impression, r.advice, null as "ageText", r.examined_at as at, ${columns}
     from exam_report r ${PATIENT_JOINS} where r.id = any ($1) and r.deleted_at is null order by array_position($1::uuid[], r.id)`,
    [ids],
  );
  return reports.map((report) => ({
    id: report.id, status: report.status, revision: report.revision, reportId: report.id, beneficiaryId: report.beneficiaryId, hospital: hospitalName(),
    title: '检查报告单', subtitle: report.itemName, reportNo: report.examNo,
    fields: [
      ...patientFields(report),
      { label: '检查号', value: report.examNo }, { label: '部位', value: report.bodyPart }, { label: '检查科室', value: report.examDepartment },
      { label: '申请医生', value: report.requestingDoctor }, { label: '检查时间', value: timeWords(report.examinedAt) }, { label: '报告时间', value: timeWords(report.reportedAt) },
    ],
    tables: [],
    texts: [
      { heading: '检查所见', text: report.findings ?? '—' },
      { heading: '诊断意见', text: report.impression ?? '—' },
      ...(report.advice ? [{ heading: '建议', text: report.advice }] : []),
    ],
    foot: [
      `报告医生 ${report.reporter ?? '—'}    审核医生 ${report.verifier ?? '—'}    审核时间 ${timeWords(report.verifiedAt) ?? '—'}${report.status === 'corrected' ? `    已更正（第 ${report.revision} 版）` : ''}`,
      '本报告仅供临床医师参考。',
    ],
  }));
}
