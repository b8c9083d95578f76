import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable, visiblePerson } from '../../platform/database/row-guard.js';

/** 机密: clearances and care teams by two people, openings with an end, and row policies that ask for them. */
export class Secrecy1800000000019 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await tables(db);
    await functions(db);
    await policies(db);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}

async function tables(db: QueryRunner): Promise<void> {
  await db.query(`
    alter table clearance add column by_name boolean not null default false,
      add column revoked_at timestamptz, add column revoked_by uuid, add column revoke_reason text;
    alter table care_team_member add column revoked_at timestamptz, add column revoked_by uuid, add column revoke_reason text;
    alter table beneficiary add column secrecy_reason text, add column secrecy_review_on date;
    create index on beneficiary (id) where confidential;

    -- What one person asks for and another decides.
    create table secrecy_proposal (
      id uuid primary key default gen_random_uuid(),
      kind text not null check (kind in ('clearance', 'care-team', 'secrecy')),
      user_id uuid references app_user (id), beneficiary_ids uuid[] not null default '{}', secrecy text, by_name boolean not null default false,
      valid_from timestamptz, valid_until timestamptz, reason text not null,
      state text not null default 'open' check (state in ('open', 'approved', 'rejected', 'withdrawn')),
      proposed_by uuid not null references app_user (id), proposed_at timestamptz not null default now(),
      decided_by uuid references app_user (id), decided_at timestamptz, decision_note text,
      check (proposed_by <> user_id),
      check (state not in ('approved', 'rejected') or (decided_by <> proposed_by and decided_by is distinct from user_id)));
    create index on secrecy_proposal (kind, state, proposed_at);

    -- A 机密 person is read in an opening: who, why, until when.
    create table confidential_opening (
      id uuid primary key default gen_random_uuid(),
      beneficiary_id uuid not null references beneficiary (id),
      user_id uuid not null references app_user (id), session_id uuid not null,
      kind text not null check (kind in ('clearance', 'emergency')),
      reason text not null, opened_at timestamptz not null default now(), valid_until timestamptz not null, ended_at timestamptz,
      review_state text check (review_state in ('open', 'justified', 'unjustified')), reviewed_by uuid references app_user (id),
      reviewed_at timestamptz, review_note text,
      check (valid_until <= opened_at + interval '4 hours'),
      check (kind <> 'emergency' or valid_until <= opened_at + interval '1 hour'),
      check (reviewed_by <> user_id));
    create index on confidential_opening (user_id, valid_until);
    create index on confidential_opening (beneficiary_id);
    create index on confidential_opening (opened_at);
    create table emergency_try (
      id bigint generated always as identity primary key, user_id uuid not null references app_user (id), at timestamptz not null default now());
    create index on emergency_try (user_id, at);
    create index on visit (medical_record_no) where confidential;
    create index on visit (inpatient_no) where confidential;`);
}

