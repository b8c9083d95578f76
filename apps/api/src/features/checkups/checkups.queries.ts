import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { mustSeePerson } from '../../platform/database/visible-person.js';
import { NotFound } from '../../platform/http/refusal.js';
import { personColumns, withAge } from '../../platform/http/person-row.dto.js';
import type { CheckupDetail, CheckupItemRow, CheckupRow, CheckupSectionRow } from './checkup.dto.js';

const COLUMNS = `id, beneficiary_id as "beneficiaryId", checkup_no as "checkupNo", year, checkup_date as "checkupDate",
  package_name as "packageName", status, revision, conclusion, advice, chief_doctor as "chiefDoctor", abnormal_count as "abnormalCount"`;

const DETAIL = `v.checkup_no as "checkupNo", v.year, v.checkup_date as "checkupDate", v.package_name as "packageName", v.status, v.revision,
  v.conclusion, v.advice, v.chief_doctor as "chiefDoctor", v.abnormal_count as "abnormalCount", v.concluded_date as "concludedDate",
  coalesce(v.work_unit, b.work_unit) as "workUnit", v.source_system as "sourceSystem",
  (select p.id from checkup p where p.beneficiary_id = v.beneficiary_id and p.deleted_at is null and p.status not in ('booked', 'cancelled')
    and (p.checkup_date, p.id) < (v.checkup_date, v.id) order by p.checkup_date desc, p.id desc limit 1) as "previousId"`;

/** Check-ups of one person, and one of them. */
@Injectable()
export class CheckupQueries {
  constructor(private readonly db: ScopedDatabase) {}

  ofPerson(caller: Caller, beneficiaryId: string): Promise<CheckupRow[]> {
    return this.db.asCaller(caller, async (em) => {
      const [, rows]: [void, CheckupRow[]] = await Promise.all([
        mustSeePerson(em, beneficiaryId),
        em.query(`select ${COLUMNS} from checkup where beneficiary_id = $1 and deleted_at is null order by checkup_date desc, id desc`, [beneficiaryId]),
      ]);
      return rows;
    });
  }

  /** Throws NotFound for what does not exist or is not the caller's to see. */
  async detail(caller: Caller, id: string): Promise<CheckupDetail> {
    // Called `findings` until it is on the access trail, which takes `items` for the records that were asked for.
    const { findings, ...checkup } = await this.db.asCaller(caller, async (em) => {
      const [[found], sections, findings]: [(Omit<CheckupDetail, 'sections' | 'items' | 'age'> & { birthDate: string | null })[], CheckupSectionRow[], CheckupItemRow[]] = await Promise.all([
        em.query(
          `select ${personColumns(`v.checkup_date::timestamp at time zone 'Asia/Shanghai'`)}, ${DETAIL}
           from checkup v join beneficiary b on b.id = v.beneficiary_id where v.id = $1 and v.deleted_at is null`,
          [id],
        ),
        em.query(
          `select section_no as "sectionNo", department_name as "departmentName", group_name as "groupName", summary, doctor,
             examined_at as "examinedAt" from checkup_section where checkup_id = $1 order by examined_at nulls last, section_no`,
          [id],
        ),
        em.query(
          `select section_no as "sectionNo", identity_code as code, item_name as name, state, value_text as text, value_number as number,
             comparator, unit, range_text as range, flag, flag_source as "flagSource", flag_disagrees as disagrees
           from checkup_item where checkup_id = $1 order by section_no nulls last, line_no, item_no`,
          [id],
        ),
      ]);
      if (!found) throw new NotFound('体检记录');
      return { ...withAge(found), sections, findings };
    });
    return { ...checkup, items: findings };
  }
}
