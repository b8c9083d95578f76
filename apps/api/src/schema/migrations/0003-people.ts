import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable, visiblePerson } from '../../platform/database/row-guard.js';

/** The people on the roster, how they are named and found, and who may see them. */
export class People1800000000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table beneficiary (
        id uuid primary key default gen_random_uuid(),
        roster_no text not null unique,
        name text not null,
        name_sort text not null,
        alias_name text,
        sex text not null,
        birth_date date,
        id_type text,
        work_unit text, position text, rank text,
        categories text[] not null,
        primary_category text not null,
        person_categories text[] not null default '{}',
        care_level text, care_level_from date, care_level_until date,
        key_care boolean not null default false,
        secrecy text not null default 'N',
        confidential boolean not null default false,
        status text not null default 'active', status_reason text,
        allergies text, address_cipher text,
        origin text not null,
        demo boolean not null default false,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now());
      create index on beneficiary (name_sort, id);
      create index on beneficiary (work_unit);

      create table beneficiary_identifier (
        id uuid primary key default gen_random_uuid(),
        beneficiary_id uuid not null references beneficiary (id),
        kind text not null,
        cipher text not null, blind_index text not null,
        confidential boolean not null,
        unique (beneficiary_id, kind));
      create index on beneficiary_identifier (blind_index);

      create table person_token (
        token text not null, kind text not null,
        beneficiary_id uuid not null references beneficiary (id),
        confidential boolean not null,
        primary key (token, kind, beneficiary_id));
      create index person_token_prefix_idx on person_token (token text_pattern_ops);
      create index on person_token (beneficiary_id);

      create table care_identity (
        id uuid primary key default gen_random_uuid(),
        beneficiary_id uuid not null references beneficiary (id),
        care_level text not null, valid_from date not null, valid_until date,
        approval_no text, origin text not null, confidential boolean not null,
        created_at timestamptz not null default now());
      create index on care_identity (beneficiary_id, valid_from);

      create table person_access (
        beneficiary_id uuid not null references beneficiary (id),
        department_code text not null default '', staff_no text not null default '', reason text not null,
        valid_until timestamptz,
        primary key (beneficiary_id, department_code, staff_no, reason));
      create index on person_access (department_code, beneficiary_id);
      create index on person_access (staff_no, beneficiary_id);

      create table care_team_member (
        id uuid primary key default gen_random_uuid(),
        beneficiary_id uuid not null references beneficiary (id),
        user_id uuid not null references app_user (id),
        valid_from timestamptz not null, valid_until timestamptz not null,
        reason text not null, granted_by uuid not null, approved_by uuid not null,
        check (granted_by <> approved_by and granted_by <> user_id and approved_by <> user_id));
      create index on care_team_member (beneficiary_id, user_id);

      create table patient_link (
        id uuid primary key default gen_random_uuid(),
        source_system text not null, patient_id text not null,
        beneficiary_id uuid not null references beneficiary (id),
        rule text not null, reason text not null,
        merged_into text, before_merge uuid,
        active boolean not null default true,
        confidential boolean not null,
        matched_by text not null,
        matched_at timestamptz not null default now(),
        unique (source_system, patient_id));
      create index on patient_link (beneficiary_id);

      create table match_candidate (
        id uuid primary key default gen_random_uuid(),
        source_system text not null, patient_id text not null,
        beneficiary_id uuid references beneficiary (id),
        rule text not null, score integer not null, reason text not null,
        person_cipher text not null,
        confidential boolean not null default false,
        status text not null default 'open',
        decided_by text, decided_at timestamptz, decide_reason text,
        created_at timestamptz not null default now(), updated_at timestamptz not null default now());
      create unique index match_candidate_pair_idx on match_candidate
        (source_system, patient_id, coalesce(beneficiary_id, '00000000-0000-0000-0000-000000000000'));
      create index on match_candidate (status, created_at);

      -- 机密 is the label of everything that hangs on a person: it follows him wherever it was copied to.
      create function label_confidential() returns trigger language plpgsql as $fn$
      begin new.confidential := new.secrecy = 'V'; return new; end $fn$;
      create trigger beneficiary_label before insert or update of secrecy, confidential on beneficiary
        for each row execute function label_confidential();
      create function spread_confidential() returns trigger language plpgsql security definer set search_path = public as $fn$
      declare labelled record;
      begin
        for labelled in
          select c.table_name from information_schema.columns c
          join information_schema.columns p on p.table_name = c.table_name and p.table_schema = 'public' and p.column_name = 'beneficiary_id'
          join information_schema.tables t on t.table_name = c.table_name and t.table_schema = 'public' and t.table_type = 'BASE TABLE'
          where c.table_schema = 'public' and c.column_name = 'confidential'
        loop
          execute format('update %I set confidential = $1 where beneficiary_id = $2 and confidential <> $1', labelled.table_name)
            using new.confidential, new.id;
        end loop;
        return null;
      end $fn$;
      create trigger beneficiary_spread after update of secrecy on beneficiary
        for each row when (old.confidential is distinct from new.confidential) execute function spread_confidential();
    `);
    const visible = (table: string) => visiblePerson(`${table}.beneficiary_id`, `${table}.confidential`);
    await guardTable(db, 'beneficiary', {
      visibleWhen: visiblePerson('beneficiary.id', 'beneficiary.confidential'),
      record: 'every-change',
      grant: 'select, insert, update',
    });
    await guardTable(db, 'beneficiary_identifier', { visibleWhen: visible('beneficiary_identifier'), record: 'every-change' });
    await guardTable(db, 'person_token', { visibleWhen: visible('person_token'), record: 'nothing' });
    await guardTable(db, 'care_identity', { visibleWhen: visible('care_identity'), record: 'every-change' });
    await guardTable(db, 'person_access', {
      visibleWhen: `department_code = any ((select scope_departments())::text[]) or staff_no = (select scope_staff())
        or (select scope_flag('all_people'))`,
      record: 'nothing',
    });
    await guardTable(db, 'care_team_member', { visibleWhen: `user_id = (select scope_user())`, record: 'every-change' });
    await guardTable(db, 'patient_link', { visibleWhen: visible('patient_link'), record: 'every-change' });
    await guardTable(db, 'match_candidate', {
      visibleWhen: `(select scope_flag('matching')) and (not confidential or (select scope_flag('cleared')))`,
      record: 'every-change',
    });
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
