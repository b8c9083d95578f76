import { Injectable, type StreamableFile } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { Conditions } from '../../platform/database/conditions.js';
import { addPersonKeyword, type FactList, factPage, factStatement } from '../../platform/database/fact-list.js';
import { addDepartment, addPeriod, addPersonKind, checkPeriod } from '../../platform/database/list-conditions.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { exportList } from '../../platform/http/export-list.js';
import type { Page } from '../../platform/http/page.dto.js';
import { personColumns, withAge } from '../../platform/http/person-row.dto.js';
import { LAB_REPORT_SORTS, LabReportListQuery, LabReportListRow } from './lab-report-list.dto.js';
import { labFilterSentence, RESULT_WORDS } from './result-words.js';

/** Whether something in the report could not wait. */
const CRITICAL = `exists (select 1 from lab_result x where x.report_id = v.id and (x.critical or x.flag in ('HH', 'LL')))`;
const LIST: FactList = {
  table: 'lab_report',
  columns: `${personColumns('v.collected_at')}, v.report_no as "reportNo", v.panel_name as "panelName", v.specimen, v.collected_at as "collectedAt",
    v.reported_at as "reportedAt", v.department_name as "departmentName", v.visit_no as "visitNo", v.abnormal_count as "abnormalCount",
    ${CRITICAL} as critical, v.status, v.revision`,
  sorts: LAB_REPORT_SORTS,
  always: LAB_REPORT_SORTS.collectedAt,
};

/** Laboratory reports of all people that the caller sees, the newest first. */
@Injectable()
export class LabReportListQueries {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller, query: LabReportListQuery): Promise<Page<LabReportListRow>> {
    return factPage(this.db, caller, LIST, conditionsOf(query), query);
  }

  async export(caller: Caller, query: LabReportListQuery): Promise<StreamableFile> {
    const { where, values } = conditionsOf(query);
    const { file } = await this.db.asCaller(caller, async (em) =>
      exportList(em, {
        row: LabReportListRow, caller, title: '检验报告', period: [query.from, query.to], filters: await labFilterSentence(em, query), words: RESULT_WORDS,
        statement: factStatement(LIST, where, query.sort), values,
        finish: (found) => withAge(found as LabReportListRow & { birthDate: string | null }) as LabReportListRow,
      }),
    );
    return file;
  }
}

/** What the laboratory has not verified is nobody's result yet; withdrawn reports stay in the list with their state. */
function conditionsOf(query: LabReportListQuery): Conditions {
  checkPeriod(query.from, query.to, 'to');
  const conditions = new Conditions().always(`v.deleted_at is null and v.status <> 'preliminary'`);
  addPeriod(conditions, 'v.collected_at', [query.from, query.to]);
  addPersonKeyword(conditions, query.keyword, ['v.report_no', 'v.visit_no']);
  addPersonKind(conditions, query);
  addDepartment(conditions, query.departmentCode);
  return conditions
    .when(query.panel, (bound) => `strpos(v.panel_name, ${bound}) > 0`)
    .when(query.status, (bound) => `v.status = any (${bound}::text[])`)
    .when(query.onlyAbnormal, (bound) => `(v.abnormal_count > 0) = ${bound}`)
    .when(query.onlyCritical, (bound) => `${CRITICAL} = ${bound}`);
}
