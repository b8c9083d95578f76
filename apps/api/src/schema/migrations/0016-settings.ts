import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable, openTable } from '../../platform/database/row-guard.js';

/** Parameters and dictionaries that administrators keep while the system runs. */
export class Settings1800000000016 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await parameters(db);
    await dictionaries(db);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}

async function parameters(db: QueryRunner): Promise<void> {
  await db.query(`
      create table parameter (
        id text primary key, value jsonb not null, version integer not null default 1,
        changed_by text not null, changed_at timestamptz not null default now());

      -- The change log itself is the auditor's; of a parameter its administrators see what it was.
      create function parameter_history(asked text) returns table (at timestamptz, actor text, before jsonb, after jsonb)
      language sql stable security definer set search_path = public as $fn$
        select at, actor, before -> 'value', after -> 'value' from change_log
        where table_name = 'parameter' and row_id = asked and scope_flag('settings') order by seq desc limit 200
      $fn$`);
    await guardTable(db, 'parameter', { visibleWhen: `(select scope_flag('settings'))`, record: 'every-change' });
}

async function dictionaries(db: QueryRunner): Promise<void> {
  await db.query(`
      create table dictionary_type (
        id text primary key, name text not null, standard text not null default '', built_in boolean not null default false,
        -- The codes belong to the program: what they are called may change, which there are may not.
        fixed boolean not null default false,
        created_by text not null default 'system', created_at timestamptz not null default now());

      alter table dictionary_item
        add column id text unique, add column built_in boolean not null default false,
        add column pinyin text not null default '', add column color text, add column valid_from date, add column valid_until date,
        add column national_code text, add column city_code text, add column his_code text, add column version integer not null default 1,
        add column changed_by text not null default 'system', add column changed_at timestamptz not null default now(),
        add check (valid_until >= valid_from);
      update dictionary_item set id = system || '/' || code, built_in = true;
      alter table dictionary_item alter column id set not null;

      -- Where a dictionary's codes are kept, so that a code in use is never deleted.
      create table dictionary_use (
        system text not null, table_name text not null, column_name text not null, primary key (system, table_name, column_name));
      insert into dictionary_use (system, table_name, column_name) values
        ('SEX', 'beneficiary', 'sex'), ('ID_TYPE', 'beneficiary', 'id_type'), ('PERSON_CATEGORY', 'beneficiary', 'person_categories'),
        ('CARE_LEVEL', 'beneficiary', 'care_level'), ('CARE_LEVEL', 'care_identity', 'care_level'), ('SECRECY', 'beneficiary', 'secrecy'),
        ('CARE_GRADE', 'visit', 'care_grade'), ('REGION_VISIT_TYPE', 'visit', 'visit_type');

      -- Counts only, whoever the people are: an administrator of dictionaries sees no data of people.
      create function dictionary_uses(asked text) returns table (code text, uses bigint)
      language plpgsql stable security definer set search_path = public as $fn$
      declare
        parts text;
      begin
        if not scope_flag('dictionaries') then raise exception 'Only administrators of dictionaries ask what is in use'; end if;
        select string_agg(format(
            case when c.data_type = 'ARRAY' then 'select unnest(%I) as code from %I' else 'select %I as code from %I' end, u.column_name, u.table_name),
            ' union all ') into parts
          from dictionary_use u join information_schema.columns c
            on c.table_schema = 'public' and c.table_name = u.table_name and c.column_name = u.column_name
          where u.system = asked;
        if parts is null then return; end if;
        return query execute 'select f.code::text, count(*) from (' || parts || ') f where f.code is not null group by 1';
      end $fn$;

      create trigger dictionary_type_changes after update or delete on dictionary_type for each row execute function record_change();
      create trigger dictionary_type_added after insert on dictionary_type for each row when (new.created_by <> 'system') execute function record_change();
      create trigger dictionary_item_changes after update or delete on dictionary_item for each row execute function record_change();
      -- What every installation starts with is no change that anybody made.
      create trigger dictionary_item_added after insert on dictionary_item for each row when (new.changed_by <> 'system') execute function record_change()`);
  await openTable(db, 'dictionary_type');
  await openTable(db, 'dictionary_use', 'select');
}
