import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToApp, guardTable, openTable } from '../../platform/database/row-guard.js';

/** Sources, their streams and cursors, runs, the raw inbox, what was set aside, notices to staff. */
export class Extraction1800000000006 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table source (
        id text primary key, connector_id text not null, name text not null, system text not null,
        host text not null, url_cipher text,
        enabled boolean not null default true,
        state text not null default 'unknown', state_since timestamptz not null default now(),
        failure_count integer not null default 0, last_error text,
        last_success_at timestamptz, data_at timestamptz, late_after_seconds integer not null default 300);
      create table source_stream (
        source_id text not null references source (id), stream_id text not null,
        cursor jsonb, signpost text, data_at timestamptz,
        lease_owner text, lease_until timestamptz, fence bigint not null default 0,
        last_run_at timestamptz, last_outcome text, next_run_at timestamptz not null default now(),
        first_load_done boolean not null default false,
        full_requested boolean not null default false,
        primary key (source_id, stream_id));

      create table sync_run (
        id bigint generated always as identity primary key,
        source_id text not null, stream_id text not null, mode text not null,
        started_at timestamptz not null default now(), finished_at timestamptz, heartbeat_at timestamptz not null default now(),
        outcome text not null default 'running',
        fetched integer not null default 0, added integer not null default 0, changed integer not null default 0,
        removed integer not null default 0, unchanged integer not null default 0, filtered integer not null default 0,
        superseded integer not null default 0, quarantined integer not null default 0,
        cursor_from jsonb, cursor_to jsonb, dry_run boolean not null default false, asked jsonb, message text, requested_by text not null);
      create index on sync_run (source_id, stream_id, started_at);
      create index on sync_run (started_at);

      -- What the other side said, as it said it. Kept by day, dropped by day; of people who are not ours only the envelope.
      create table sync_inbox (
        id bigint generated always as identity,
        received_at timestamptz not null default now(),
        source_id text not null, stream_id text not null, run_id bigint,
        control_id text, key_hash text, payload bytea, record_count integer not null,
        outcome text not null, reason text,
        primary key (received_at, id)) partition by range (received_at);
      create table sync_inbox_default partition of sync_inbox default;
      create index on sync_inbox (id);

      -- Partitions for today and the week to come; whole days older than the limit are dropped. The application may call it, not alter tables.
      create function keep_inbox(days integer) returns integer language plpgsql security definer set search_path = public as $fn$
      declare day date; gone integer := 0; part record;
      begin
        if days < 30 then raise exception 'the inbox is kept for at least 30 days'; end if;
        for day in select generate_series(current_date, current_date + 7, interval '1 day')::date loop
          continue when to_regclass(format('sync_inbox_%s', to_char(day, 'YYYYMMDD'))) is not null;
          begin
            execute format('create table sync_inbox_%s partition of sync_inbox for values from (%L) to (%L)',
              to_char(day, 'YYYYMMDD'), day, day + 1);
          exception when check_violation then null;
          end;
        end loop;
        for part in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
          where i.inhparent = 'sync_inbox'::regclass and c.relname ~ '^sync_inbox_\\d{8}$'
            and to_date(right(c.relname, 8), 'YYYYMMDD') < current_date - days
        loop
          execute format('drop table %I', part.relname);
          gone := gone + 1;
        end loop;
        return gone;
      end $fn$;
      select keep_inbox(90);

      create table quarantine (
        id uuid primary key default gen_random_uuid(),
        source_id text not null, stream_id text not null, key text not null,
        at timestamptz not null default now(), last_at timestamptz not null default now(),
        kind text not null, reason text not null, problems jsonb not null, group_hash text not null,
        payload_cipher text not null, attempts integer not null default 1,
        status text not null default 'open', closed_by text, closed_at timestamptz, close_reason text);
      create unique index quarantine_open_idx on quarantine (source_id, stream_id, key) where status = 'open';
      create index on quarantine (status, at);
      create index on quarantine (group_hash);

      create table backfill_request (
        source_id text not null, patient_id text not null, requested_at timestamptz not null default now(),
        attempts integer not null default 0, next_at timestamptz not null default now(), last_error text,
        primary key (source_id, patient_id));

      -- Asked for in the transaction of whoever adds or links a person; he need not be allowed to touch the lanes themselves.
      create function request_full_scan(connectors text[], streams text[]) returns void
      language sql security definer set search_path = public as $fn$
        update source_stream st set full_requested = true, next_run_at = now()
        from source s, unnest(connectors, streams) as wanted (connector, stream)
        where s.id = st.source_id and s.connector_id = wanted.connector and st.stream_id = wanted.stream
      $fn$;
      create function request_history(connectors text[], patients text[]) returns void
      language sql security definer set search_path = public as $fn$
        insert into backfill_request (source_id, patient_id)
        select s.id, patient from source s, unnest(patients) as patient where s.connector_id = any (connectors)
        on conflict (source_id, patient_id) do update set requested_at = now(), next_at = now(), attempts = 0
      $fn$;

      -- Names of systems and times, for every page; nothing of how they are reached.
      create function source_freshness() returns table (source text, name text, state text, data_at timestamptz, limit_seconds integer, message text)
      language sql stable security definer set search_path = public as $fn$
        select s.id, s.name,
          case when s.state = 'ok' and s.last_success_at < now() - s.late_after_seconds * interval '1 second' then 'late' else s.state end,
          s.last_success_at, s.late_after_seconds, case when s.state in ('failing', 'failed') then s.last_error end
        from source s where s.enabled order by s.id
      $fn$;
      create function source_backlog(asked text) returns integer language sql stable security definer set search_path = public as
        $fn$ select count(*)::int from backfill_request where source_id = asked $fn$;

      create table notice (
        id uuid primary key default gen_random_uuid(), at timestamptz not null default now(),
        permission text not null, level text not null, title text not null, body text not null, link text,
        dedupe_key text unique);
      create table notice_read (
        notice_id uuid not null references notice (id), user_id uuid not null references app_user (id),
        read_at timestamptz not null default now(), primary key (notice_id, user_id));

      create view v_sync_mirror with (security_invoker = true) as
        select 'visit' as entity, source_system, source_key, source_version, content_hash, deleted_at is not null as deleted from visit
        union all select 'registration', source_system, source_key, source_version, content_hash, deleted_at is not null from registration
        union all select 'lab-report', source_system, source_key, source_version, content_hash, deleted_at is not null from lab_report
        union all select 'checkup', source_system, source_key, source_version, content_hash, deleted_at is not null from checkup;`);
    const operations = `(select scope_flag('operations'))`;
    await guardTable(db, 'source', { visibleWhen: operations, record: 'nothing' });
    await db.query(`
      create trigger source_changes after insert or delete or update of connector_id, name, host, url_cipher, enabled, late_after_seconds
        on source for each row execute function record_change()`);
    await guardTable(db, 'source_stream', { visibleWhen: operations, record: 'nothing' });
    await guardTable(db, 'sync_run', { visibleWhen: operations, record: 'nothing' });
    await guardTable(db, 'sync_inbox', { visibleWhen: 'false', record: 'nothing' });
    await guardTable(db, 'quarantine', { visibleWhen: operations, record: 'nothing' });
    await guardTable(db, 'backfill_request', { visibleWhen: 'false', record: 'nothing' });
    await openTable(db, 'notice');
    await guardTable(db, 'notice_read', { visibleWhen: `user_id = (select scope_user())`, record: 'nothing' });
    await grantToApp(db, 'v_sync_mirror', 'select');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
