import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable, openTable, visiblePerson } from '../../platform/database/row-guard.js';

/** Roles that people administer, what is granted to and kept from single accounts, and the second person who reviews it. */
export class Rights1800000000018 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await roles(db);
    await versions(db);
    await narrowedScopes(db);
    await unusedPeople(db);
    await personalRights(db);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}

async function roles(db: QueryRunner): Promise<void> {
  await db.query(`
    alter table role alter column data_scope set default 'none',
      add column power text not null default 'care' check (power in ('care', 'system', 'security', 'audit')),
      -- Came with the program; edited: people of the house have changed it since, and upgrades only add to it.
      add column preset boolean not null default false, add column edited boolean not null default false,
      add column active boolean not null default true, add column note text not null default '',
      add column scope_departments text[] not null default '{}', add column levels text[], add column categories text[],
      -- How fields of people are shown, where not masked: plain or hidden.
      add column fields jsonb not null default '{}',
      add column version integer not null default 1,
      add column created_by text not null default 'system', add column created_at timestamptz not null default now(),
      add column changed_by text not null default 'system', add column changed_at timestamptz not null default now(),
      add check (data_scope in ('all', 'department-tree', 'department', 'departments', 'own-patients', 'persons', 'today', 'none'));
    create unique index role_name_key on role (lower(name));
    -- What the program has ever given a preset role: an upgrade adds what is not here yet, and never undoes what was changed.
    create table preset_offer (role_code text not null references role (code), permission text not null, primary key (role_code, permission));
    insert into preset_offer (role_code, permission) select role_code, permission from role_permission;
    update role set preset = true;
    alter table user_role add column granted_by text not null default 'system', add column granted_at timestamptz not null default now();

    create trigger role_changes after update or delete on role for each row execute function record_change();
    create trigger role_made after insert on role for each row when (new.created_by <> 'system') execute function record_change();

    create table role_person (
      role_code text not null references role (code), beneficiary_id uuid not null references beneficiary (id),
      confidential boolean not null, added_by text not null, added_at timestamptz not null default now(), primary key (role_code, beneficiary_id));
    create index on role_person (beneficiary_id);

    -- How many hold a role, wherever they stand: nobody removes a role that is in use out of his sight.
    create function role_holders(asked text) returns bigint language sql stable security definer set search_path = public as $fn$
      select count(*) from user_role where role_code = asked
    $fn$;`);
  await openTable(db, 'preset_offer');
  await guardTable(db, 'role_person', { visibleWhen: visiblePerson('role_person.beneficiary_id', 'role_person.confidential'), record: 'every-change' });
}

/** Whatever changes somebody's rights raises his version, whoever changed it: his next request works them out anew. */
async function versions(db: QueryRunner): Promise<void> {
  await db.query(`
    create function raise_rights_of_holder() returns trigger language plpgsql security definer set search_path = public as $fn$
    begin
      update app_user set rights_version = rights_version + 1 where id in (new.user_id, old.user_id);
      return null;
    end $fn$;
    create trigger user_role_counts after insert or update or delete on user_role for each row execute function raise_rights_of_holder();
    create function raise_rights_of_role() returns trigger language plpgsql security definer set search_path = public as $fn$
    begin
      update app_user set rights_version = rights_version + 1 where id in (select user_id from user_role where role_code = new.code);
      return null;
    end $fn$;
    create trigger role_counts after update on role for each row when (old.* is distinct from new.*) execute function raise_rights_of_role();`);
}

/**
 * A role may be narrowed to levels, categories or chosen people. The policies of people stay as they are: they ask person_access,
 * and what of person_access a caller may use is narrowed here, clause by clause of what his roles say. Every person has a row
 * for everybody, so that "all of level L1" needs no visit anywhere.
 */
async function narrowedScopes(db: QueryRunner): Promise<void> {
  await db.query(`
    create function access_for_everyone() returns trigger language plpgsql security definer set search_path = public as $fn$
    begin
      insert into person_access (beneficiary_id, department_code, reason) values (new.id, '@everyone', 'everyone') on conflict do nothing;
      return null;
    end $fn$;
    create trigger beneficiary_everyone after insert on beneficiary for each row execute function access_for_everyone();
    insert into person_access (beneficiary_id, department_code, reason) select id, '@everyone', 'everyone' from beneficiary on conflict do nothing;

    create function scope_access() returns table (beneficiary_id uuid, department_code text, staff_no text, reason text)
    language plpgsql stable security definer set search_path = public rows 5000 as $fn$
    begin
      return query
        select a.beneficiary_id, a.department_code, a.staff_no, a.reason
        from jsonb_to_recordset(coalesce(nullif(current_setting('scope.clauses', true), ''), '[]')::jsonb)
          as c (departments text[], "staffNo" text, "pastAccess" boolean, levels text[], categories text[], "peopleOf" text)
        join person_access a on a.department_code = any (c.departments) or a.staff_no = c."staffNo"
        join beneficiary b on b.id = a.beneficiary_id
        where (a.valid_until is null or a.valid_until > now() or c."pastAccess")
          and (c.levels is null or b.care_level = any (c.levels)) and (c.categories is null or b.categories && c.categories)
          and (c."peopleOf" is null or exists (select 1 from role_person p where p.role_code = c."peopleOf" and p.beneficiary_id = b.id));
    end $fn$;

    drop policy person_access_scope on person_access;
    create policy person_access_scope on person_access using ((select scope_flag('system')) or (select scope_flag('all_people'))
      or ((department_code = any ((select scope_departments())::text[]) or staff_no = (select scope_staff()))
        and (not (select scope_flag('narrowed')) or (beneficiary_id, department_code, staff_no, reason) in (
          select s.beneficiary_id, s.department_code, s.staff_no, s.reason from scope_access() s))));`);
}

