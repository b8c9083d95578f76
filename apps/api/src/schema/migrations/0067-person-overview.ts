import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToApp, reachedPerson } from '../../platform/database/row-guard.js';

const TODAY = `(now() at time zone 'Asia/Shanghai')::date`;

/**
 * What other tables hold of a person and lists and his own page show beside him. Who sees the person sees all of it, so the rule is
 * asked once and not again by the policy of each of the nine tables: reading one person costs a third.
 */
export class PersonOverview1800000000067 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Runs with its owner's rights: its own condition is the rule. Each column is worked out only when it is asked for.
      create view person_overview as select b.id,
        (select s.name from staff s where s.staff_no = b.care_doctor_no limit 1) as care_doctor_name,
        array(select p.policy_cipher from insurance_policy p where p.beneficiary_id = b.id
          and daterange(p.valid_from, p.valid_until, '[]') @> ${TODAY} order by p.created_at) as policies,
        (select json_object_agg(i.kind, i.cipher) from beneficiary_identifier i where i.beneficiary_id = b.id) as numbers,
        (select json_build_object('departmentName', v.department_name, 'bedNo', v.bed_no) from visit v
          where v.beneficiary_id = b.id and v.visit_class = 'inpatient' and v.status = 'in_hospital' and v.deleted_at is null
          order by v.started_at desc limit 1) as in_hospital,
        (select v.started_at from visit v where v.beneficiary_id = b.id and v.deleted_at is null order by v.started_at desc limit 1) as last_visit_at,
        (select c.name || '（' || c.relation || '）' from person_contact c where c.beneficiary_id = b.id
          and daterange(c.valid_from, c.valid_until, '[]') @> ${TODAY} order by c.created_at limit 1) as contact,
        coalesce((select case when a.state = 'closed' then 'none' when a.state in ('invited', 'active') and a.locked_until > now() then 'locked' else a.state end
          from phone_account a where a.beneficiary_id = b.id and a.contact_id is null), 'none') as phone_account,
        (select max(c.year) from checkup c where c.beneficiary_id = b.id and c.deleted_at is null) as checkup_year,
        array(select distinct l.source_system from patient_link l where l.beneficiary_id = b.id and l.active order by 1) as linked_sources,
        (select coalesce(json_agg(json_build_object('careLevel', c.care_level, 'from', c.valid_from, 'until', c.valid_until)
          order by c.valid_from desc), '[]') from care_identity c where c.beneficiary_id = b.id) as levels,
        (select coalesce(json_agg(json_build_object('source', l.source_system, 'patientId', l.patient_id, 'matchedBy', l.matched_by,
          'reason', l.reason, 'at', l.matched_at) order by l.matched_at), '[]')
          from patient_link l where l.beneficiary_id = b.id and l.active) as links,
        (select json_agg(s order by s.at desc) from (select b.origin as source, b.updated_at as at union all
          select l.source_system, max(l.matched_at) from patient_link l where l.beneficiary_id = b.id and l.active group by 1) s) as sources
      from beneficiary b where (select scope_flag('system')) or ${reachedPerson('b.id', 'b.confidential')};
      comment on view person_overview is 'scoped by itself: shows what hangs on people whom the transaction reaches';`);
    await grantToApp(db, 'person_overview', 'select');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