async function functions(db: QueryRunner): Promise<void> {
  await db.query(`
    -- How far a clearance that holds now reaches, role by role: those that may have one alone, each narrowed as it is, whatever other roles see.
    create function clearance_reach(asked uuid)
    returns table (role_code text, everybody boolean, departments text[], levels text[], categories text[], chosen boolean)
    language sql stable security definer set search_path = public as $fn$
      with recursive held as (
        select r.* from user_role ur join role r on r.code = ur.role_code and r.active join app_user u on u.id = ur.user_id and u.status = 'active'
        where ur.user_id = asked and exists (select 1 from clearance c where c.user_id = asked and now() >= c.valid_from and now() < c.valid_until
          and (r.may_be_cleared or c.by_name and r.code = 'OFFICE_DIRECTOR'))),
      bound as (
        select b.department_code as code from user_department b, (select (now() at time zone 'Asia/Shanghai')::date as day) t
        where b.user_id = asked and b.valid_from <= t.day and (b.valid_until is null or b.valid_until >= t.day) and exists (select 1 from held)),
      tree as (select code from bound union select d.code from department d join tree on d.parent_code = tree.code)
      select h.code, h.data_scope in ('all', 'persons'),
        case h.data_scope when 'department-tree' then array(select code from tree) when 'department' then array(select code from bound)
          when 'departments' then h.scope_departments else '{}' end,
        h.levels, h.categories, h.data_scope = 'persons' from held h
    $fn$;

    -- Of the wanted people, or of all 机密 ones where none are named, those within the reach of somebody's clearance.
    create function people_in_reach(asked uuid, wanted uuid[]) returns setof uuid
    language sql stable security definer set search_path = public as $fn$
      select distinct b.id from clearance_reach(asked) r join beneficiary b on (b.id = any (wanted) or wanted is null and b.confidential)
        and (r.levels is null or b.care_level = any (r.levels)) and (r.categories is null or b.categories && r.categories)
        and (not r.chosen or exists (select 1 from role_person p where p.role_code = r.role_code and p.beneficiary_id = b.id))
        and (r.everybody or exists (select 1 from person_access a where a.beneficiary_id = b.id and a.department_code = any (r.departments)))
    $fn$;

    -- The 机密 people whom somebody may open; he sees that they are there, and nothing more.
    create function clearable_people(asked uuid) returns setof uuid
    language sql stable security definer set search_path = public as $fn$ select people_in_reach(asked, null) $fn$;

    -- The 机密 people who are open to a session now: opened by it, or in the care of its user.
    create function opened_people(asked uuid, in_session uuid)
    returns table (beneficiary_id uuid, kind text, reason text, valid_until timestamptz)
    language sql stable security definer set search_path = public as $fn$
      select o.beneficiary_id, o.kind, o.reason, o.valid_until from confidential_opening o
      where o.user_id = asked and o.session_id = in_session and o.ended_at is null and now() < o.valid_until
        and (o.kind = 'emergency' or o.beneficiary_id in (select clearable_people(asked)))
      union all
      select t.beneficiary_id, 'care-team', t.reason, t.valid_until from care_team_member t
      where t.user_id = asked and now() >= t.valid_from and now() < t.valid_until
    $fn$;

    -- Who is told when somebody was opened: the account named by the parameter, and leaders whose clearance holds.
    create function privacy_watchers(named_account text) returns setof uuid
    language sql stable security definer set search_path = public as $fn$
      select u.id from app_user u where u.status = 'active' and (u.username = named_account or exists (
        select 1 from user_role ur where ur.user_id = u.id and ur.role_code = 'HOSPITAL_LEADER') and exists (select 1 from clearance_reach(u.id)))
    $fn$;

    -- A 机密 person in hospital, by the whole number that somebody has in hand. One look whatever is asked; more than one is none.
    create function confidential_by_number(asked text) returns setof uuid
    language sql stable security definer set search_path = public as $fn$
      select min(found.id::text)::uuid from (select distinct v.beneficiary_id as id from visit v
        where v.deleted_at is null and v.confidential and (v.medical_record_no = asked or v.inpatient_no = asked)) found
      having count(*) = 1
    $fn$;

    -- What was done about the person in an opening, from the access trail.
    create function opening_trail(of_opening uuid) returns table (at timestamptz, operation text, action text, outcome text)
    language sql stable security definer set search_path = public as $fn$
      select t.at, t.operation, t.action, t.outcome from confidential_opening o
      join access_trail t on t.beneficiary_ids @> array[o.beneficiary_id] and t.session_id = o.session_id
        and t.at >= o.opened_at and t.at < coalesce(o.ended_at, o.valid_until)
      where o.id = of_opening and o.beneficiary_id in (select clearable_people(scope_user()))
    $fn$;
    create function opening_reads(of_opening uuid) returns integer
    language sql stable security definer set search_path = public as $fn$ select count(*)::int from opening_trail(of_opening) $fn$;

    -- On what ground an account may be cleared at all: by one of its roles, by name, or not.
    create function clearance_ground(asked uuid) returns text
    language sql stable security definer set search_path = public as $fn$
      select case when bool_or(r.may_be_cleared) then 'role' when bool_or(r.code = 'OFFICE_DIRECTOR') then 'by-name' end
      from user_role ur join role r on r.code = ur.role_code and r.active join app_user u on u.id = ur.user_id and u.status = 'active' where ur.user_id = asked
    $fn$;

    -- Setting and lifting 机密 of people within the reach of one's clearance. Everybody else has no hand in it: the policies see to that.
    create function set_secrecy(people uuid[], said text, alias text, why text, review_on date) returns setof uuid
    language sql security definer set search_path = public as $fn$
      update beneficiary b set secrecy = said, alias_name = coalesce(alias, b.alias_name), secrecy_reason = why, secrecy_review_on = review_on,
        version = version + 1, updated_at = now(),
        field_origins = field_origins || jsonb_build_object('secrecy', jsonb_build_object('source', 'manual', 'at', now()))
      where b.id in (select people_in_reach(scope_user(), people)) and b.secrecy is distinct from said
      returning b.id
    $fn$;`);
}

