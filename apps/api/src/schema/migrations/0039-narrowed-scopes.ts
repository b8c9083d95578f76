import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Roles that are narrowed to levels, categories or chosen people, worked out as a set of people once a statement and table. */
export class NarrowedScopes1800000000039 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Whom the clauses of the caller's roles let him see, or whether they let him see the one asked for. Clause by clause, so that
      -- each finds its own index.
      create function scope_reach(asked uuid) returns setof uuid
      language plpgsql stable security definer set search_path = public rows 3000 as $fn$
      declare c record;
      begin
        for c in select * from jsonb_to_recordset(coalesce(nullif(current_setting('scope.clauses', true), ''), '[]')::jsonb)
          as c (departments text[], "staffNo" text, "pastAccess" boolean, levels text[], categories text[], "peopleOf" text)
        loop
          return query select b.id from beneficiary b
            where (asked is null or b.id = asked)
              and b.id in (select a.beneficiary_id from person_access a
                where (asked is null or a.beneficiary_id = asked) and (a.department_code = any (c.departments) or a.staff_no = c."staffNo")
                  and (a.valid_until is null or a.valid_until > now() or c."pastAccess"))
              and (c.levels is null or b.care_level = any (c.levels)) and (c.categories is null or b.categories && c.categories)
              and (c."peopleOf" is null or exists (select 1 from role_person p where p.role_code = c."peopleOf" and p.beneficiary_id = b.id));
        end loop;
      end $fn$;
      create function scope_people() returns setof uuid
      language plpgsql stable security definer set search_path = public rows 3000 as $fn$
      begin return query select scope_reach(null); end $fn$;

      -- Whom a request is about, where its address says so: one person is asked for by his key, not by all that his reader sees.
      create function scope_asked() returns uuid language sql stable set search_path = public as $fn$
        select coalesce(nullif(current_setting('scope.asked', true), ''), '00000000-0000-0000-0000-000000000000')::uuid
      $fn$;
      create function scope_sees_asked() returns boolean language plpgsql stable security definer set search_path = public as $fn$
      begin
        if nullif(current_setting('scope.asked', true), '') is null then return false; end if;
        return exists (select 1 from scope_reach(scope_asked()));
      end $fn$;

      create or replace function scope_access() returns table (beneficiary_id uuid, department_code text, staff_no text, reason text)
      language plpgsql stable security definer set search_path = public rows 5000 as $fn$
      declare c record;
      begin
        for c in select * from jsonb_to_recordset(coalesce(nullif(current_setting('scope.clauses', true), ''), '[]')::jsonb)
          as c (departments text[], "staffNo" text, "pastAccess" boolean, levels text[], categories text[], "peopleOf" text)
        loop
          return query select a.beneficiary_id, a.department_code, a.staff_no, a.reason
            from person_access a join beneficiary b on b.id = a.beneficiary_id
            where (a.department_code = any (c.departments) or a.staff_no = c."staffNo")
              and (a.valid_until is null or a.valid_until > now() or c."pastAccess")
              and (c.levels is null or b.care_level = any (c.levels)) and (c.categories is null or b.categories && c.categories)
              and (c."peopleOf" is null or exists (select 1 from role_person p where p.role_code = c."peopleOf" and p.beneficiary_id = b.id));
        end loop;
      end $fn$;`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
