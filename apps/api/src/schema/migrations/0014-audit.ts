import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable } from '../../platform/database/row-guard.js';

/** The chain over both logs, their search, what the rules found, what went wrong in the system. */
export class Audit1800000000014 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- One row for each group of log rows: which rows, the digest of each, and a hash that holds the group before it.
      create table audit_chain (
        seq bigint primary key, at timestamptz not null, algorithm text not null,
        access_rows bigint[] not null, change_rows bigint[] not null, digests bytea not null,
        access_seen bigint not null, change_seen bigint not null, gaps jsonb not null,
        prev bytea not null, hash bytea not null);
      create index on audit_chain (at);
      create table audit_archive (
        first_block bigint primary key, last_block bigint not null, until timestamptz not null,
        rows integer not null, file text not null, sha256 text not null, made_at timestamptz not null default now(), removed_at timestamptz);

      create table audit_rule (
        id text primary key, enabled boolean not null default true, threshold integer not null check (threshold > 0),
        window_minutes integer not null check (window_minutes between 1 and 1440),
        changed_by text not null, changed_at timestamptz not null default now());
      create table audit_finding (
        id uuid primary key default gen_random_uuid(), rule_id text not null references audit_rule (id),
        at timestamptz not null default now(), actor text not null, value integer not null, threshold integer not null,
        first_at timestamptz not null, last_at timestamptz not null, dedupe_key text not null unique,
        status text not null default 'open' check (status in ('open', 'explained', 'violation')),
        handled_by text, handled_at timestamptz, note text);
      create index on audit_finding (status, at);
      insert into audit_rule (id, threshold, window_minutes, changed_by) values
        ('night-reading', 20, 60, 'system'), ('many-people', 50, 10, 'system'), ('refusals', 20, 10, 'system'),
        ('failed-sign-ins', 5, 15, 'system'), ('mass-export', 5, 60, 'system'), ('mass-reveal', 10, 60, 'system'),
        ('no-care-relation', 10, 1440, 'system'), ('confidential', 1, 1440, 'system');

      create table system_event (
        id uuid primary key default gen_random_uuid(), fingerprint text not null unique,
        level text not null check (level in ('warn', 'error')), module text not null, message text not null,
        count integer not null default 1, first_at timestamptz not null default now(), last_at timestamptz not null default now(),
        traces text[] not null default '{}', status text not null default 'open' check (status in ('open', 'handled')),
        handled_by text, handled_at timestamptz, note text);
      create index on system_event (last_at);
      create table heartbeat (name text primary key, process text not null, at timestamptz not null, detail jsonb not null default '{}');

      create index on access_trail (actor, at);
      create index on access_trail (action, at);
      create index on access_trail (operation, at);
      create index access_trail_words_idx on access_trail
        using gin (to_tsvector('simple', coalesce(reason, '') || ' ' || coalesce(asked::text, '') || ' ' || coalesce(trace, '')));
      create index on change_log (at);
      create index on change_log (trace);`);
    await this.search(db);
    await guardTable(db, 'audit_chain', { visibleWhen: `(select scope_flag('audit'))`, record: 'nothing', grant: 'select, insert' });
    await guardTable(db, 'audit_archive', { visibleWhen: `(select scope_flag('audit'))`, record: 'nothing', grant: 'select, insert' });
    await guardTable(db, 'audit_rule', { visibleWhen: `(select scope_flag('audit'))`, record: 'every-change', grant: 'select, update' });
    await guardTable(db, 'audit_finding', { visibleWhen: `(select scope_flag('audit'))`, record: 'every-change', grant: 'select, insert, update' });
    await guardTable(db, 'system_event', { visibleWhen: `(select scope_flag('health'))`, record: 'nothing' });
    await guardTable(db, 'heartbeat', { visibleWhen: `(select scope_flag('health'))`, record: 'nothing' });
  }

  /**
   * Operators on arrays and words are not leakproof, so that no index serves them behind a row policy. These functions of
   * the owner ask for the right themselves; every value is bound, and a statement made for its conditions gets its own plan.
   */
  private async search(db: QueryRunner): Promise<void> {
    await db.query(`
      create function audit_found(asked jsonb, most integer, skip integer) returns setof access_trail
      language plpgsql stable security definer set search_path = public as $fn$
      begin
        if not (scope_flag('audit') or scope_flag('system')) then return; end if;
        return query execute 'select * from access_trail t where true'
          || case when asked ? 'from' then ' and t.at >= ($1 ->> ''from'')::timestamptz' else '' end
          || case when asked ? 'until' then ' and t.at < ($1 ->> ''until'')::timestamptz' else '' end
          || case when asked ? 'actor' then ' and t.actor = $1 ->> ''actor''' else '' end
          || case when asked ? 'action' then ' and t.action = $1 ->> ''action''' else '' end
          || case when asked ? 'operation' then ' and t.operation = $1 ->> ''operation''' else '' end
          || case when asked ? 'outcome' then ' and t.outcome = $1 ->> ''outcome''' else '' end
          || case when asked ? 'session' then ' and t.session_id = ($1 ->> ''session'')::uuid' else '' end
          || case when asked ? 'ip' then ' and t.ip = $1 ->> ''ip''' else '' end
          || case when asked ? 'person' then ' and t.beneficiary_ids @> array[($1 ->> ''person'')::uuid]' else '' end
          || case when asked ? 'words' then ' and to_tsvector(''simple'', coalesce(t.reason, '''') || '' '' || coalesce(t.asked::text, '''')
               || '' '' || coalesce(t.trace, '''')) @@ plainto_tsquery(''simple'', $1 ->> ''words'')' else '' end
          || ' order by t.at desc, t.seq desc limit $2 offset $3' using asked, most, skip;
      end $fn$;

      -- Who looked at one person's archive: for those who may ask this, and who see the person (the caller's statement makes sure).
      create function person_access_found(asked jsonb, most integer, skip integer) returns setof access_trail
      language plpgsql stable security definer set search_path = public as $fn$
      begin
        if not scope_flag('person_log') then return; end if;
        return query execute 'select * from access_trail t where t.beneficiary_ids @> array[($1 ->> ''person'')::uuid]'
          || case when asked ? 'from' then ' and t.at >= ($1 ->> ''from'')::timestamptz' else '' end
          || case when asked ? 'until' then ' and t.at < ($1 ->> ''until'')::timestamptz' else '' end
          || case when asked ? 'actor' then ' and t.actor = $1 ->> ''actor''' else '' end
          || ' order by t.at desc, t.seq desc limit $2 offset $3' using asked, most, skip;
      end $fn$;

      -- Accounts are their holders' and the administrators' own; of those on a person's log his doctors may know the names.
      create function actor_names() returns table (user_id uuid, name text, department_code text)
      language sql stable security definer set search_path = public as $fn$
        select id, name, department_code from app_user where scope_flag('person_log')
      $fn$;

      -- Rows that are in an archive file leave the tables; the law's 180 days are kept here too, whatever a parameter says.
      create function forget_archived(through bigint) returns bigint language plpgsql security definer set search_path = public as $fn$
      declare
        gone bigint := 0;
        part bigint;
      begin
        if not scope_flag('system') then raise exception 'only the system forgets'; end if;
        if exists (select 1 from audit_chain c where c.seq <= through
            and not exists (select 1 from audit_archive a where c.seq between a.first_block and a.last_block)) then
          raise exception 'blocks up to % are not archived', through;
        end if;
        if exists (select 1 from audit_chain c where c.seq <= through and c.at > now() - interval '180 days') then
          raise exception 'blocks up to % are younger than 180 days', through;
        end if;
        delete from access_trail where seq in (select unnest(c.access_rows) from audit_chain c join audit_archive a
          on c.seq between a.first_block and a.last_block where a.removed_at is null and a.last_block <= through);
        get diagnostics gone = row_count;
        delete from change_log where seq in (select unnest(c.change_rows) from audit_chain c join audit_archive a
          on c.seq between a.first_block and a.last_block where a.removed_at is null and a.last_block <= through);
        get diagnostics part = row_count;
        update audit_archive set removed_at = now() where removed_at is null and last_block <= through;
        return gone + part;
      end $fn$;`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
