import { LAB_GROUPS, LAB_ITEMS } from '@cadre/clinical/lab-items';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { mustSeePerson } from '../../platform/database/visible-person.js';
import { BadInput } from '../../platform/http/refusal.js';
import { layOut, OTHER_GROUP } from './lab-matrix.js';
import type { LabMatrix, LabMatrixQuery, MatrixReport } from './lab-matrix.dto.js';
import { EFFECTIVE, RESULT_COLUMNS, type StoredResult } from './stored-result.js';

const SPARK_POINTS = 12;
const KNOWN_CODES = LAB_ITEMS.map(({ code }) => code);

/** The newest reports of a person side by side. */
@Injectable()
export class LabMatrixQueries {
  constructor(private readonly db: ScopedDatabase) {}

  async ofPerson(caller: Caller, beneficiaryId: string, { group, onlyAbnormal, reports: most }: LabMatrixQuery): Promise<LabMatrix> {
    const [codes, inside] = codesOf(group);
    const matrix = await this.db.asCaller(caller, async (em) => {
      const [, reports] = await Promise.all([mustSeePerson(em, beneficiaryId), newestReports(em, [beneficiaryId, codes, inside, most])]);
      const ids = reports.map(({ id }) => id);
      const [shown, history]: [StoredResult[], StoredResult[]] = await Promise.all([
        em.query(
          `select ${RESULT_COLUMNS} from lab_result x join lab_report r on r.id = x.report_id
           where x.report_id = any ($1) and ${EFFECTIVE} order by x.line_no, x.result_no`,
          [ids],
        ),
        em.query(
          `select * from (select ${RESULT_COLUMNS}, row_number() over (partition by x.identity_code order by x.collected_at desc, x.report_id) as nth
             from lab_result x join lab_report r on r.id = x.report_id
             where x.beneficiary_id = $1 and ${EFFECTIVE}
               and x.identity_code in (select s.identity_code from lab_result s where s.report_id = any ($2))) newest
           where nth <= ${SPARK_POINTS}`,
          [beneficiaryId, ids],
        ),
      ]);
      return { reports, groups: layOut({ reports, shown, history, group, onlyAbnormal: onlyAbnormal ?? false }) };
    });
    return { ...matrix, sources: { connected: matrix.reports.length > 0 || (await this.isConnected()) } };
  }

  /** Sources are the operators' to read; whether there is a laboratory at all may be known to everybody. */
  private async isConnected(): Promise<boolean> {
    const [answer]: [{ connected: boolean }] = await this.db.asSystem('lab-matrix', (em) =>
      em.query(`select exists (select 1 from source where system = 'LIS' and enabled and last_success_at is not null) as connected`),
    );
    return answer.connected;
  }
}

/** `values`: the person, codes of items or null for all, whether these or all others are meant, how many reports. */
function newestReports(em: EntityManager, values: unknown[]): Promise<MatrixReport[]> {
  return em.query(
    `select r.id, r.collected_at as at, r.report_no as "reportNo", r.panel_name as "panelName", r.status, r.revision,
       r.department_name as "departmentName"
     from lab_report r
     where r.beneficiary_id = $1 and r.status in ('final', 'corrected') and r.deleted_at is null
       and exists (select 1 from lab_result x where x.report_id = r.id and x.effective and x.organism is null
         and ($2::text[] is null or (x.identity_code = any ($2)) = $3::boolean))
     order by r.collected_at desc, r.id desc limit $4`,
    values,
  );
}

function codesOf(group: string | undefined): [codes: string[] | null, inside: boolean] {
  if (group === undefined) return [null, true];
  if (group === OTHER_GROUP.code) return [KNOWN_CODES, false];
  const found = LAB_GROUPS.find(({ code }) => code === group);
  if (!found) throw new BadInput('没有这个检验分组，请重新选择。', [{ field: 'group', message: '不在可选范围内' }]);
  return [found.items.map(({ code }) => code), true];
}
