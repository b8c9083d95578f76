import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { type PersonList, personPage } from '../../platform/database/person-list.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { Page } from '../../platform/http/page.dto.js';
import type { PersonRecordsQuery } from '../../platform/http/person-records.dto.js';
import type { ExamReportRow } from './exam-report.dto.js';

const REPORTS: PersonList = {
  table: 'exam_report',
  columns: `r.id, r.beneficiary_id as "beneficiaryId", r.exam_no as "examNo", r.visit_no as "visitNo", r.patient_class as "patientClass",
    r.accession_no as "accessionNo", r.study_uid as "studyUid", r.category, r.modality, r.item_name as "itemName", r.body_part as "bodyPart",
    r.endoscopy_kind as "endoscopyKind", r.department_name as "departmentName", r.request_department_name as "requestDepartmentName",
    r.requesting_doctor as "requestingDoctor", r.requested_at as "requestedAt", r.examined_at as "examinedAt", r.reported_at as "reportedAt",
    r.verified_at as "verifiedAt", r.reporter, r.verifier, r.findings, r.impression, r.advice, r.positive, r.critical,
    r.has_images as "hasImages", r.status, r.revision`,
  // What nobody has verified is nobody's finding yet.
  shown: `r.deleted_at is null and r.status <> 'preliminary'`,
  order: 'r.examined_at desc, r.id',
};

/** Reports of examinations of a person, the newest first. */
@Injectable()
export class ExamReportQueries {
  constructor(private readonly db: ScopedDatabase) {}

  ofPerson(caller: Caller, beneficiaryId: string, query: PersonRecordsQuery): Promise<Page<ExamReportRow>> {
    return personPage(this.db, caller, REPORTS, beneficiaryId, query);
  }
}
