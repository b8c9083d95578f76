import { getConstructionPlans } from 'pg-boss';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToApp, guardTable } from '../../platform/database/row-guard.js';

/** Background jobs and the files that they make: both are their owner's and nobody else's. */
export class Jobs1800000000020 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table background_job (
        id uuid primary key default gen_random_uuid(), kind text not null, lane text not null, title text not null,
        owner_id uuid not null references app_user (id), asked jsonb not null, origin jsonb not null, reason text,
        state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
        done integer not null default 0, failed integer not null default 0, total integer,
        message text, code text, error_no text, file_id uuid,
        cancel_requested boolean not null default false, attempts integer not null default 0, fence bigint not null default 0,
        created_at timestamptz not null default now(), started_at timestamptz, finished_at timestamptz);
      create index on background_job (owner_id, created_at desc);
      create index on background_job (finished_at) where finished_at is not null;

      create table background_job_item (
        job_id uuid not null references background_job (id) on delete cascade, ref text not null,
        outcome text not null check (outcome in ('done', 'skipped', 'failed')), message text,
        at timestamptz not null default clock_timestamp(), primary key (job_id, ref));

      create table stored_file (
        id uuid primary key, owner_id uuid not null references app_user (id), job_id uuid references background_job (id) on delete set null,
        name text not null, media_type text not null, bytes bigint not null, sha256 text not null, row_count integer,
        permission text not null, scope_key text not null, watermark text,
        made_at timestamptz not null default now(), expires_at timestamptz not null);
      create index on stored_file (owner_id, made_at desc);
      create index on stored_file (expires_at);
      -- Whom a file is about: all of them must be visible to whoever downloads it, at that moment.
      create table stored_file_person (
        file_id uuid not null references stored_file (id) on delete cascade, beneficiary_id uuid not null, primary key (file_id, beneficiary_id));

      alter table notice alter column permission drop not null,
        add column user_id uuid references app_user (id), add check ((permission is null) <> (user_id is null));

      -- The account that a job runs for, as it stands now: nothing when it was disabled meanwhile.
      create function account_state(asked uuid) returns table (
        user_id uuid, username text, name text, staff_no text, department_code text, rights_version bigint, cleared boolean)
      language sql stable security definer set search_path = public as $fn$
        select u.id, u.username, u.name, u.staff_no, u.department_code, u.rights_version,
          exists (select 1 from clearance c where c.user_id = u.id and now() >= c.valid_from and now() < c.valid_until)
          and exists (select 1 from user_role ur join role r on r.code = ur.role_code where ur.user_id = u.id and r.may_be_cleared)
        from app_user u where u.id = asked and u.status = 'active' and scope_flag('system')
      $fn$`);
    const own = `owner_id = (select scope_user())`;
    await guardTable(db, 'background_job', { visibleWhen: own, record: 'nothing' });
    await guardTable(db, 'background_job_item', {
      visibleWhen: 'exists (select 1 from background_job j where j.id = background_job_item.job_id)', record: 'nothing',
    });
    await guardTable(db, 'stored_file', { visibleWhen: own, record: 'nothing' });
    await guardTable(db, 'stored_file_person', {
      visibleWhen: 'exists (select 1 from stored_file f where f.id = stored_file_person.file_id)', record: 'nothing',
    });
    await this.delivery(db);
  }

  /** pg-boss delivers: its own schema, made here by the owner, so that the server never needs to. It carries ids of jobs and nothing else. */
  private async delivery(db: QueryRunner): Promise<void> {
    const plan = getConstructionPlans('pgboss').replace(/^\s*BEGIN;/, '').replace(/COMMIT;\s*$/, '');
    await db.query(plan);
    const tables: { name: string }[] = await db.query(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'pgboss' and c.relkind in ('r', 'p')`,
    );
    for (const { name } of tables) {
      await db.query(`comment on table ${name} is 'open: no data of people'`);
      await grantToApp(db, name, 'select, insert, update, delete');
    }
    await db.query(`do $$ begin execute format('grant usage on schema pgboss to %I', (select current_setting('cadre.app_role'))); end $$`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
