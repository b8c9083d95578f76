import type { EntityManager } from 'typeorm';
import { hospitalName } from '../../platform/http/hospital-name.js';
import { PATIENT_COLUMNS, PATIENT_JOINS, type PatientBlock, patientFields, type Printable } from './patient-block.js';
import type { ReportSheet, SheetTable } from './report-print.dto.js';
import { flagWords, susceptibilityWord, timeWords } from './sheet-words.js';

interface Report extends PatientBlock, Printable {
  readonly reportNo: string;
  readonly panelName: string;
  readonly specimen: string | null;
  readonly requestingDoctor: string | null;
  readonly collectedAt: Date;
  readonly receivedAt: Date | null;
  readonly reportedAt: Date | null;
  readonly verifiedAt: Date | null;
  readonly tester: string | null;
  readonly verifier: string | null;
}

interface Result {
  readonly reportId: string;
  readonly name: string;
  readonly text: string | null;
  readonly unit: string | null;
  readonly range: string | null;
  readonly flag: string | null;
  readonly method: string | null;
  readonly organism: string | null;
  readonly susceptibility: string | null;
}

export type LabSheet = Omit<ReportSheet, 'nth'> & Printable;

/** Laboratory reports of the caller of `em` as sheets, in the order asked for; what he may not see is not among them. */
export async function labSheets(em: EntityManager, ids: readonly string[], onlyAbnormal: boolean): Promise<LabSheet[]> {
  const [reports, results]: [Report[], Result[]] = await Promise.all([
    em.query(
      `select r.id, r.beneficiary_id as "beneficiaryId", r.status, r.revision, r.report_no as "reportNo", r.panel_name as "panelName", r.specimen,
         r.requesting_doctor as "requestingDoctor", r.collected_at as "collectedAt", r.received_at as "receivedAt", r.reported_at as "reportedAt",
         r.verified_at as "verifiedAt", r.tester, r.verifier, r.patient_age_text as "ageText", r.collected_at as at, ${PATIENT_COLUMNS}
       from lab_report r ${PATIENT_JOINS} where r.id = any ($1) and r.deleted_at is null order by array_position($1::uuid[], r.id)`,
      [ids],
    ),
    em.query(
      `select x.report_id as "reportId", x.item_name as name, x.value_text as text, x.unit, x.range_text as range, x.flag, x.method, x.organism, x.susceptibility
       from lab_result x where x.report_id = any ($1) order by x.line_no, x.result_no`,
      [ids],
    ),
  ]);
  return reports.map((report) => {
    const own = results.filter(({ reportId }) => reportId === report.id);
    const shown = onlyAbnormal ? own.filter(({ flag, organism }) => flagWords(flag) !== '' || organism !== null) : own;
    return {
      id: report.id, status: report.status, revision: report.revision, reportId: report.id, beneficiaryId: report.beneficiaryId, hospital: hospitalName(),
      title: '检验报告单', subtitle: `${report.panelName}${onlyAbnormal ? '（仅异常结果）' : ''}`, reportNo: report.reportNo,
      fields: [
        ...patientFields(report),
        { label: '标本', value: report.specimen }, { label: '申请医生', value: report.requestingDoctor }, { label: '报告单号', value: report.reportNo },
        { label: '采样时间', value: timeWords(report.collectedAt) }, { label: '接收时间', value: timeWords(report.receivedAt) }, { label: '报告时间', value: timeWords(report.reportedAt) },
      ],
      tables: [...itemTable(shown.filter(({ organism }) => organism === null)), ...germTables(shown.filter(({ organism }) => organism !== null))],
      texts: [],
      foot: [
        `检验者 ${report.tester ?? '—'}    审核者 ${report.verifier ?? '—'}    审核时间 ${timeWords(report.verifiedAt) ?? '—'}${report.status === 'corrected' ? `    已更正（第 ${report.revision} 版）` : ''}`,
        '本报告仅对所检测标本负责。',
      ],
    };
  });
}

function itemTable(results: readonly Result[]): SheetTable[] {
  if (results.length === 0) return [];
  const rows = results.map(({ name, text, unit, range, flag, method }, at) => ({
    cells: [String(at + 1), name, text ?? '—', flagWords(flag), unit ?? '', range ?? '', method ?? ''], abnormal: flagWords(flag) !== '',
  }));
  return [{ caption: null, columns: ['序号', '项目', '结果', '提示', '单位', '参考区间', '方法'], rows }];
}

/** A culture: one table for each germ, with the drugs it was tried with. */
function germTables(results: readonly Result[]): SheetTable[] {
  const germs = [...new Set(results.map(({ organism }) => organism!))];
  return germs.map((germ) => ({
    caption: `培养结果：${germ}`,
    columns: ['药物', '结果', '单位', '敏感性', '方法'],
    rows: results.filter(({ organism }) => organism === germ).map(({ name, text, unit, susceptibility, method }) => ({
      cells: [name, text ?? '—', unit ?? '', susceptibilityWord(susceptibility), method ?? ''], abnormal: susceptibility?.toUpperCase() === 'R',
    })),
  }));
}
