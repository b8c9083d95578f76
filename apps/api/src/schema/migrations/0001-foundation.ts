import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToApp, guardTable, openTable } from '../../platform/database/row-guard.js';

/** Who asks, what he may see, what he did, what changed: the ground that every other table stands on. */
export class Foundation1800000000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create function scope_flag(name text) returns boolean language sql stable parallel safe as
        $$ select coalesce(current_setting('scope.' || name, true), '') = 'on' $$;
      create function scope_user() returns uuid language sql stable parallel safe as
        $$ select nullif(current_setting('scope.user', true), '')::uuid $$;
      create function scope_staff() returns text language sql stable parallel safe as
        $$ select nullif(current_setting('scope.staff', true), '') $$;
      create function scope_departments() returns text[] language sql stable parallel safe as
        $$ select string_to_array(nullif(current_setting('scope.departments', true), ''), ',') $$;

      create table change_log (
        seq bigint generated always as identity primary key,
        at timestamptz not null default clock_timestamp(),
        actor text not null,
        trace text,
        table_name text not null,
        row_id text not null,
        action text not null,
        before jsonb,
        after jsonb);
      create index on change_log (table_name, row_id, seq);

      -- The application cannot write the log itself: this function, the owner's, is the only hand that does.
      create function record_change() returns trigger language plpgsql security definer set search_path = public as $fn$
      declare
        secrets constant text[] := array['password_hash', 'second_factor_cipher', 'url_cipher'];
        was jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - secrets end;
        is_now jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - secrets end;
      begin
        insert into change_log (actor, trace, table_name, row_id, action, before, after)
        values (coalesce(nullif(current_setting('scope.actor', true), ''), session_user),
          nullif(current_setting('scope.trace', true), ''), tg_table_name,
          coalesce(is_now ->> 'id', was ->> 'id', is_now ->> 'beneficiary_id', was ->> 'beneficiary_id', '-'),
          lower(tg_op), was, is_now);
        return null;
      end $fn$;

      create table access_trail (
        seq bigint generated always as identity primary key,
        at timestamptz not null default clock_timestamp(),
        actor text not null,
        user_id uuid,
        session_id uuid,
        ip text,
        device text,
        operation text not null,
        action text not null,
        object_ids text[],
        beneficiary_ids uuid[],
        row_count integer,
        asked jsonb,
        outcome text not null,
        status smallint,
        reason text,
        trace text);
      create index on access_trail (at);
      create index on access_trail (user_id, at);
      create index on access_trail using gin (beneficiary_ids);

      create view v_audit with (security_invoker = true) as
        select seq, at, actor, action, operation as object, beneficiary_ids as patient, outcome, ip, trace from access_trail;
    `);
    await guardTable(db, 'change_log', { visibleWhen: `(select scope_flag('audit'))`, record: 'nothing', grant: 'select' });
    await db.query(`
      alter table access_trail enable row level security;
      create policy access_trail_read on access_trail for select
        using ((select scope_flag('system')) or (select scope_flag('audit')));
      create policy access_trail_write on access_trail for insert with check (true);`);
    await grantToApp(db, 'access_trail', 'select, insert');
    await grantToApp(db, 'v_audit', 'select');

    await db.query(`
      create table dictionary_item (
        system text not null, code text not null, name text not null, sort integer not null default 0,
        active boolean not null default true, primary key (system, code));
      create table code_mapping (
        source_system text not null, table_name text not null, code text not null, target text, seen integer not null default 1,
        first_seen timestamptz not null default now(), last_seen timestamptz not null default now(),
        primary key (source_system, table_name, code));`);
    await openTable(db, 'dictionary_item');
    await openTable(db, 'code_mapping');
    await db.query(`comment on table migration is 'open: no data of people'`);
    await grantToApp(db, 'migration', 'select');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
