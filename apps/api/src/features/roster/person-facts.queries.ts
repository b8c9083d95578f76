import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Everything that hangs on a person by the patient number it came under: facts, and the parts that follow their fact. */
const FACTS = [
  'registration', 'visit', 'lab_report', 'checkup', 'clinical_order', 'prescription', 'surgery', 'consultation', 'clinical_note',
  'exam_report', 'imaging_study', 'appointment',
] as const;
const PARTS: Readonly<Record<string, readonly (readonly [table: string, key: string])[]>> = {
  visit: [['visit_diagnosis', 'visit_id'], ['visit_transfer', 'visit_id']],
  lab_report: [['lab_result', 'report_id']],
  checkup: [['checkup_section', 'checkup_id'], ['checkup_item', 'checkup_id']],
  prescription: [['prescription_item', 'prescription_id']],
  surgery: [['surgery_procedure', 'surgery_id']],
  consultation: [['consultation_participant', 'consultation_id']],
  imaging_study: [['imaging_series', 'study_id']],
};

/** Facts of one person that came under one of these patient numbers. */
const UNDER_NUMBER = `f.beneficiary_id = $3 and f.patient_id = $2 and f.patient_numbers_of = $1`;

/** Moves facts between people. Earlier owners stay on record in the history tables. */
@Injectable()
export class PersonFacts {
  async move(em: EntityManager, source: string, patientId: string, owner: string, to: string): Promise<void> {
    const label = `beneficiary_id = $4, confidential = (select confidential from beneficiary where id = $4), recorded_from = now()`;
    for (const table of FACTS) {
      for (const [part, key] of PARTS[table] ?? []) {
        await em.query(
          `update ${part} p set ${label} where p.${key} in (select f.id from ${table} f where ${UNDER_NUMBER})`,
          [source, patientId, owner, to],
        );
      }
      await em.query(`update ${table} f set ${label} where ${UNDER_NUMBER}`, [source, patientId, owner, to]);
    }
    await this.moveAccess(em, owner, to);
  }

  /** The number turned out to be nobody of ours: what came under it is marked as gone, not erased. */
  async withdraw(em: EntityManager, source: string, patientId: string, owner: string): Promise<void> {
    for (const table of FACTS) {
      await em.query(
        `update ${table} f set deleted_at = now(), recorded_from = now() where ${UNDER_NUMBER} and f.deleted_at is null`,
        [source, patientId, owner],
      );
    }
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
