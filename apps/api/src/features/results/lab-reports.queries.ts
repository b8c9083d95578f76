import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { mustSeePerson } from '../../platform/database/visible-person.js';
import { NotFound } from '../../platform/http/refusal.js';
import type { Page, PageQuery } from '../../platform/http/page.dto.js';
import type { EarlierReport, LabReportDetail, LabReportRow, LabResultRow } from './lab-report.dto.js';

/** Of a row of a list of reports. */
export const REPORT_COLUMNS = `id, beneficiary_id as "beneficiaryId", report_no as "reportNo", panel_name as "panelName", specimen, collected_at as "collectedAt",
  reported_at as "reportedAt", status, revision, abnormal_count as "abnormalCount", department_name as "departmentName"`;
/** What the laboratory has not verified is nobody's result yet. */
export const SHOWN_REPORTS = `deleted_at is null and status <> 'preliminary'`;

/** Laboratory reports, whole. */
@Injectable()
export class LabReportQueries {
  constructor(private readonly db: ScopedDatabase) {}

  ofPerson(caller: Caller, beneficiaryId: string, { page, pageSize }: PageQuery): Promise<Page<LabReportRow>> {
    return this.db.asCaller(caller, async (em) => {
      const [, items, [counted]]: [void, LabReportRow[], [{ total: number }]] = await Promise.all([
        mustSeePerson(em, beneficiaryId),
        em.query(
          `select ${REPORT_COLUMNS} from lab_report where beneficiary_id = $1 and ${SHOWN_REPORTS} order by collected_at desc, id desc limit $2 offset $3`,
          [beneficiaryId, pageSize, (page - 1) * pageSize],
        ),
        em.query(`select count(*) as total from lab_report where beneficiary_id = $1 and ${SHOWN_REPORTS}`, [beneficiaryId]),
      ]);
      return { items, total: counted.total, totalIsExact: true };
    });
  }

  /** Throws NotFound for what does not exist, is not verified or is not the caller's to see. */
  detail(caller: Caller, id: string): Promise<LabReportDetail> {
    return this.db.asCaller(caller, async (em) => {
      const [[found], results, earlier]: [Omit<LabReportDetail, 'results' | 'earlier'>[], LabResultRow[], EarlierReport[]] = await Promise.all([
        em.query(
          `select ${REPORT_COLUMNS}, visit_no as "visitNo", request_no as "requestNo", requesting_doctor as "requestingDoctor",
             received_at as "receivedAt", tested_at as "testedAt", verified_at as "verifiedAt", tester, verifier,
             patient_age_text as "patientAgeText", source_system as "sourceSystem", source_version as "sourceVersion"
           from lab_report where id = $1 and ${SHOWN_REPORTS}`,
          [id],
        ),
        em.query(
          `select identity_code as code, item_name as name, value_text as text, value_number as number, comparator, unit, range_text as range,
             flag, flag_source as "flagSource", flag_disagrees as disagrees, critical, method,
             organism, susceptibility, critical_notified_at as "notifiedAt", critical_notified_to as "notifiedTo", critical_handled_at as "handledAt"
           from lab_result where report_id = $1 order by line_no, result_no`,
          [id],
        ),
        em.query(
          `select h.revision, h.status, max(h.recorded_to) as "recordedUntil" from lab_report_history h join lab_report r on r.id = h.id
           where h.id = $1 and (h.revision, h.status) is distinct from (r.revision, r.status)
           group by h.revision, h.status order by 3 desc`,
          [id],
        ),
      ]);
      if (!found) throw new NotFound('检验报告');
      return { ...found, results, earlier };
    });
  }
}
