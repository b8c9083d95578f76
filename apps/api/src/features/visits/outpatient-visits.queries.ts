import { Injectable, type StreamableFile } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { exportList } from '../../platform/http/export-list.js';
import { EXACT_TOTAL, type Page } from '../../platform/http/page.dto.js';
import { Conditions } from '../../platform/database/conditions.js';
import { addDepartment, addOwnWork, addPeriod, addPersonKind, checkPeriod } from '../../platform/database/list-conditions.js';
import { askedQuery } from '../../platform/query/asked-query.js';
import { addQuery } from '../../platform/query/compile-query.js';
import { addKeyword } from './visit-keyword.js';
import { addDiagnosis } from './diagnosis-filter.js';
import { filterSentence } from './filter-sentence.js';
import { countStatement, pageStatement, sortOf, type VisitList, wholeStatement } from './list-statements.js';
import { OUTPATIENT_SORTS, type OutpatientQuery, type OutpatientSearch, OutpatientVisitRow } from './outpatient-visit.dto.js';
import { OUTPATIENT_FIELDS } from './query-fields.js';
import { ABNORMAL_COUNT, CRITICAL_COUNT, OTHER_DIAGNOSES, UNREAD_COUNT } from './visit-columns.js';
import { visitWords } from './visit-words.js';
import { personColumns, withAge } from '../../platform/http/person-row.dto.js';

const COLUMNS = `${personColumns('v.started_at')}, v.visit_no as "visitNo", v.started_at as "visitedAt", v.seen_at is null and v.status = 'registered' as waiting,
  v.department_name as "departmentName", v.doctor_name as "doctorName", v.main_diagnosis as "mainDiagnosis",
  ${OTHER_DIAGNOSES} as "otherDiagnoses", v.visit_type as "visitType", v.visit_class as "visitClass",
  v.organization_name as "organizationName", v.status, v.vip as "vipVisit", ${ABNORMAL_COUNT} as "abnormalCount", ${CRITICAL_COUNT} as "criticalCount", ${UNREAD_COUNT} as "unreadCount"`;

/** The filters of a GET, or of a POST that brings its own nested query. */
type OutpatientAsked = OutpatientQuery & Partial<Pick<OutpatientSearch, 'query'>>;
type Found = Omit<OutpatientVisitRow, 'age'> & { birthDate: string | null };

/** Out-patient and emergency visits, the newest first. */
@Injectable()
export class OutpatientVisitQueries {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller, query: OutpatientAsked): Promise<Page<OutpatientVisitRow>> {
    const conditions = conditionsOf(caller, query);
    return this.db.asCaller(caller, async (em) => {
      const asked = await askedQuery(em, 'outpatient', query);
      addQuery(conditions, caller, OUTPATIENT_FIELDS, asked);
      const { where, values } = conditions;
      const list = listOf(where, query, asked !== null);
      const [rows, [counted]]: [Found[], [{ total: number }]] = await Promise.all([
        em.query(pageStatement(list, query), values),
        em.query(countStatement(list), values),
      ]);
      return { items: rows.map(withAge), total: Math.min(counted.total, EXACT_TOTAL), totalIsExact: counted.total <= EXACT_TOTAL };
    });
  }

  async export(caller: Caller, query: OutpatientQuery): Promise<StreamableFile> {
    const conditions = conditionsOf(caller, query);
    const { file } = await this.db.asCaller(caller, async (em) => {
      const asked = await askedQuery(em, 'outpatient', query);
      addQuery(conditions, caller, OUTPATIENT_FIELDS, asked);
      const { where, values } = conditions;
      return exportList(em, {
        row: OutpatientVisitRow,
        caller,
        title: '门急诊就诊记录',
        period: [query.from, query.to],
        filters: await filterSentence(em, query, { fields: OUTPATIENT_FIELDS, asked }),
        words: await visitWords(em),
        statement: wholeStatement(listOf(where, query, asked !== null)),
        values,
        finish: (found) => withAge(found as Found),
      });
    });
    return file;
  }
}

function listOf(where: string, query: OutpatientQuery, composed: boolean): VisitList {
  return { composed, columns: COLUMNS, joins: '', classes: ['outpatient', 'emergency'], where, ...sortOf(query.sort, OUTPATIENT_SORTS) };
}

function conditionsOf(caller: Caller, query: OutpatientQuery): Conditions {
  checkPeriod(query.from, query.to, 'to');
  const conditions = new Conditions().always('v.deleted_at is null');
  addOwnWork(conditions, caller);
  addPeriod(conditions, 'v.started_at', [query.from, query.to]);
  addKeyword(conditions, query.keyword);
  addPersonKind(conditions, query);
  addDepartment(conditions, query.departmentCode);
  addDiagnosis(conditions, caller, query.diagnosis, true);
  return conditions
    .when(query.visitType, (bound) => `v.visit_type = any (${bound}::text[])`)
    .when(query.status, (bound) => `v.status = any (${bound}::text[])`)
    .when(query.organization, (bound) => `${bound} in (v.organization_code, v.organization_name)`);
}
