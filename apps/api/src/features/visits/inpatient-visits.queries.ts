import { stayDays } from '@cadre/clinical/stay-days';
import { Injectable, type StreamableFile } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { exportList } from '../../platform/http/export-list.js';
import { EXACT_TOTAL, type Page } from '../../platform/http/page.dto.js';
import { Conditions } from '../../platform/database/conditions.js';
import { addDepartment, addOwnWork, addPeriod, addPersonKind, checkPeriod } from '../../platform/database/list-conditions.js';
import { COMPOSED } from '../../platform/database/preparing-client.js';
import { askedQuery } from '../../platform/query/asked-query.js';
import { addQuery } from '../../platform/query/compile-query.js';
import { addKeyword } from './visit-keyword.js';
import { addDiagnosis } from './diagnosis-filter.js';
import { filterSentence } from './filter-sentence.js';
import { countStatement, pageStatement, sortOf, type VisitList, wholeStatement } from './list-statements.js';
import { INPATIENT_SORTS, type InpatientCounts, type InpatientQuery, type InpatientSearch, InpatientVisitRow } from './inpatient-visit.dto.js';
import { INPATIENT_FIELDS } from './query-fields.js';
import { ABNORMAL_COUNT, CRITICAL_COUNT, UNREAD_COUNT } from './visit-columns.js';
import { visitWords } from './visit-words.js';
import { personColumns, withAge } from '../../platform/http/person-row.dto.js';

const COLUMNS = `${personColumns('v.started_at')}, v.visit_no as "visitNo", v.ward_name as "wardName", v.bed_no as "bedNo",
  v.department_name as "departmentName", v.doctor_name as "doctorName", v.started_at as "admittedAt", v.ended_at as "dischargedAt",
  v.main_diagnosis as "mainDiagnosis", v.medical_record_no as "medicalRecordNo", v.visit_type as "visitType", v.status,
  ${ABNORMAL_COUNT} as "abnormalCount", ${CRITICAL_COUNT} as "criticalCount", ${UNREAD_COUNT} as "unreadCount", l.rule as "matchedBy", l.reason as "matchReason", l.matched_at as "matchedAt"`;
const LINK = 'left join patient_link l on l.source_system = v.patient_numbers_of and l.patient_id = v.patient_id';

/** The filters of a GET, or of a POST that brings its own nested query. */
type InpatientAsked = InpatientQuery & Partial<Pick<InpatientSearch, 'query'>>;
type Found = Omit<InpatientVisitRow, 'age' | 'stayDays'> & { birthDate: string | null };

/** Stays, the newest admission first. */
@Injectable()
export class InpatientVisitQueries {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller, query: InpatientAsked): Promise<Page<InpatientVisitRow>> {
    const conditions = withStatus(conditionsOf(caller, query), query);
    return this.db.asCaller(caller, async (em) => {
      const asked = await askedQuery(em, 'inpatient', query);
      addQuery(conditions, caller, INPATIENT_FIELDS, asked);
      const { where, values } = conditions;
      const list = listOf(where, query, asked !== null);
      const [rows, [counted]]: [Found[], [{ total: number }]] = await Promise.all([
        em.query(pageStatement(list, query), values),
        em.query(countStatement(list), values),
      ]);
      return { items: rows.map(finish), total: Math.min(counted.total, EXACT_TOTAL), totalIsExact: counted.total <= EXACT_TOTAL };
    });
  }

  /** How many of the filtered stays go on and how many are over, whatever status the list shows. */
  counts(caller: Caller, query: InpatientQuery): Promise<InpatientCounts> {
    const conditions = conditionsOf(caller, query);
    return this.db.asCaller(caller, async (em) => {
      const asked = await askedQuery(em, 'inpatient', query);
      addQuery(conditions, caller, INPATIENT_FIELDS, asked);
      const [counts]: [InpatientCounts] = await em.query(
        `${asked ? COMPOSED : ''}select count(*) filter (where v.status = 'in_hospital') as "inHospital", count(*) filter (where v.status = 'discharged') as discharged,
           count(*) filter (where v.status = 'cancelled') as cancelled
         from visit v where v.visit_class = 'inpatient' and ${conditions.where}`,
        conditions.values,
      );
      return counts;
    });
  }

  async export(caller: Caller, query: InpatientQuery): Promise<StreamableFile> {
    const conditions = withStatus(conditionsOf(caller, query), query);
    const { file } = await this.db.asCaller(caller, async (em) => {
      const asked = await askedQuery(em, 'inpatient', query);
      addQuery(conditions, caller, INPATIENT_FIELDS, asked);
      const { where, values } = conditions;
      return exportList(em, {
        row: InpatientVisitRow,
        caller,
        title: '住院记录',
        period: query.admittedFrom || query.admittedTo ? [query.admittedFrom, query.admittedTo] : [query.dischargedFrom, query.dischargedTo],
        filters: await filterSentence(em, query, { fields: INPATIENT_FIELDS, asked }),
        words: await visitWords(em),
        statement: wholeStatement(listOf(where, query, asked !== null)),
        values,
        finish: (found) => finish(found as Found),
      });
    });
    return file;
  }
}

function finish(found: Found): InpatientVisitRow {
  const days = found.status === 'cancelled' ? null : stayDays(found.admittedAt, found.dischargedAt ?? new Date());
  return { ...withAge(found), stayDays: days };
}

function listOf(where: string, query: InpatientQuery, composed: boolean): VisitList {
  return { composed, columns: COLUMNS, joins: LINK, classes: ['inpatient'], where, ...sortOf(query.sort, INPATIENT_SORTS) };
}

function conditionsOf(caller: Caller, query: InpatientQuery): Conditions {
  checkPeriod(query.admittedFrom, query.admittedTo, 'admittedTo');
  checkPeriod(query.dischargedFrom, query.dischargedTo, 'dischargedTo');
  const conditions = new Conditions().always('v.deleted_at is null');
  addOwnWork(conditions, caller);
  addPeriod(conditions, 'v.started_at', [query.admittedFrom, query.admittedTo]);
  addPeriod(conditions, 'v.ended_at', [query.dischargedFrom, query.dischargedTo]);
  if (query.dischargedFrom || query.dischargedTo) conditions.always(`v.status = 'discharged'`);
  addKeyword(conditions, query.keyword);
  addPersonKind(conditions, query);
  addDepartment(conditions, query.departmentCode);
  addDiagnosis(conditions, caller, query.diagnosis, query.includeOtherDiagnoses ?? false);
  return conditions
    .when(query.visitType, (bound) => `v.visit_type = any (${bound}::text[])`)
    .when(query.doctor, (bound) => `(strpos(v.doctor_name, ${bound}) > 0 or v.doctor_code = ${bound})`)
    .when(query.bedNo, (bound) => `v.bed_no = ${bound}`);
}

const withStatus = (conditions: Conditions, { status }: InpatientQuery): Conditions =>
  conditions.when(status, (bound) => `v.status = any (${bound}::text[])`);
