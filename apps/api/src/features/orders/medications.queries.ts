import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { mustSeePerson } from '../../platform/database/visible-person.js';
import type { MedicationList } from './medication.dto.js';
import { type DrugLine, mergeCourses } from './merge-courses.js';

/** What is older says nothing of what somebody takes, and fills the screen. */
const YEARS = 5;
const MOST_LINES = 5_000;

const ISO = (at: string): string => `to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const ORDERS = `select 'order' as source, r.order_no as number, r.visit_no as "visitNo", r.term, ${ISO('coalesce(r.started_at, r.ordered_at)')} as "from",
    ${ISO('r.stopped_at')} as until, concat_ws(' ', nullif(concat(r.dose, r.dose_unit), ''), r.route, r.frequency) as usage,
    r.order_department_name as "departmentName", r.ordering_doctor as "doctorName", r.item_code as code, r.item_name as "drugName", r.specification,
    null::int as days, r.status = 'active' and exists (select 1 from visit v where v.visit_no = r.visit_no and v.beneficiary_id = r.beneficiary_id
      and v.status = 'in_hospital' and v.deleted_at is null) as running
  from clinical_order r where r.beneficiary_id = $1 and r.category = 'drug' and r.status <> 'cancelled' and r.deleted_at is null
    and r.ordered_at >= now() - interval '${YEARS} years'`;
const PRESCRIPTIONS = `select 'prescription', r.prescription_no, r.visit_no, null, ${ISO('r.prescribed_at')}, null,
    concat_ws(' ', nullif(concat(i.dose, i.dose_unit), ''), i.route, i.frequency), r.department_name, r.doctor_name,
    i.drug_code, i.drug_name, i.specification, i.days, false
  from prescription r join prescription_item i on i.prescription_id = r.id
  where r.beneficiary_id = $1 and r.status is distinct from 'cancelled' and r.deleted_at is null and r.prescribed_at >= now() - interval '${YEARS} years'`;

/** The drugs of a person over all visits and stays, one row each with its courses. */
@Injectable()
export class MedicationQueries {
  constructor(private readonly db: ScopedDatabase) {}

  /** Throws NotFound when the person is not the caller's to see. */
  ofPerson(caller: Caller, beneficiaryId: string): Promise<MedicationList> {
    return this.db.asCaller(caller, async (em) => {
      const [, lines]: [void, DrugLine[]] = await Promise.all([
        mustSeePerson(em, beneficiaryId),
        em.query(`select * from (${ORDERS} union all ${PRESCRIPTIONS}) l order by l."from" desc limit ${MOST_LINES}`, [beneficiaryId]),
      ]);
      return { items: mergeCourses(lines, new Date()) };
    });
  }
}
