import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable, visiblePerson } from '../../platform/database/row-guard.js';

/** Everything the office keeps of a person, who may speak for him, how he is insured, and what was changed when. */
export class RosterAdmin1800000000017 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table beneficiary
        add column nation text, add column marital text, add column nationality text,
        add column unit_code text, add column unit_department text,
        add column landline_cipher text, add column email_cipher text, add column postcode text,
        add column past_history text, add column blood_abo text, add column blood_rh text,
        add column care_doctor_no text, add column care_nurse_no text, add column care_department_code text,
        add column note text,
        add column field_origins jsonb not null default '{}',
        add column locked_fields text[] not null default '{}';

      create table person_contact (
        id uuid primary key default gen_random_uuid(),
        beneficiary_id uuid not null references beneficiary (id),
        name text not null, relation text not null, phone_cipher text,
        sees_appointments boolean not null default false, books boolean not null default false, reads_reports boolean not null default false,
        valid_from date, valid_until date, note text,
        confidential boolean not null, version integer not null default 1,
        created_at timestamptz not null default now(), updated_at timestamptz not null default now());
      create index on person_contact (beneficiary_id);

      create table insurance_policy (
        id uuid primary key default gen_random_uuid(),
        beneficiary_id uuid not null references beneficiary (id),
        insurer text not null, policy_cipher text not null, valid_from date, valid_until date,
        direct_billing boolean not null default false, note text,
        confidential boolean not null, version integer not null default 1,
        created_at timestamptz not null default now(), updated_at timestamptz not null default now());
      create index on insurance_policy (beneficiary_id);

      -- What is watched: by level, and for one person where he is an exception. Days: how long before.
      create table alert_rule (
        care_level text not null, kind text not null, enabled boolean not null, days integer check (days between 1 and 366),
        changed_by text not null default 'system', changed_at timestamptz not null default now(), primary key (care_level, kind));
      insert into alert_rule (care_level, kind, enabled, days)
        select level, kind, kind <> 'arrival' or level in ('L1', 'L2'), case kind when 'level-expiry' then 30 end
        from unnest(array['L1', 'L2', 'L3', 'L9']) as level, unnest(array['level-expiry', 'arrival', 'admission']) as kind;
      create table alert_setting (
        id uuid primary key default gen_random_uuid(),
        beneficiary_id uuid not null references beneficiary (id), kind text not null, enabled boolean not null,
        days integer check (days between 1 and 366), confidential boolean not null, unique (beneficiary_id, kind));
      create table person_alert (
        id uuid primary key default gen_random_uuid(),
        beneficiary_id uuid not null references beneficiary (id), kind text not null, about text not null, rule text not null, value text not null,
        at timestamptz not null default now(), status text not null default 'open' check (status in ('open', 'acknowledged', 'closed')),
        handled_by text, handled_at timestamptz, note text, confidential boolean not null, unique (beneficiary_id, kind, about));
      create index on person_alert (status, at);

      -- What hangs on a person is found in the log by the person, in the order it happened.
      create index change_log_person_idx on change_log ((coalesce(after ->> 'beneficiary_id', before ->> 'beneficiary_id')), seq)
        where table_name in ('beneficiary_identifier', 'care_identity', 'person_contact', 'insurance_policy');`);
    const visible = (table: string) => visiblePerson(`${table}.beneficiary_id`, `${table}.confidential`);
    await guardTable(db, 'person_contact', { visibleWhen: visible('person_contact'), record: 'every-change' });
    await guardTable(db, 'insurance_policy', { visibleWhen: visible('insurance_policy'), record: 'every-change' });
    await guardTable(db, 'alert_setting', { visibleWhen: visible('alert_setting'), record: 'every-change' });
    await guardTable(db, 'person_alert', { visibleWhen: visible('person_alert'), record: 'every-change', grant: 'select, insert, update' });
    await guardTable(db, 'alert_rule', { visibleWhen: '(select scope_user()) is not null', record: 'every-change', grant: 'select, update' });
    // The change log itself is the auditor's; of a person, whoever sees him sees what was changed about him.
    await db.query(`
      create function person_changes(asked uuid)
      returns table (seq bigint, at timestamptz, actor text, actor_name text, trace text, table_name text, action text, before jsonb, after jsonb)
      language sql stable security definer set search_path = public as $fn$
        select l.seq, l.at, l.actor, u.name, l.trace, l.table_name, l.action, l.before, l.after
        from (select * from change_log where table_name = 'beneficiary' and row_id = asked::text
          union all select * from change_log where table_name in ('beneficiary_identifier', 'care_identity', 'person_contact', 'insurance_policy')
            and coalesce(after ->> 'beneficiary_id', before ->> 'beneficiary_id') = asked::text) l
        left join app_user u on u.username = l.actor
        where exists (select 1 from beneficiary b where b.id = asked
          and ((select scope_flag('system')) or ${visiblePerson('b.id', 'b.confidential')}))
        order by l.seq desc limit 2000
      $fn$;

      -- Whoever gives somebody a number has to learn that it is taken, and nothing else, also where he may not see the holder.
      create function number_is_taken(indexes text[], besides uuid) returns boolean
      language sql stable security definer set search_path = public as $fn$
        select exists (select 1 from beneficiary_identifier where blind_index = any (indexes) and beneficiary_id is distinct from besides)
      $fn$;

      -- Nothing ever happened under his name: no number of the hospital, no fact of any kind.
      create function was_never_used(asked uuid) returns boolean
      language plpgsql stable security definer set search_path = public as $fn$
      declare hanging record; used boolean;
      begin
        for hanging in
          select c.table_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
          where c.table_schema = 'public' and c.column_name = 'beneficiary_id' and t.table_type = 'BASE TABLE'
            and c.table_name not in ('beneficiary_identifier', 'person_token', 'care_identity', 'person_contact', 'insurance_policy', 'alert_setting', 'person_alert')
        loop
          execute format('select exists (select 1 from %I where beneficiary_id = $1)', hanging.table_name) into used using asked;
          if used then return false; end if;
        end loop;
        return true;
      end $fn$;
      create function erase_unused(asked uuid) returns boolean
      language plpgsql security definer set search_path = public as $fn$
      begin
        if not was_never_used(asked) or not exists (select 1 from beneficiary b where b.id = asked
          and ((select scope_flag('system')) or ${visiblePerson('b.id', 'b.confidential')})) then return false; end if;
        delete from beneficiary_identifier where beneficiary_id = asked;
        delete from person_token where beneficiary_id = asked;
        delete from care_identity where beneficiary_id = asked;
        delete from person_contact where beneficiary_id = asked;
        delete from insurance_policy where beneficiary_id = asked;
        delete from alert_setting where beneficiary_id = asked;
        delete from person_alert where beneficiary_id = asked;
        delete from beneficiary where id = asked;
        return true;
      end $fn$;`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
