import { Injectable, type StreamableFile } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { Conditions } from '../../platform/database/conditions.js';
import { addPersonKeyword, type FactList, factPage, factStatement } from '../../platform/database/fact-list.js';
import { addDepartment, addPeriod, addPersonKind, checkPeriod } from '../../platform/database/list-conditions.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { exportList } from '../../platform/http/export-list.js';
import type { Page } from '../../platform/http/page.dto.js';
import { personColumns, withAge } from '../../platform/http/person-row.dto.js';
import { EXAM_REPORT_SORTS, ExamReportListQuery, ExamReportListRow } from './exam-report-list.dto.js';
import { EXAM_WORDS, examFilterSentence } from './exam-words.js';

/** The study of the archive that belongs to the report: by study UID, else by accession number. */
const STUDY = `(select s.id from imaging_study s where s.beneficiary_id = v.beneficiary_id and s.deleted_at is null
  and (s.study_uid = v.study_uid or s.accession_no = v.accession_no)
  order by (s.study_uid = v.study_uid) desc nulls last, s.started_at desc, s.id limit 1)`;
const IMAGES = `case when ${STUDY} is not null then 'archived' when v.has_images or v.study_uid is not null then 'not-archived' else 'none' end`;
const LIST: FactList = {
  table: 'exam_report',
  columns: `${personColumns('v.examined_at')}, v.exam_no as "examNo", v.examined_at as "examinedAt", v.category, v.item_name as "itemName",
    v.body_part as "bodyPart", v.department_name as "departmentName", v.impression, v.positive, v.critical, ${IMAGES} as images, ${STUDY} as "studyId",
    v.reported_at as "reportedAt", v.visit_no as "visitNo", v.status, v.revision`,
  sorts: EXAM_REPORT_SORTS,
  always: EXAM_REPORT_SORTS.examinedAt,
};

/** Examinations of all people that the caller sees, the newest first. */
@Injectable()
export class ExamReportListQueries {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller, query: ExamReportListQuery): Promise<Page<ExamReportListRow>> {
    return factPage(this.db, caller, LIST, conditionsOf(query), query);
  }

  async export(caller: Caller, query: ExamReportListQuery): Promise<StreamableFile> {
    const { where, values } = conditionsOf(query);
    const { file } = await this.db.asCaller(caller, async (em) =>
      exportList(em, {
        row: ExamReportListRow, caller, title: '检查报告', period: [query.from, query.to], filters: await examFilterSentence(em, query), words: EXAM_WORDS,
        statement: factStatement(LIST, where, query.sort), values,
        finish: (found) => withAge(found as ExamReportListRow & { birthDate: string | null }) as ExamReportListRow,
      }),
    );
    return file;
  }
}

function conditionsOf(query: ExamReportListQuery): Conditions {
  checkPeriod(query.from, query.to, 'to');
  const conditions = new Conditions().always(`v.deleted_at is null and v.status <> 'preliminary'`);
  addPeriod(conditions, 'v.examined_at', [query.from, query.to]);
  addPersonKeyword(conditions, query.keyword, ['v.exam_no', 'v.accession_no', 'v.visit_no']);
  addPersonKind(conditions, query);
  addDepartment(conditions, query.departmentCode);
  return conditions
    .when(query.examCategory, (bound) => `v.category = any (${bound}::text[])`)
    .when(query.words, (bound) => `strpos(concat_ws(' ', v.item_name, v.body_part, v.findings, v.impression), ${bound}) > 0`)
    .when(query.status, (bound) => `v.status = any (${bound}::text[])`)
    .when(query.images, (bound) => `${IMAGES} = any (${bound}::text[])`)
    .when(query.onlyPositive, (bound) => `coalesce(v.positive, false) = ${bound}`);
}
