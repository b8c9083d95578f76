import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable } from '../../platform/database/row-guard.js';

const OPERATIONS = `(select scope_flag('operations'))`;
const NOBODY = 'false';

/** What complete means: full scans and what they found gone, comparisons with the source, merges as they were told, how long raw data are kept. */
export class Completeness1800000000008 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The second half of a full scan: which of our records are no longer there.
      create table full_scan (
        id bigint generated always as identity primary key,
        source_id text not null, stream_id text not null, run_id bigint not null,
        started_at timestamptz not null default now(), finished_at timestamptz,
        state text not null default 'running',
        fetched integer not null default 0, live integer not null default 0, gone integer not null default 0, removed integer not null default 0,
        reason text, decided_by text, decided_at timestamptz, decide_reason text);
      create index on full_scan (source_id, stream_id, started_at);
      -- Too many at once: they wait for somebody's decision.
      create table removal_candidate (
        scan_id bigint not null references full_scan (id) on delete cascade, fact_id uuid not null,
        primary key (scan_id, fact_id));
      -- Told to be gone before we ever heard of it: only a keyed hash, for it may be anybody's.
      create table removed_key (
        source_system text not null, target text not null, key_index text not null, version timestamptz,
        noted_at timestamptz not null default now(),
        primary key (source_system, target, key_index));
      alter table source_stream add column full_scan_on date;
      alter table source add column full_scan_at time;

      create table reconciliation_run (
        id bigint generated always as identity primary key,
        source_id text not null, stream_id text not null, from_day date not null, to_day date not null,
        requested_by text not null, started_at timestamptz not null default now(), finished_at timestamptz,
        outcome text not null default 'running', message text,
        theirs integer not null default 0, ours integer not null default 0, differing_days integer not null default 0,
        missing integer not null default 0, older integer not null default 0, gone integer not null default 0, repull_run_id bigint);
      create index on reconciliation_run (source_id, stream_id, started_at);
      create table reconciliation_day (
        run_id bigint not null references reconciliation_run (id) on delete cascade, day date not null,
        theirs integer not null, ours integer not null, theirs_hash text not null, ours_hash text not null,
        missing integer not null default 0, older integer not null default 0, gone integer not null default 0, ahead integer not null default 0,
        primary key (run_id, day));
      create table reconciliation_difference (
        run_id bigint not null references reconciliation_run (id) on delete cascade, position integer not null,
        day date not null, kind text not null, key_cipher text not null,
        primary key (run_id, position));

      -- Merges as the source told them, the newest word of each pair. Numbers of people who are not ours stand as keyed hashes only.
      create table patient_merge (
        numbers_of text not null, low_index text not null, high_index text not null,
        from_index text not null, into_index text not null, from_id text, into_id text,
        action text not null, version timestamptz not null, rank smallint not null, record_hash text not null,
        told_at timestamptz not null default now(),
        primary key (numbers_of, low_index, high_index));
      create index on patient_merge (numbers_of, high_index);
      -- Facts that were put away because their patient number stopped being ours; they come back with it.
      create table withdrawn_fact (
        numbers_of text not null, patient_id text not null, fact_table text not null, fact_id uuid not null,
        withdrawn_at timestamptz not null default now(),
        primary key (fact_table, fact_id));
      create index on withdrawn_fact (numbers_of, patient_id);

      -- When somebody left the roster: what happened before stays his, what happens later is not looked at. Who comes back has it fetched.
      alter table beneficiary add column left_at timestamptz;
      create function note_leaving() returns trigger language plpgsql security definer set search_path = public as $fn$
      declare numbering record;
      begin
        if new.status in ('cancelled', 'transferred') then
          if tg_op = 'INSERT' or old.status not in ('cancelled', 'transferred') then new.left_at := now(); end if;
        else
          new.left_at := null;
          if tg_op = 'UPDATE' and old.left_at is not null then
            for numbering in select source_system, array_agg(patient_id) as numbers from patient_link where beneficiary_id = new.id and active group by 1 loop
              perform request_history(numbering.source_system, numbering.numbers);
            end loop;
          end if;
        end if;
        return new;
      end $fn$;
      create trigger beneficiary_leaving before insert or update of status on beneficiary for each row execute function note_leaving();

      -- The level that held on a day. Before the first one the first counts: somebody who is new on the roster has his past marked too.
      create function care_level_on(person uuid, at timestamptz, today text) returns text language sql stable as $fn$
        select case when exists (select 1 from care_identity c where c.beneficiary_id = person) then (
          select c.care_level from care_identity c, (select (at at time zone 'Asia/Shanghai')::date as day) d
          where c.beneficiary_id = person and coalesce(c.valid_until, 'infinity') >= d.day
            and (c.valid_from <= d.day or not exists (select 1 from care_identity e where e.beneficiary_id = person and e.valid_from <= d.day))
          order by c.valid_from <= d.day desc, abs(c.valid_from - d.day) limit 1) else today end
      $fn$;

      create table sync_inbox_error (like sync_inbox including defaults, primary key (received_at, id));

      -- Days to come get their partitions; what fell into the catch-all is put where it belongs. Waits for nobody longer than two seconds.
      drop function keep_inbox(integer);
      create function prepare_inbox() returns integer language plpgsql security definer set search_path = public as $fn$
      declare day date; made integer := 0; part text;
      begin
        perform set_config('lock_timeout', '2s', true);
        for day in
          select generate_series(current_date, current_date + 7, interval '1 day')::date
          union select distinct received_at::date from sync_inbox_default order by 1
        loop
          part := format('sync_inbox_%s', to_char(day, 'YYYYMMDD'));
          continue when to_regclass(part) is not null;
          execute format('create table %I (like sync_inbox including defaults)', part);
          execute format('with moved as (delete from sync_inbox_default where received_at >= %L and received_at < %L returning *)
            insert into %I select * from moved', day, day + 1, part);
          execute format('alter table sync_inbox attach partition %I for values from (%L) to (%L)', part, day, day + 1);
          made := made + 1;
        end loop;
        return made;
      end $fn$;

      -- Drops the oldest day that is out of time, one a call; its errors are kept apart. Null: nothing is that old.
      create function drop_inbox_day(days integer) returns date language plpgsql security definer set search_path = public as $fn$
      declare part text; moved integer;
      begin
        if days < 30 then raise exception 'the inbox is kept for at least 30 days'; end if;
        perform set_config('lock_timeout', '2s', true);
        select c.relname into part from pg_inherits i join pg_class c on c.oid = i.inhrelid
          where i.inhparent = 'sync_inbox'::regclass and c.relname ~ '^sync_inbox_\\d{8}$' and to_date(right(c.relname, 8), 'YYYYMMDD') < current_date - days
          order by c.relname limit 1;
        if part is null then return null; end if;
        execute format('insert into sync_inbox_error select * from %I where outcome not in (''applied'', ''filtered'')', part);
        execute format('drop table %I', part);
        return to_date(right(part, 8), 'YYYYMMDD');
      end $fn$;

      -- What could not be used is kept longer, then its contents go; that it happened stays on record.
      create function drop_inbox_errors(days integer) returns integer language plpgsql security definer set search_path = public as $fn$
      declare gone integer; emptied integer;
      begin
        if days < 30 then raise exception 'errors are kept for at least 30 days'; end if;
        delete from removed_key where noted_at < current_date - days;
        delete from sync_inbox_error where received_at < current_date - days;
        get diagnostics gone = row_count;
        update quarantine set payload_cipher = '', status = case status when 'open' then 'ignored' else status end,
            closed_at = coalesce(closed_at, now()), closed_by = coalesce(closed_by, 'system'), close_reason = coalesce(close_reason, '超过保存期限，原始内容已清除')
          where last_at < current_date - days and payload_cipher <> '';
        get diagnostics emptied = row_count;
        return gone + emptied;
      end $fn$;
      select prepare_inbox();`);
    for (const table of ['full_scan', 'reconciliation_run', 'reconciliation_day', 'reconciliation_difference']) {
      await guardTable(db, table, { visibleWhen: OPERATIONS, record: 'nothing' });
    }
    // Whoever decides whose a number is puts away what came under it, and brings it back.
    await guardTable(db, 'withdrawn_fact', { visibleWhen: `(select scope_flag('matching'))`, record: 'nothing' });
    for (const table of ['removal_candidate', 'removed_key', 'patient_merge', 'sync_inbox_error']) {
      await guardTable(db, table, { visibleWhen: NOBODY, record: 'nothing' });
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
