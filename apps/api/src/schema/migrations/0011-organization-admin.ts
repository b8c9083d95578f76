import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable, openTable } from '../../platform/database/row-guard.js';

/** What administrators of departments, staff and accounts keep. */
export class OrganizationAdmin1800000000011 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await accounts(db);
    await boundDepartments(db);
    await departments(db);
    await staffAndCodes(db);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}

async function departments(db: QueryRunner): Promise<void> {
  await db.query(`
    alter table department
      add column head_staff_no text, add column head_nurse_staff_no text, add column merged_into text references department (code);

    -- What a department was called and where it stood on a day: figures of last year carry the name of last year.
    create table department_name (
      code text not null references department (code) on delete cascade, valid_from timestamptz not null, valid_until timestamptz,
      name text not null, parent_code text, primary key (code, valid_from));
    insert into department_name (code, valid_from, name, parent_code) select code, '2000-01-01', name, parent_code from department;

    create function department_kept() returns trigger language plpgsql security definer set search_path = public as $fn$
    begin
      if tg_op = 'INSERT' then
        insert into department_name (code, valid_from, name, parent_code) values (new.code, '2000-01-01', new.name, new.parent_code);
      elsif (old.name, old.parent_code) is distinct from (new.name, new.parent_code) then
        update department_name set valid_until = now() where code = new.code and valid_until is null and valid_from < now();
        insert into department_name (code, valid_from, name, parent_code) values (new.code, now(), new.name, new.parent_code)
          on conflict (code, valid_from) do update set name = excluded.name, parent_code = excluded.parent_code;
      end if;
      if tg_op = 'UPDATE' and (old.name, old.parent_code, old.active, old.handles_visits, old.sort, old.head_staff_no, old.head_nurse_staff_no, old.merged_into)
        is not distinct from (new.name, new.parent_code, new.active, new.handles_visits, new.sort, new.head_staff_no, new.head_nurse_staff_no, new.merged_into)
      then return null; end if;
      insert into change_log (actor, trace, table_name, row_id, action, before, after)
      values (coalesce(nullif(current_setting('scope.actor', true), ''), session_user), nullif(current_setting('scope.trace', true), ''),
        'department', new.code, lower(tg_op), case when tg_op = 'UPDATE' then to_jsonb(old) end, to_jsonb(new));
      return null;
    end $fn$;
    create trigger department_kept after insert or update on department for each row execute function department_kept();
    create function department_gone() returns trigger language plpgsql security definer set search_path = public as $fn$
    begin
      insert into change_log (actor, trace, table_name, row_id, action, before)
      values (coalesce(nullif(current_setting('scope.actor', true), ''), session_user), nullif(current_setting('scope.trace', true), ''),
        'department', old.code, 'delete', to_jsonb(old));
      return null;
    end $fn$;
    create trigger department_gone after delete on department for each row execute function department_gone();

    -- What keeps a department from being deleted; records of people count whether or not the asker may see them, and only as yes or no.
    create function department_in_use(asked text) returns text[] language sql stable security definer set search_path = public as $fn$
      select array_remove(array[
        case when exists (select 1 from department where parent_code = asked or merged_into = asked) then 'children' end,
        case when exists (select 1 from staff where department_code = asked) then 'staff' end,
        case when exists (select 1 from user_department where department_code = asked)
          or exists (select 1 from app_user where department_code = asked) then 'accounts' end,
        case when exists (select 1 from visit where department_code = asked) or exists (select 1 from person_access where department_code = asked)
          or exists (select 1 from registration where department_code = asked) or exists (select 1 from appointment where department_code = asked)
          or exists (select 1 from exam_report where department_code = asked) or exists (select 1 from clinical_order where order_department_code = asked)
          or exists (select 1 from surgery where department_code = asked) or exists (select 1 from slot where department_code = asked) then 'records' end], null)
    $fn$;

    -- Two moves at the same moment must not make a circle that neither of them is: one after the other, and looked at afterwards.
    create function department_tree_alone() returns trigger language plpgsql as $fn$
    begin
      perform pg_advisory_xact_lock(hashtext('department tree'));
      return null;
    end $fn$;
    create trigger department_tree_alone before update of parent_code on department for each statement execute function department_tree_alone();
    create function department_tree_checked() returns trigger language plpgsql security definer set search_path = public as $fn$
    begin
      if exists (
        with recursive above as (
          select l.code, l.parent_code from later l join earlier e using (code) where l.parent_code is distinct from e.parent_code and l.parent_code is not null
          union select a.code, d.parent_code from above a join department d on d.code = a.parent_code where d.parent_code is not null)
        select 1 from above where code = parent_code)
      then raise exception 'A department would stand above itself' using errcode = 'check_violation', constraint = 'department_tree'; end if;
      return null;
    end $fn$;
    create trigger department_tree_checked after update on department
      referencing old table as earlier new table as later for each statement execute function department_tree_checked();`);
  await openTable(db, 'department_name', 'select');
}

