import type { QueryRunner } from 'typeorm';

/** How a table's changes are kept: every change on record, only earlier versions, or none (append-only tables). */
export type Record = 'every-change' | 'earlier-versions' | 'nothing';

export interface GuardOptions {
  /** SQL condition; wrap scope functions as (select scope_flag('x')) so that PostgreSQL asks once per query, not per row. */
  readonly visibleWhen: string;
  readonly record: Record;
  /** What the application may do; read and write unless said. */
  readonly grant?: string;
}

const APP = `(select current_setting('cadre.app_role'))`;

/** Gives the application's role the named rights on a table. */
export async function grantToApp(db: QueryRunner, table: string, rights: string): Promise<void> {
  await db.query(`do $$ begin execute format('grant ${rights} on ${table} to %I', ${APP}); end $$`);
}

/** Puts a table behind a row policy and its changes on record. Every table of people's data is created through this. */
export async function guardTable(db: QueryRunner, table: string, options: GuardOptions): Promise<void> {
  await db.query(`
    alter table ${table} enable row level security;
    create policy ${table}_scope on ${table}
      using ((select scope_flag('system')) or (${options.visibleWhen}));`);
  if (options.record === 'every-change') {
    await db.query(`create trigger ${table}_changes after insert or update or delete on ${table}
      for each row execute function record_change()`);
  }
  if (options.record === 'earlier-versions') await keepEarlierVersions(db, table);
  await grantToApp(db, table, options.grant ?? 'select, insert, update, delete');
}

/**
 * Every synced fact keeps its earlier versions: `<table>_history` has the same columns and `recorded_to`. A fact is kept when
 * its content, its owner or its deletion changes; the parts of a fact (results, transfers …) are only ever removed and written anew.
 * One statement a page, not a trigger a row: row triggers would cost up to three quarters of the ingest rate.
 */
async function keepEarlierVersions(db: QueryRunner, table: string): Promise<void> {
  await db.query(`
    create table ${table}_history (like ${table}, recorded_to timestamptz not null);
    create index on ${table}_history (beneficiary_id, recorded_to);
    alter table ${table}_history enable row level security;
    create policy ${table}_history_scope on ${table}_history
      using ((select scope_flag('system')) or ${visiblePerson(`${table}_history.beneficiary_id`, `${table}_history.confidential`)});`);
  const isFact = await writeKeepers(db, table);
  await db.query(`create trigger ${table}_removed after delete on ${table}
    referencing old table as earlier for each statement execute function ${table}_keep_removed()`);
  if (isFact) {
    await db.query(`create trigger ${table}_replaced after update on ${table}
      referencing old table as earlier new table as later for each statement execute function ${table}_keep_replaced()`);
  }
  await grantToApp(db, `${table}_history`, 'select');
}

/** Adds columns (`name type, …`) to a table whose earlier versions are kept: they are kept with it from now on. */
export async function addKeptColumns(db: QueryRunner, table: string, columns: readonly string[]): Promise<void> {
  const added = columns.map((column) => `add column ${column}`).join(', ');
  await db.query(`alter table ${table} ${added}; alter table ${table}_history ${added};`);
  await writeKeepers(db, table);
}

/** The functions that keep removed and replaced rows, with the columns that the table has now. True for a fact, false for its parts. */
async function writeKeepers(db: QueryRunner, table: string): Promise<boolean> {
  const columns: { name: string }[] = await db.query(
    `select quote_ident(attname) as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [table],
  );
  const names = columns.map(({ name }) => name);
  const isFact = names.includes('content_hash');
  const list = names.join(', ');
  const earlier = names.map((name) => `e.${name}`).join(', ');
  await db.query(`
    create or replace function ${table}_keep_removed() returns trigger language plpgsql security definer set search_path = public as $fn$
    begin
      insert into ${table}_history (${list}, recorded_to) select ${earlier}, now() from earlier e;
      return null;
    end $fn$;`);
  if (isFact) {
    await db.query(`
      create or replace function ${table}_keep_replaced() returns trigger language plpgsql security definer set search_path = public as $fn$
      begin
        insert into ${table}_history (${list}, recorded_to) select ${earlier}, now() from earlier e join later l using (id)
          where (e.content_hash, e.beneficiary_id, e.deleted_at) is distinct from (l.content_hash, l.beneficiary_id, l.deleted_at);
        return null;
      end $fn$;`);
  }
  return isFact;
}

/** A table without people's data: no row policy, but named here on purpose with the reason. */
export async function openTable(db: QueryRunner, table: string, rights = 'select, insert, update, delete'): Promise<void> {
  await grantToApp(db, table, rights);
  await db.query(`comment on table ${table} is 'open: no data of people'`);
}

/** People named by a setting of the transaction. */
const named = (setting: string): string => `any ((select string_to_array(nullif(current_setting('scope.${setting}', true), ''), ','))::uuid[])`;

/**
 * The condition under which a caller sees a person (and every fact that hangs on him): within his scope, and a 机密 one only
 * while he is open to him. Who stands among the opened is worked out once a request, in SQL (`opened_people`). This is how
 * migrations write the rule down; `renewPersonPolicies` puts it in today's form afterwards.
 */
export function visiblePerson(personId: string, confidential: string): string {
  return `(
    (not ${confidential} or ${personId} = ${named('opened')})
    and ((select scope_flag('all_people')) or ${personId} = ${named('emergency')} or exists (
      select 1 from person_access a where a.beneficiary_id = ${personId}
        and (a.department_code = any ((select scope_departments())::text[]) or a.staff_no = (select scope_staff()))
        and (a.valid_until is null or a.valid_until > now() or (select scope_flag('past_access'))))))`;
}

/** Today's form of the part of {@link visiblePerson} that asks for access: as the one who was asked for, by what he has, or by narrowed roles. */
export function heldPerson(personId: string): string {
  return `(${personId} = (select scope_seen()) or exists (select 1 from scope_reach a where a.beneficiary_id = ${personId}) or ${personId} in (select scope_people()))`;
}

/** {@link visiblePerson} in today's form, for views that run with their owner's rights and have to say it themselves. */
export function reachedPerson(personId: string, confidential: string): string {
  return `((not ${confidential} or ${personId} = ${named('opened')})
    and ((select scope_flag('all_people')) or ${personId} = ${named('emergency')} or ${heldPerson(personId)}))`;
}

/**
 * Names what the application's role could read past the policies, a single column included: bare tables and partitions,
 * foreign tables, views that run with their owner's rights and do not say that they scope themselves, stored views. Start-up and
 * a test refuse to go on when it finds one.
 */
export const UNGUARDED_SQL = `
  select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and has_any_column_privilege(current_user, c.oid, 'select')
    and (c.relkind in ('r', 'p') and not c.relrowsecurity and coalesce(obj_description(c.oid, 'pg_class'), '') not like 'open: %'
      or c.relkind = 'v' and not coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on'], false)
        and coalesce(obj_description(c.oid, 'pg_class'), '') not like 'scoped by itself: %'
      or c.relkind in ('m', 'f'))
  order by 1`;

/** True when the application's role stands above the policies: by itself, as a role that it may become, or as an owner of tables. */
export const OVER_POLICIES_SQL = `
  select exists (select 1 from pg_roles r where (r.rolsuper or r.rolbypassrls) and pg_has_role(current_user, r.oid, 'member'))
    or exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'v', 'm', 'f')
        and pg_has_role(current_user, c.relowner, 'member')) as over`;
