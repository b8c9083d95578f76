import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable } from '../../platform/database/row-guard.js';

/** What operators make: connectors and mappings as data, limits of sources, batches of runs, replays as tasks, rules for alarms. */
export class Console1800000000009 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table connector_definition (
        id text primary key, system text not null, name text not null, patient_numbers_of text not null,
        codes jsonb not null default '{}', origin text not null,
        created_by text not null, created_at timestamptz not null default now());

      -- Also of connectors that are delivered with the program: the active version wins over what was delivered.
      create table stream_version (
        id uuid primary key default gen_random_uuid(),
        connector_id text not null, stream_id text not null, version integer not null,
        state text not null default 'draft' check (state in ('draft', 'active', 'retired')),
        spec jsonb not null, samples_cipher text, note text,
        created_by text not null, created_at timestamptz not null default now(),
        activated_by text, activated_at timestamptz,
        unique (connector_id, stream_id, version));
      create unique index stream_version_active_idx on stream_version (connector_id, stream_id) where state = 'active';

      alter table source add column managed_by text not null default 'file', add column paused boolean not null default false,
        add column rows_per_page integer, add column statement_timeout_ms integer,
        add column quiet_from time, add column quiet_until time;
      alter table source_stream add column enabled boolean not null default true, add column every_seconds integer;

      -- Hours in which a source is left alone, by the hospital's clock; may go over midnight.
      create function is_quiet(quiet_from time, quiet_until time) returns boolean language sql stable as $fn$
        select coalesce(case when quiet_from <= quiet_until
          then (now() at time zone 'Asia/Shanghai')::time >= quiet_from and (now() at time zone 'Asia/Shanghai')::time < quiet_until
          else (now() at time zone 'Asia/Shanghai')::time >= quiet_from or (now() at time zone 'Asia/Shanghai')::time < quiet_until end, false)
      $fn$;

      alter table sync_run add column mapping_version integer;
      create table sync_batch (
        id bigint generated always as identity primary key,
        run_id bigint not null references sync_run (id) on delete cascade, at timestamptz not null default now(),
        fetched integer not null, added integer not null, changed integer not null, removed integer not null,
        unchanged integer not null, filtered integer not null, superseded integer not null, quarantined integer not null,
        cursor_to jsonb);
      create index on sync_batch (run_id);

      alter table quarantine add column run_id bigint, add column mapping_version integer;
      create index on quarantine (run_id);
      create index on quarantine (key);

      create table replay_task (
        id uuid primary key default gen_random_uuid(),
        kind text not null check (kind in ('failures', 'codes')), asked jsonb not null, reason text not null,
        state text not null default 'queued' check (state in ('queued', 'running', 'paused', 'done', 'cancelled')),
        dry_run boolean not null default false, batch_size integer not null,
        total integer not null, done integer not null default 0, stored integer not null default 0, filtered integer not null default 0,
        failed integer not null default 0, skipped integer not null default 0,
        requested_by text not null, created_at timestamptz not null default now(), finished_at timestamptz,
        lease_owner text, lease_until timestamptz);
      create index on replay_task (state, created_at);
      create table replay_item (
        task_id uuid not null references replay_task (id) on delete cascade, position integer not null,
        source_id text not null, stream_id text not null, key text not null,
        quarantine_id uuid, inbox_id bigint, inbox_index integer,
        outcome text check (outcome in ('stored', 'filtered', 'failed', 'skipped')), message text, at timestamptz,
        primary key (task_id, position));
      create index on replay_item (task_id, outcome);

      create table alarm_rule (
        id uuid primary key default gen_random_uuid(),
        source_id text references source (id) on delete cascade,
        kind text not null check (kind in ('failures', 'rate', 'silence', 'backlog', 'difference', 'missed')),
        threshold double precision not null check (threshold > 0), window_minutes integer not null check (window_minutes between 1 and 10080),
        quiet_from time, quiet_until time, escalate_minutes integer check (escalate_minutes between 1 and 10080),
        enabled boolean not null default true,
        changed_by text not null, changed_at timestamptz not null default now());
      create table alarm_state (
        rule_id uuid not null references alarm_rule (id) on delete cascade, source_id text not null references source (id) on delete cascade,
        state text not null default 'ok' check (state in ('ok', 'alarming')), since timestamptz not null default now(),
        value double precision, seen_at timestamptz not null default now(),
        notified_at timestamptz, escalated_at timestamptz, suppressed integer not null default 0,
        primary key (rule_id, source_id));

      insert into alarm_rule (kind, threshold, window_minutes, escalate_minutes, changed_by) values
        ('failures', 2, 60, 60, 'system'), ('missed', 2, 60, null, 'system');

      -- As before, and what is sealed stays out of the log under every name it has.
      create or replace function record_change() returns trigger language plpgsql security definer set search_path = public as $fn$
      declare
        secrets constant text[] := array['password_hash', 'second_factor_cipher', 'url_cipher', 'options_cipher', 'samples_cipher'];
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

      drop trigger source_changes on source;
      create trigger source_changes after insert or delete or update of connector_id, name, host, url_cipher, enabled, late_after_seconds,
          paused, rows_per_page, statement_timeout_ms, quiet_from, quiet_until
        on source for each row execute function record_change();
      create trigger source_stream_changes after update of enabled, every_seconds on source_stream for each row
        when (old.enabled is distinct from new.enabled or old.every_seconds is distinct from new.every_seconds) execute function record_change();
      create trigger code_mapping_changes after update of target on code_mapping for each row
        when (old.target is distinct from new.target) execute function record_change();`);
    const operations = `(select scope_flag('operations'))`;
    await guardTable(db, 'connector_definition', { visibleWhen: operations, record: 'every-change' });
    await guardTable(db, 'stream_version', { visibleWhen: operations, record: 'every-change' });
    await guardTable(db, 'sync_batch', { visibleWhen: operations, record: 'nothing' });
    await guardTable(db, 'replay_task', { visibleWhen: operations, record: 'nothing' });
    await guardTable(db, 'replay_item', { visibleWhen: operations, record: 'nothing' });
    await guardTable(db, 'alarm_rule', { visibleWhen: operations, record: 'every-change' });
    await guardTable(db, 'alarm_state', { visibleWhen: operations, record: 'nothing' });
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
