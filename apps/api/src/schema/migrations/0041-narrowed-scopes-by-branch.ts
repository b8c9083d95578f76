import type { MigrationInterface, QueryRunner } from 'typeorm';

const CLAUSES = `select * from jsonb_to_recordset(coalesce(nullif(current_setting('scope.clauses', true), ''), '[]')::jsonb)
          as c (departments text[], "staffNo" text, "pastAccess" boolean, levels text[], categories text[], "peopleOf" text)`;
const FITS = `(c.levels is null or b.care_level = any (c.levels)) and (c.categories is null or b.categories && c.categories)
              and (c."peopleOf" is null or exists (select 1 from role_person p where p.role_code = c."peopleOf" and p.beneficiary_id = b.id))`;
const HOLDS = `(a.department_code = any (c.departments) or a.staff_no = c."staffNo") and (a.valid_until is null or a.valid_until > now() or c."pastAccess")`;

/** The sets of 0039, each question by the way that is short for it: everybody of a level, a department, one person by his key. */
export class NarrowedScopesByBranch1800000000041 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create or replace function scope_people() returns setof uuid
      language plpgsql stable security definer set search_path = public rows 3000 as $fn$
      declare c record;
      begin
        for c in ${CLAUSES}
        loop
          if '@everyone' = any (c.departments) then
            return query select b.id from beneficiary b where ${FITS};
          else
            return query select b.id from beneficiary b where b.id in (select a.beneficiary_id from person_access a where ${HOLDS}) and ${FITS};
          end if;
        end loop;
      end $fn$;
      create or replace function scope_sees_asked() returns boolean language plpgsql stable security definer set search_path = public as $fn$
      declare c record; wanted uuid := nullif(current_setting('scope.asked', true), '')::uuid;
      begin
        if wanted is null then return false; end if;
        for c in ${CLAUSES}
        loop
          if exists (select 1 from beneficiary b where b.id = wanted and ${FITS}
            and exists (select 1 from person_access a where a.beneficiary_id = b.id and ${HOLDS})) then return true; end if;
        end loop;
        return false;
      end $fn$;
      drop function scope_reach(uuid);`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