/** The row for everybody is no trace that somebody was ever here. */
async function unusedPeople(db: QueryRunner): Promise<void> {
  await db.query(`
    create or replace function was_never_used(asked uuid) returns boolean
    language plpgsql stable security definer set search_path = public as $fn$
    declare hanging record; used boolean;
    begin
      if exists (select 1 from person_access where beneficiary_id = asked and department_code <> '@everyone') then return false; end if;
      for hanging in
        select c.table_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
        where c.table_schema = 'public' and c.column_name = 'beneficiary_id' and t.table_type = 'BASE TABLE'
          and c.table_name not in ('beneficiary_identifier', 'person_token', 'care_identity', 'person_contact', 'insurance_policy', 'alert_setting',
            'person_alert', 'person_access')
      loop
        execute format('select exists (select 1 from %I where beneficiary_id = $1)', hanging.table_name) into used using asked;
        if used then return false; end if;
      end loop;
      return true;
    end $fn$;
    alter table person_access drop constraint person_access_beneficiary_id_fkey,
      add constraint person_access_beneficiary_id_fkey foreign key (beneficiary_id) references beneficiary (id) on delete cascade;`);
}

async function personalRights(db: QueryRunner): Promise<void> {
  await db.query(`
    -- What one account may beyond its roles, or may not in spite of them; a denial wins. "permission" may also name a field: field:phone.
    create table user_override (
      id uuid primary key default gen_random_uuid(),
      user_id uuid not null references app_user (id), permission text not null, effect text not null check (effect in ('grant', 'deny')),
      valid_until timestamptz, reason text not null, granted_by text not null, approved_by text, created_at timestamptz not null default now(),
      unique (user_id, permission, effect), check (effect = 'deny' or valid_until is not null and approved_by is not null));
    create trigger user_override_counts after insert or update or delete on user_override for each row execute function raise_rights_of_holder();

    -- What makes anybody's rights wider waits here for a second person.
    create table rights_change (
      id uuid primary key default gen_random_uuid(),
      kind text not null check (kind in ('role', 'member', 'grant', 'denial')),
      -- By its code only: what was decided about a role outlives the role.
      role_code text, user_id uuid references app_user (id),
      subject text not null, what jsonb not null, before jsonb, base_version integer, holders integer not null, reason text not null,
      -- applied: it made nobody's rights wider and needed nobody else.
      state text not null default 'pending' check (state in ('pending', 'approved', 'rejected', 'withdrawn', 'applied')),
      proposed_by uuid not null references app_user (id), proposed_name text not null, proposed_at timestamptz not null default now(),
      decided_by uuid references app_user (id), decided_name text, decided_at timestamptz, decide_reason text,
      check (state in ('pending', 'applied') or decided_by is not null), check (state not in ('approved', 'rejected') or decided_by <> proposed_by),
      check (state <> 'approved' or user_id is null or decided_by <> user_id));
    create index on rights_change (state, proposed_at);
    create index on rights_change (role_code, proposed_at);
    create index on rights_change (user_id, proposed_at);
    create unique index rights_change_role_idx on rights_change (role_code) where state = 'pending' and kind = 'role';
    create unique index rights_change_user_idx on rights_change (user_id, kind, coalesce(role_code, what ->> 'permission'))
      where state = 'pending' and user_id is not null;`);
  const ofAccounts = `user_id = (select scope_user()) or (select scope_flag('rights_review'))
    or (select scope_flag('accounts')) and exists (select 1 from app_user u where u.id = user_id)`;
  await guardTable(db, 'user_override', { visibleWhen: ofAccounts, record: 'every-change' });
  await guardTable(db, 'rights_change', {
    visibleWhen: `(select scope_flag('rights')) and (proposed_by = (select scope_user()) or (select scope_flag('all_accounts'))
      or (select scope_flag('rights_review')) or (select scope_flag('audit')))`,
    record: 'every-change',
    grant: 'select, insert, update',
  });
  await db.query(`
    create policy user_role_grants on user_role using ((select scope_flag('rights_review'))) with check ((select scope_flag('rights_review')));
    create policy user_role_withdrawal on user_role for delete using ((select scope_flag('rights_write'))
      and exists (select 1 from app_user u where u.id = user_id));
    create policy app_user_reviewed on app_user for select using ((select scope_flag('rights_review')));`);
}