/** Every policy and function that was made from the earlier rule of {@link visiblePerson} is made from the present one. */
async function policies(db: QueryRunner): Promise<void> {
  const made: { name: string; policy: string }[] = await db.query(
    `select p.tablename as name, p.policyname as policy from pg_policies p
     where p.schemaname = 'public' and p.qual like '%care_team_member%' and p.tablename <> 'care_team_member'`,
  );
  for (const { name, policy } of made) {
    await db.query(`alter policy ${policy} on ${name} using ((select scope_flag('system')) or (
      ${visiblePerson(name === 'beneficiary' ? 'beneficiary.id' : `${name}.beneficiary_id`, `${name}.confidential`)}))`);
  }
  const asking: { code: string }[] = await db.query(
    `select pg_get_functiondef(p.oid) as code from pg_proc p where p.pronamespace = 'public'::regnamespace
       and p.proname in ('person_changes', 'erase_unused') and p.prosrc like '%care_team_member%'`,
  );
  const asked = `exists (select 1 from beneficiary b where b.id = asked`;
  for (const { code } of asking) {
    const from = code.indexOf(asked);
    const to = code.indexOf(code.includes('person_changes') ? 'order by l.seq' : 'then return false', from);
    await db.query(`${code.slice(0, from)}${asked} and ((select scope_flag('system')) or ${visiblePerson('b.id', 'b.confidential')}))
      ${code.slice(to)}`);
  }

  // Lists may name the 机密 people whom their reader may open; what they show of them is less.
  const listed = `any ((select string_to_array(nullif(current_setting('scope.listed', true), ''), ','))::uuid[])`;
  await db.query(`
    create policy beneficiary_listed on beneficiary for select using (id = ${listed});
    create policy person_token_listed on person_token for select using (beneficiary_id = ${listed});
    alter policy care_team_member_scope on care_team_member using ((select scope_flag('system')) or user_id = (select scope_user())
      or beneficiary_id in (select id from beneficiary));
    create policy clearance_secrecy on clearance for select using ((select scope_flag('clearances')));
    create policy clearance_approve on clearance for insert with check ((select scope_flag('clearances_approve')) and approved_by = (select scope_user()));
    create policy clearance_revoke on clearance for update using ((select scope_flag('clearances_revoke'))) with check (valid_until <= now());
    create policy care_team_approve on care_team_member for insert with check ((select scope_flag('secrecy')) and approved_by = (select scope_user())
      and beneficiary_id in (select people_in_reach((select scope_user()), array[beneficiary_id])));
    create policy app_user_named on app_user for select using ((select scope_flag('clearances')) or (select scope_flag('secrecy')));
    create policy user_role_clearances on user_role for select using ((select scope_flag('clearances')));`);
  await guardTable(db, 'secrecy_proposal', {
    visibleWhen: `kind = 'clearance' and (select scope_flag('clearances'))
      or kind <> 'clearance' and (select scope_flag('secrecy')) and beneficiary_ids <@ array(select people_in_reach((select scope_user()), beneficiary_ids))
      or proposed_by = (select scope_user())`,
    record: 'every-change',
    grant: 'select, insert, update',
  });
  await guardTable(db, 'emergency_try', { visibleWhen: 'user_id = (select scope_user())', record: 'nothing', grant: 'select, insert' });
  await guardTable(db, 'confidential_opening', {
    visibleWhen: `user_id = (select scope_user())
      or (select scope_flag('secrecy')) and beneficiary_id in (select clearable_people((select scope_user())))`,
    record: 'every-change',
    grant: 'select, insert, update',
  });
}
