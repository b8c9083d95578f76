import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable } from '../../platform/database/row-guard.js';

/** What signing in needs beyond a password: fresh proofs, earlier passwords, second factors, outside identities, ends that are heard of at once. */
export class SignIn1800000000012 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table session
        add column fresh_at timestamptz not null default now(),
        add column active_at timestamptz not null default now();

      create table password_history (
        id bigint generated always as identity primary key,
        user_id uuid not null references app_user (id), password_hash text not null, at timestamptz not null default now());
      create index on password_history (user_id);
      create table second_factor_enrolment (
        user_id uuid primary key references app_user (id), secret_cipher text not null, made_at timestamptz not null default now());
      create table recovery_code (
        user_id uuid not null references app_user (id), code_hash text not null, used_at timestamptz, primary key (user_id, code_hash));

      create table outside_identity (
        id uuid primary key default gen_random_uuid(),
        user_id uuid not null references app_user (id), provider text not null, subject text not null, display_name text,
        bound_at timestamptz not null default now(), used_at timestamptz,
        unique (provider, subject), unique (user_id, provider));
      create table external_step (
        token_hash text primary key, kind text not null, provider text not null, browser_hash text not null,
        user_id uuid, subject text, display_name text, expires_at timestamptz not null, used_at timestamptz);

      drop function session_state(uuid);
      create function session_state(asked uuid, idle_minutes double precision) returns table (
        user_id uuid, username text, name text, staff_no text, department_code text, rights_version bigint, cleared boolean, fresh_at timestamptz,
        must_change_password boolean, password_changed_at timestamptz, has_second_factor boolean, rested boolean)
      language sql stable security definer set search_path = public as $fn$
        select u.id, u.username, u.name, u.staff_no, u.department_code, u.rights_version,
          exists (select 1 from clearance c where c.user_id = u.id and now() >= c.valid_from and now() < c.valid_until)
          and exists (select 1 from user_role ur join role r on r.code = ur.role_code where ur.user_id = u.id and r.may_be_cleared),
          s.fresh_at, u.must_change_password, u.password_changed_at, u.second_factor_cipher is not null,
          s.active_at < now() - least(0.5, idle_minutes / 20) * interval '1 minute'
        from session s join app_user u on u.id = s.user_id
        where s.id = asked and s.ended_at is null and now() < s.expires_at and s.active_at > now() - idle_minutes * interval '1 minute'
          and u.status = 'active'
      $fn$;

      -- Open lines for live changes hear of every end at once, whoever brought it about.
      create function tell_of_ends() returns trigger language plpgsql set search_path = public as $fn$
      begin
        perform pg_notify('live', '{}');
        return null;
      end $fn$;
      create trigger session_ends after update of ended_at on session for each statement execute function tell_of_ends();
      create trigger app_user_ends after update of status on app_user for each statement execute function tell_of_ends();`);
    const own = `user_id = (select scope_user())`;
    await guardTable(db, 'password_history', { visibleWhen: own, record: 'nothing', grant: 'select, insert, delete' });
    await guardTable(db, 'second_factor_enrolment', { visibleWhen: own, record: 'nothing' });
    await guardTable(db, 'recovery_code', { visibleWhen: own, record: 'nothing' });
    await guardTable(db, 'outside_identity', { visibleWhen: own, record: 'every-change' });
    await guardTable(db, 'external_step', { visibleWhen: 'false', record: 'nothing' });
    await db.query(`
      create policy session_online on session for select using ((select scope_flag('sessions')));
      create policy session_kick on session for update using ((select scope_flag('sessions')));
      create policy app_user_online on app_user for select using ((select scope_flag('sessions')));
      create policy user_role_online on user_role for select using ((select scope_flag('sessions')));`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
