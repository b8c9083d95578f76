import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The view of 0047 asks by department and by staff apart: each has its index, and both together have none. */
export class ReachByBranch1800000000061 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const held = (by: string): string => `
      select a.beneficiary_id from person_access a
      where not (select scope_flag('narrowed')) and ${by}
        and (a.valid_until is null or a.valid_until > now() or (select scope_flag('past_access')))`;
    await db.query(`create or replace view scope_reach as
      ${held('a.department_code = any ((select scope_departments())::text[])')} union all ${held('a.staff_no = (select scope_staff())')}`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
