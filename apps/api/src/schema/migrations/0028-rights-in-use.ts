import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What administrators and auditors of rights may learn of what is out of their reach. */
export class RightsInUse1800000000028 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A role that somebody new would start with is in use; the rules themselves stay the security administrator's.
      create function role_in_rules(asked text) returns boolean language sql stable security definer set search_path = public as $fn$
        select exists (select 1 from provisioning_rule where role_code = asked)
      $fn$;
      -- How many people were chosen for a role: a number, not who, and nobody 机密 in it.
      create function role_people_count(asked text) returns bigint language sql stable security definer set search_path = public as $fn$
        select count(*) from role_person where role_code = asked and not confidential
      $fn$;
      -- Auditors see who holds which rights.
      create policy app_user_audited on app_user for select using ((select scope_flag('rights')) and (select scope_flag('audit')));
      create policy user_role_audited on user_role for select using ((select scope_flag('rights')) and (select scope_flag('audit')));
      create policy user_override_audited on user_override for select using ((select scope_flag('rights')) and (select scope_flag('audit')));
      create policy user_department_reviewed on user_department for select
        using ((select scope_flag('rights')) and ((select scope_flag('audit')) or (select scope_flag('rights_review'))));`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
