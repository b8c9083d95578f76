import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People of one block while the bits are put together: each bit that is set copies its block. */
const BLOCK = 256;

/**
 * Whom a caller reaches is read from the index of departments alone where it does not matter when access ends, and can be worked out once
 * for a whole transaction: the policies of many tables in one statement, figures above all, ask for it over and over.
 */
export class ReachRemembered1800000000064 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const [{ source }]: [{ source: string }] = await db.query(`select prosrc as source from pg_proc where oid = 'scope_people()'::regprocedure`);
    // Nothing by access where the roles are narrowed or the reach is remembered: both have scope_people().
    const plain = `not (select scope_flag('narrowed') or coalesce(current_setting('scope.reached', true), '') <> '')`;
    const past = `(select scope_flag('past_access'))`;
    const inDepartment = 'a.department_code = any ((select scope_departments())::text[])';
    const open = 'a.valid_until is null or a.valid_until > now()';
    const held = (by: string): string => `select a.beneficiary_id from person_access a where ${plain} and ${by}`;
    await db.query(`
      create or replace view scope_reach as
        ${held(`${past} and ${inDepartment}`)}
        union all ${held(`not ${past} and ${inDepartment} and (${open})`)}
        union all ${held(`a.staff_no = (select scope_staff()) and (${open} or ${past})`)};
      -- An index that is read alone asks the table whether a page was written since; visits write many.
      alter table person_access set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02);

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