async function accounts(db: QueryRunner): Promise<void> {
  await db.query(`
    alter table app_user
      add column phone text, add column email text, add column status_reason text, add column status_changed_at timestamptz not null default now();
    drop trigger app_user_changes on app_user;
    create trigger app_user_changes after update of username, name, staff_no, department_code, password_hash, status, status_reason, phone, email,
      rights_version, second_factor_cipher on app_user for each row
      when (old.* is distinct from new.*) execute function record_change();

    create function account_in_reach(department text) returns boolean language sql stable as
      $$ select scope_flag('accounts') and (scope_flag('all_accounts') or department = any (scope_departments())) $$;
    create policy app_user_accounts_read on app_user for select using (
      (select scope_flag('accounts')) and ((select scope_flag('all_accounts')) or department_code = any ((select scope_departments())::text[])));
    create policy app_user_accounts_make on app_user for insert with check ((select scope_flag('accounts_write')) and account_in_reach(department_code));
    create policy app_user_accounts_change on app_user for update
      using ((select scope_flag('accounts_write')) and account_in_reach(department_code))
      with check ((select scope_flag('accounts_write')) and account_in_reach(department_code));
    create policy user_role_accounts on user_role for select using ((select scope_flag('accounts'))
      and exists (select 1 from app_user u where u.id = user_id));
    create policy clearance_accounts on clearance for select using ((select scope_flag('accounts'))
      and exists (select 1 from app_user u where u.id = user_id));
    create policy session_accounts on session for select using ((select scope_flag('accounts'))
      and exists (select 1 from app_user u where u.id = user_id));
    create policy session_accounts_end on session for update using ((select scope_flag('accounts_write'))
      and exists (select 1 from app_user u where u.id = user_id));

    -- Of which of the three powers an account is the last that can sign in; whoever asks may not see the others.
    create function only_holder_of(asked uuid) returns text[] language sql stable security definer set search_path = public as $fn$
      select array(select ur.role_code from user_role ur join app_user own on own.id = ur.user_id and own.status = 'active'
        where ur.user_id = asked and ur.role_code in ('SYS_ADMIN', 'SEC_ADMIN', 'AUDITOR') and not exists (
          select 1 from user_role o join app_user u on u.id = o.user_id
          where o.role_code = ur.role_code and o.user_id <> asked and u.status = 'active') order by 1)
    $fn$;

    -- A staff number belongs to one account that is in use; the other one may be out of the asker's reach.
    create function staff_no_in_use(asked text, except_for uuid) returns boolean language sql stable security definer set search_path = public as $fn$
      select exists (select 1 from app_user where staff_no = asked and status <> 'closed' and id is distinct from except_for)
    $fn$;

    -- What an account that is closed for good leaves: its name, so that history stays readable, and nothing that opens a door.
    create function close_account(asked uuid, why text) returns void language plpgsql security definer set search_path = public as $fn$
    declare
      belonging text;
    begin
      if not scope_flag('accounts_write') then raise exception 'Only administrators of accounts close one'; end if;
      update app_user set status = 'closed', status_reason = why, status_changed_at = now(), password_hash = 'closed', second_factor_cipher = null,
        second_factor_last_step = null, phone = null, email = null, failed_count = 0, locked_until = null, rights_version = rights_version + 1
        where id = asked;
      update clearance set valid_until = now() where user_id = asked and valid_until > now();
      update care_team_member set valid_until = now() where user_id = asked and valid_until > now();
      foreach belonging in array array['user_role', 'user_department', 'user_staff_code', 'user_preference', 'password_history',
        'second_factor_enrolment', 'recovery_code', 'outside_identity'] loop
        if to_regclass(belonging) is not null then execute format('delete from %I where user_id = $1', belonging) using asked; end if;
      end loop;
    end $fn$;
    revoke all on function close_account(uuid, text) from public;
    do $$ begin execute format('grant execute on function close_account(uuid, text) to %I', (select current_setting('cadre.app_role'))); end $$`);
}

