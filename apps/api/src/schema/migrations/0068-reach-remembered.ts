import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People of one block while the bits are put together: each bit that is set copies its block. */
const BLOCK = 256;

/**
 * Whom a caller reaches is read from the index of departments alone, and can be worked out once for a whole transaction: the policies of
 * many tables in one statement, figures above all, ask for it over and over. Builds on the functions of 0066.
 */
export class ReachRemembered1800000000068 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const [{ source }]: [{ source: string }] = await db.query(`select prosrc as source from pg_proc where oid = 'scope_people()'::regprocedure`);
    const elsewhere = `scope_flag('narrowed') or coalesce(current_setting('scope.reached', true), '') <> ''`;
    await db.query(`
      -- With the end of access in it; the table itself is asked only of pages that were written since, and visits write many.
      drop index person_access_department_code_beneficiary_id_idx;
      create index person_access_department_code_beneficiary_id_idx on person_access (department_code, beneficiary_id) include (valid_until);
      alter table person_access set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

      -- Nobody by access where roles are narrowed or the reach is remembered: both have scope_people().
      create or replace function reach_departments() returns text[] language sql stable parallel safe as $fn$
        select case when ${elsewhere} then null else scope_departments() end
      $fn$;
      create or replace function reach_staff() returns text language sql stable parallel safe as $fn$
        select case when ${elsewhere} then null else scope_staff() end
      $fn$;

      create function scope_people_of_clauses() returns setof uuid
      language plpgsql stable security definer set search_path = public rows 3000 as $fn$${source}$fn$;
      revoke all on function scope_people_of_clauses() from public;
      create or replace function scope_people() returns setof uuid
      language plpgsql stable security definer set search_path = public rows 3000 as $fn$
      declare reached varbit := nullif(current_setting('scope.reached', true), '')::varbit;
      begin
        if reached is null then
          return query select scope_people_of_clauses();
        else
          return query select b.id from beneficiary b where case when b.figure_no < length(reached) then get_bit(reached, b.figure_no) = 1 else false end;
        end if;
      end $fn$;

      create aggregate reach_of(integer, integer) (sfunc = set_bit, stype = bit, initcond = '${'0'.repeat(BLOCK)}');
      -- Works out whom the transaction's scope reaches and keeps it, a bit a person, until the transaction is over. 机密 and who is open are
      -- not part of it: the policies ask for them row by row, as ever.
      create function scope_remember() returns void language sql volatile security definer set search_path = public as $fn$
        select set_config('scope.reached', coalesce((
          with reached as (select distinct r.beneficiary_id as id from scope_reach r union all select p from scope_people() p),
          blocks as materialized (
            select b.figure_no / ${BLOCK} as block, reach_of(b.figure_no % ${BLOCK}, 1)::text as people from reached join beneficiary b using (id) group by 1)
          select string_agg(coalesce(b.people, repeat('0', ${BLOCK})), '' order by nth)
          from generate_series(0, (select max(block) from blocks)) nth left join blocks b on b.block = nth), '0'), true)
        where not scope_flag('all_people') and coalesce(current_setting('scope.reached', true), '') = ''
      $fn$;`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
