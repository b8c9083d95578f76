import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Everything that hangs on a person by the patient number it came under: facts, and the parts that follow their fact. */
export const PERSON_FACTS = [
  'registration', 'visit', 'lab_report', 'checkup', 'clinical_order', 'prescription', 'surgery', 'consultation', 'clinical_note',
  'exam_report', 'imaging_study', 'appointment',
] as const;
const PARTS: Readonly<Record<string, readonly (readonly [table: string, key: string])[]>> = {
  visit: [['visit_diagnosis', 'visit_id'], ['visit_transfer', 'visit_id']],
  lab_report: [['lab_result', 'report_id'], ['abnormal_finding', 'report_id'], ['report_print', 'report_id']],
  exam_report: [['report_print', 'report_id']],
  checkup: [['checkup_section', 'checkup_id'], ['checkup_item', 'checkup_id']],
  prescription: [['prescription_item', 'prescription_id']],
  surgery: [['surgery_procedure', 'surgery_id']],
  consultation: [['consultation_participant', 'consultation_id']],
  imaging_study: [['imaging_series', 'study_id']],
};

/** What receptions are begun from. */
const RECEIVED: ReadonlySet<string> = new Set(['registration', 'visit', 'checkup', 'appointment']);

/** Facts of one person that came under one of these patient numbers. */
const UNDER_NUMBER = `f.beneficiary_id = $3 and f.patient_id = $2 and f.patient_numbers_of = $1`;

/** Moves facts between people. Earlier owners stay on record in the history tables. */
@Injectable()
export class PersonFacts {
  async move(em: EntityManager, source: string, patientId: string, owner: string, to: string): Promise<void> {
    const label = `beneficiary_id = $4, confidential = (select confidential from beneficiary where id = $4), recorded_from = now()`;
    for (const table of PERSON_FACTS) {
      for (const [part, key] of PARTS[table] ?? []) {
        await em.query(
          `update ${part} p set ${label} where p.${key} in (select f.id from ${table} f where ${UNDER_NUMBER})`,
          [source, patientId, owner, to],
        );
      }
      if (RECEIVED.has(table)) await this.moveReceptions(em, table, [source, patientId, owner, to]);
      await em.query(`update ${table} f set ${label} where ${UNDER_NUMBER}`, [source, patientId, owner, to]);
    }
    await this.moveAccess(em, owner, to);
  }

  /** Receptions follow the visit that they were begun from, with the standing that its owner had then. */
  private async moveReceptions(em: EntityManager, table: string, facts: readonly [source: string, patientId: string, owner: string, to: string]): Promise<void> {
    const moved = `r.origin_id in (select f.id from ${table} f where ${UNDER_NUMBER})`;
    await em.query(
      `update reception_staff s set beneficiary_id = b.id, confidential = b.confidential from reception r, beneficiary b
       where s.reception_id = r.id and b.id = $4 and ${moved}`, [...facts]);
    await em.query(
      `update reception r set beneficiary_id = b.id, confidential = b.confidential, snap_type = b.primary_category,
         snap_level = case when b.primary_category = 'vip' then null else level_held(b.id, (coalesce(r.started_at, r.planned_at, r.created_at) at time zone 'Asia/Shanghai')::date) end,
         snap_category = b.person_categories, snap_key_care = b.key_care, updated_at = now()
       from beneficiary b where b.id = $4 and ${moved}`, [...facts]);
  }

  /** The number turned out to be nobody of ours: what came under it is put away, not erased. */
  async withdraw(em: EntityManager, source: string, patientId: string, owner: string): Promise<void> {
    for (const table of PERSON_FACTS) {
      await em.query(
        `with away as (update ${table} f set deleted_at = now(), recorded_from = now() where ${UNDER_NUMBER} and f.deleted_at is null returning f.id)
         insert into withdrawn_fact (numbers_of, patient_id, fact_table, fact_id) select $1, $2, '${table}', id from away on conflict do nothing`,
        [source, patientId, owner],
      );
    }
  }

  /** The numbers are somebody's of ours again: what was put away with them comes back, to him. */
  async restore(em: EntityManager, source: string, patientIds: readonly string[]): Promise<void> {
    const back: { patientId: string; owner: string; tables: string[] }[] = await em.query(
      `select w.patient_id as "patientId", l.beneficiary_id as owner, array_agg(distinct w.fact_table) as tables
       from withdrawn_fact w join patient_link l on l.source_system = w.numbers_of and l.patient_id = w.patient_id and l.active
       where w.numbers_of = $1 and w.patient_id = any ($2) group by 1, 2`,
      [source, patientIds],
    );
    for (const { patientId, owner, tables } of back) {
      const earlier = new Set<string>();
      for (const table of tables) {
        const [facts]: [{ owner: string }[], number] = await em.query(
          `update ${table} f set deleted_at = null, recorded_from = now() from withdrawn_fact w
           where w.numbers_of = $1 and w.patient_id = $2 and w.fact_table = '${table}' and f.id = w.fact_id and f.deleted_at is not null
           returning f.beneficiary_id as owner`,
          [source, patientId],
        );
        for (const fact of facts) if (fact.owner !== owner) earlier.add(fact.owner);
      }
      for (const before of earlier) await this.move(em, source, patientId, before, owner);
    }
    await em.query('delete from withdrawn_fact where numbers_of = $1 and patient_id = any ($2)', [source, back.map(({ patientId }) => patientId)]);
  }

  /** Who could see him by these visits can go on seeing them: too wide for 30 days is safer than a ward without its patient. */
  private async moveAccess(em: EntityManager, owner: string, to: string): Promise<void> {
    await em.query(
      `insert into person_access (beneficiary_id, department_code, staff_no, reason, valid_until)
       select $2, a.department_code, a.staff_no, a.reason, a.valid_until from person_access a
       where a.beneficiary_id = $1 and exists (select 1 from visit v where v.beneficiary_id = $2
         and (v.department_code = a.department_code or v.doctor_code = a.staff_no))
       on conflict do nothing`,
      [owner, to],
    );
  }
}
