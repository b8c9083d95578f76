import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The reach by access in the fewest plan nodes: it stands in the policy of every table that a statement reads, and setting a plan up
 * costs more than running it where one person is read. Functions without settings of their own are written into the plan.
 */
export class LeanReach1800000000066 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const held = (by: string): string => `select a.beneficiary_id from person_access a where ${by} and (a.valid_until is null or a.valid_until > (select reach_since()))`;
    await db.query(`
      -- Narrowed callers reach nobody by access alone, they have scope_people().
      create function reach_departments() returns text[] language sql stable parallel safe as $fn$
        select case when scope_flag('narrowed') then null else scope_departments() end
      $fn$;
      create function reach_staff() returns text language sql stable parallel safe as $fn$
        select case when scope_flag('narrowed') then null else scope_staff() end
      $fn$;
      -- Access that ended before this moment does not count.
      create function reach_since() returns timestamptz language sql stable parallel safe as $fn$
        select case when scope_flag('past_access') then '-infinity' else now() end
      $fn$;
      create or replace view scope_reach as
        ${held('a.department_code = any ((select reach_departments())::text[])')} union all ${held('a.staff_no = (select reach_staff())')};

      create or replace function scope_seen() returns uuid language sql stable as $fn$
        select case when coalesce(current_setting('scope.asked', true), '') <> '' and public.scope_sees_asked() then public.scope_asked() end
      $fn$;`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
