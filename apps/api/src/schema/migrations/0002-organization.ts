import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable, openTable } from '../../platform/database/row-guard.js';

/** Departments, users, their roles and rights, sessions. */
export class Organization1800000000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table department (
        code text primary key, name text not null, parent_code text references department (code), kind text not null,
        handles_visits boolean not null default false, sort integer not null default 0, active boolean not null default true);
      create index on department (parent_code);

      create table role (
        code text primary key, name text not null, data_scope text not null, past_access boolean not null default false,
        may_be_cleared boolean not null default false, sort integer not null default 0);
      create table role_permission (
        role_code text not null references role (code), permission text not null, primary key (role_code, permission));

      create table app_user (
        id uuid primary key default gen_random_uuid(),
        username text not null unique,
        name text not null,
        staff_no text,
        department_code text references department (code),
        password_hash text not null,
        password_changed_at timestamptz,
        must_change_password boolean not null default true,
        second_factor_cipher text,
        second_factor_last_step bigint,
        status text not null default 'active',
        failed_count integer not null default 0,
        locked_until timestamptz,
        demo boolean not null default false,
        rights_version bigint not null default 1,
        created_at timestamptz not null default now());
      create table user_role (
        user_id uuid not null references app_user (id), role_code text not null references role (code),
        primary key (user_id, role_code));
      create table clearance (
        id uuid primary key default gen_random_uuid(),
        user_id uuid not null references app_user (id),
        valid_from timestamptz not null, valid_until timestamptz not null,
        reason text not null, granted_by uuid not null, approved_by uuid not null, created_at timestamptz not null default now(),
        check (granted_by <> approved_by and granted_by <> user_id and approved_by <> user_id));
      create index on clearance (user_id);

      create table session (
        id uuid primary key default gen_random_uuid(),
        user_id uuid not null references app_user (id),
        created_at timestamptz not null default now(),
        last_seen_at timestamptz not null default now(),
        expires_at timestamptz not null,
        ended_at timestamptz, end_reason text,
        ip text, device text,
        refresh_hash text not null, refresh_previous_hash text);
      create index on session (user_id);
      create index on session (refresh_hash);
      create index on session (refresh_previous_hash);

      create table sign_in_attempt (
        ip text not null, minute timestamptz not null, failures integer not null default 0, primary key (ip, minute));
      create table user_preference (
        user_id uuid not null references app_user (id), key text not null, value jsonb not null, updated_at timestamptz not null default now(),
        primary key (user_id, key));
    `);
    // One look per request: is the session alive, and what are its user's rights as of now. Owner's function: it runs before any scope.
    await db.query(`
      create function session_state(asked uuid) returns table (
        user_id uuid, username text, name text, staff_no text, department_code text, rights_version bigint, cleared boolean)
      language sql stable security definer set search_path = public as $fn$
        select u.id, u.username, u.name, u.staff_no, u.department_code, u.rights_version,
          exists (select 1 from clearance c where c.user_id = u.id and now() >= c.valid_from and now() < c.valid_until)
          and exists (select 1 from user_role ur join role r on r.code = ur.role_code where ur.user_id = u.id and r.may_be_cleared)
        from session s join app_user u on u.id = s.user_id
        where s.id = asked and s.ended_at is null and now() < s.expires_at and u.status = 'active'
      $fn$;`);
    await guardTable(db, 'app_user', { visibleWhen: `id = (select scope_user())`, record: 'nothing' });
    // Who signs in when is on the access trail; the change log keeps what people change: rights, names, states.
    await db.query(`
      create trigger app_user_born after insert or delete on app_user for each row execute function record_change();
      create trigger app_user_changes after update of username, name, staff_no, department_code, password_hash, status,
        rights_version, second_factor_cipher on app_user for each row execute function record_change();`);
    await guardTable(db, 'user_role', { visibleWhen: `user_id = (select scope_user())`, record: 'every-change' });
    await guardTable(db, 'clearance', { visibleWhen: `user_id = (select scope_user())`, record: 'every-change' });
    await guardTable(db, 'session', { visibleWhen: `user_id = (select scope_user())`, record: 'nothing' });
    await guardTable(db, 'user_preference', { visibleWhen: `user_id = (select scope_user())`, record: 'nothing' });
    await guardTable(db, 'sign_in_attempt', { visibleWhen: 'false', record: 'nothing' });
    await openTable(db, 'department');
    await openTable(db, 'role');
    await openTable(db, 'role_permission');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
