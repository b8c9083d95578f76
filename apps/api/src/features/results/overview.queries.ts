import { labItem } from '@cadre/clinical/lab-items';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { mustSeePerson } from '../../platform/database/visible-person.js';
import { sparkOf } from './lab-matrix.js';
import { REPORT_COLUMNS, SHOWN_REPORTS } from './lab-reports.queries.js';
import type { KeyItem, Overview } from './overview.dto.js';
import { EFFECTIVE, RESULT_COLUMNS, type StoredResult } from './stored-result.js';

/** What an internist of old people looks at first: blood, liver, kidney, metabolism, electrolytes, tumour marker. */
const KEY_ITEMS = ['HGB', 'WBC', 'PLT', 'ALT', 'CREA', 'EGFR', 'UA', 'FPG', 'HBA1C', 'TC', 'LDLC', 'K', 'CEA'];
const SPARK_POINTS = 12;

/** The first look at a person, of what the caller may read. */
@Injectable()
export class OverviewQueries {
  constructor(private readonly db: ScopedDatabase) {}

  ofPerson(caller: Caller, beneficiaryId: string): Promise<Overview> {
    const may = { visits: caller.permissions.has('visit:read'), results: caller.permissions.has('lab:read'), diagnoses: caller.permissions.has('diagnosis:read') };
    return this.db.asCaller(caller, async (em) => {
      const [, diagnoses, recentVisits, results, recentReports]: [void, Overview['diagnoses'], Overview['recentVisits'], StoredResult[], Overview['recentReports']] =
        await Promise.all([
          mustSeePerson(em, beneficiaryId),
          may.diagnoses
            ? em.query(
                `select min(main_diagnosis_code) as code, main_diagnosis as name, count(*) as visits, max(started_at) as "lastAt"
                 from visit where beneficiary_id = $1 and deleted_at is null and main_diagnosis is not null
                   and status not in ('cancelled', 'refunded') and started_at >= now() - interval '3 years'
                 group by main_diagnosis order by max(started_at) desc limit 20`,
                [beneficiaryId],
              )
            : [],
          may.visits
            ? em.query(
                `select id, visit_class as "visitClass", started_at as "startedAt", ended_at as "endedAt", department_name as "departmentName",
                   doctor_name as "doctorName", main_diagnosis as "mainDiagnosis", status
                 from visit where beneficiary_id = $1 and deleted_at is null order by started_at desc, id desc limit 5`,
                [beneficiaryId],
              )
            : [],
          may.results
            ? em.query(
                `select * from (select ${RESULT_COLUMNS}, row_number() over (partition by x.identity_code order by x.collected_at desc, x.report_id) as nth
                   from lab_result x join lab_report r on r.id = x.report_id
                   where x.beneficiary_id = $1 and x.identity_code = any ($2) and ${EFFECTIVE}) newest
                 where nth <= ${SPARK_POINTS} order by nth`,
                [beneficiaryId, KEY_ITEMS],
              )
            : [],
          may.results
            ? em.query(`select ${REPORT_COLUMNS} from lab_report where beneficiary_id = $1 and ${SHOWN_REPORTS} order by collected_at desc, id desc limit 5`, [beneficiaryId])
            : [],
        ]);
      return { diagnoses, keyItems: KEY_ITEMS.flatMap((code) => keyItem(code, results.filter((result) => result.code === code))), recentVisits, recentReports };
    });
  }
}

/** `results` of one item, the newest first. */
function keyItem(code: string, results: readonly StoredResult[]): KeyItem[] {
  const [newest] = results;
  const item = labItem(code);
  if (!newest || !item) return [];
  const { text, comparator, unit, range, flag, collectedAt: at, reportId } = newest;
  return [{ code, name: item.name, abbr: item.abbr, text, comparator, unit, range, flag, at, reportId, spark: sparkOf(code, results) }];
}
