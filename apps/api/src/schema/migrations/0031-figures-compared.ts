import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Kept figures beside a recount from the records, for the nightly comparison. */
export class FiguresCompared1800000000031 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create function figures_compared(days date[])
      returns table (day date, kind text, department_code text, kept_visits bigint, kept_cases bigint, counted_visits bigint, counted_cases bigint)
      language sql stable security definer set search_path = public as $fn$
        with kept as (
          select c.day, c.kind, coalesce(c.department_code, '') as code, sum(c.visits) as visits, sum(c.cases) as cases from care_day c
          where c.span = 'day' and c.day = any (days) group by 1, 2, 3),
        counted as (
          select d.day, d.kind, coalesce(d.department_code, '') as code, sum(d.visits) as visits, sum(d.cases) as cases from v_due d
          where not d.confidential and d.day = any (days) group by 1, 2, 3)
        select day, kind, code, coalesce(k.visits, 0), coalesce(k.cases, 0), coalesce(c.visits, 0), coalesce(c.cases, 0)
        from kept k full join counted c using (day, kind, code) where scope_flag('system')
      $fn$;

      -- Rows of one cell become one row, found by their ids; what is added meanwhile is left for the next time.
      create or replace function fold_care_days() returns integer language plpgsql security definer set search_path = public as $fn$
      declare folded integer;
      begin
        with many as materialized (
          select array_agg(id) as ids, span, day, kind, department_code, request_department_code, snap_type, snap_level,
            sum(visits) as visits, sum(request_visits) as request_visits, sum(cases) as cases
          from care_day group by 2, 3, 4, 5, 6, 7, 8 having count(*) > 1),
        gone as (delete from care_day where id in (select unnest(ids) from many))
        insert into care_day (span, day, kind, department_code, request_department_code, snap_type, snap_level, visits, request_visits, cases)
          select span, day, kind, department_code, request_department_code, snap_type, snap_level, visits, request_visits, cases from many
          where (visits, request_visits, cases) <> (0, 0, 0);
        get diagnostics folded = row_count;
        return folded;
      end $fn$;`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