async function boundDepartments(db: QueryRunner): Promise<void> {
  await db.query(`
    -- All departments of an account with their days, both ends included; its main one is app_user.department_code.
    create table user_department (
      user_id uuid not null references app_user (id), department_code text not null references department (code),
      main boolean not null default false, position text, valid_from date not null, valid_until date,
      primary key (user_id, department_code), check (valid_until >= valid_from));
    create unique index on user_department (user_id) where main;
    create index on user_department (department_code);
    insert into user_department (user_id, department_code, main, valid_from)
      select id, department_code, true, (created_at at time zone 'Asia/Shanghai')::date from app_user where department_code is not null;

    create function main_department_kept() returns trigger language plpgsql security definer set search_path = public as $fn$
    begin
      if new.status = 'closed' then return null; end if;
      delete from user_department where user_id = new.id and main and department_code is distinct from new.department_code;
      if new.department_code is not null then
        insert into user_department (user_id, department_code, main, valid_from)
        values (new.id, new.department_code, true, (now() at time zone 'Asia/Shanghai')::date)
        on conflict (user_id, department_code) do update set main = true where not user_department.main;
      end if;
      return null;
    end $fn$;
    create trigger main_department_born after insert on app_user for each row execute function main_department_kept();
    create trigger main_department_kept after update of department_code on app_user for each row execute function main_department_kept();

    -- A merge moves everybody's account, whoever's reach it is in.
    create function move_accounts(from_code text, to_code text) returns void language plpgsql security definer set search_path = public as $fn$
    begin
      if not scope_flag('departments_write') then raise exception 'Only administrators of departments merge them'; end if;
      update app_user set department_code = to_code where department_code = from_code;
      insert into user_department (user_id, department_code, position, valid_from, valid_until)
        select user_id, to_code, position, valid_from, valid_until from user_department where department_code = from_code
        on conflict (user_id, department_code) do nothing;
      delete from user_department where department_code = from_code;
    end $fn$;

    create function bound_departments_changed() returns trigger language plpgsql security definer set search_path = public as $fn$
    begin
      update app_user set rights_version = rights_version + 1 where id = coalesce(new.user_id, old.user_id);
      return null;
    end $fn$;
    create trigger bound_departments_changed after insert or update or delete on user_department
      for each row execute function bound_departments_changed();`);
  await guardTable(db, 'user_department', {
    visibleWhen: `user_id = (select scope_user()) or (select scope_flag('accounts')) and exists (select 1 from app_user u where u.id = user_id)`,
    record: 'every-change',
  });
}

async function staffAndCodes(db: QueryRunner): Promise<void> {
  await db.query(`
    alter table staff add column phone text, add column email text, add column specialty text;

    -- By which codes other systems know the holder of an account.
    create table user_staff_code (
      source_system text not null, staff_code text not null, user_id uuid not null references app_user (id),
      created_at timestamptz not null default now(), created_by text not null, primary key (source_system, staff_code));
    create index on user_staff_code (user_id);

    -- Which role somebody new starts with; the account waits until a person lets it in.
    create table provisioning_rule (
      id uuid primary key default gen_random_uuid(),
      department_code text references department (code), title text, role_code text not null references role (code),
      enabled boolean not null default true, created_at timestamptz not null default now(), created_by text not null);

    -- What people change of staff is on record; what a source says anew of thousands is in its own history.
    create trigger staff_made after insert on staff for each row when (new.source_system = 'local') execute function record_change();
    create trigger staff_changed after update on staff for each row
      when (old.* is distinct from new.* and new.source_system = 'local'
        or (old.phone, old.email, old.specialty) is distinct from (new.phone, new.email, new.specialty)) execute function record_change();
    create trigger staff_removed after delete on staff for each row when (old.source_system = 'local') execute function record_change();

    -- Who of the staff has an account: its name and state, for those who may read the directory; the account itself stays its administrators'.
    create function staff_accounts() returns table (staff_no text, username text, status text) language sql stable security definer set search_path = public as $fn$
      select staff_no, username, status from app_user where staff_no is not null and status <> 'closed' and scope_flag('directory')
    $fn$;
    create function staff_in_use(asked text) returns text[] language sql stable security definer set search_path = public as $fn$
      select array_remove(array[
        case when exists (select 1 from app_user where staff_no = asked) or exists (select 1 from user_staff_code where staff_code = asked) then 'account' end,
        case when exists (select 1 from department where asked in (head_staff_no, head_nurse_staff_no)) then 'head' end,
        case when exists (select 1 from visit where doctor_code = asked) or exists (select 1 from registration where doctor_code = asked)
          or exists (select 1 from appointment where doctor_code = asked) or exists (select 1 from slot where doctor_code = asked)
          or exists (select 1 from person_access where staff_no = asked) then 'records' end], null)
    $fn$;`);
  await guardTable(db, 'user_staff_code', {
    visibleWhen: `user_id = (select scope_user()) or (select scope_flag('accounts')) and exists (select 1 from app_user u where u.id = user_id)`,
    record: 'every-change',
  });
  await guardTable(db, 'provisioning_rule', { visibleWhen: `(select scope_flag('provisioning'))`, record: 'every-change' });
}
