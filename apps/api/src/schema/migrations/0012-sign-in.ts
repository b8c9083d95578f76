import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a session last proved who sits before it: sensitive acts ask for a proof that is minutes old. */
export class SignIn1800000000012 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table session add column fresh_at timestamptz not null default now();
      drop function session_state(uuid);
      create function session_state(asked uuid) returns table (
        user_id uuid, username text, name text, staff_no text, department_code text, rights_version bigint, cleared boolean, fresh_at timestamptz)
      language sql stable security definer set search_path = public as $fn$
        select u.id, u.username, u.name, u.staff_no, u.department_code, u.rights_version,
          exists (select 1 from clearance c where c.user_id = u.id and now() >= c.valid_from and now() < c.valid_until)
          and exists (select 1 from user_role ur join role r on r.code = ur.role_code where ur.user_id = u.id and r.may_be_cleared),
          s.fresh_at
        from session s join app_user u on u.id = s.user_id
        where s.id = asked and s.ended_at is null and now() < s.expires_at and u.status = 'active'
      $fn$`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
