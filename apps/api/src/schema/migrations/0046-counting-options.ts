import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = 'fact_table, fact_id, part_no, kind, day, at, until, beneficiary_id, confidential, department_code, department_name, '
  + 'request_department_code, request_department_name, doctor_code, doctor_name, visits, request_visits, cases';
const SNAPSHOT = 'snap_type, snap_level, snap_category, snap_key_care';
const dayOf = (at: string): string => `((${at}) at time zone 'Asia/Shanghai')::date`;
const SEEN = (v: string): string => `coalesce(${v}.seen_at, ${v}.registered_at, ${v}.started_at)`;
const COUNTS = (v: string): string => `${v}.deleted_at is null and ${v}.visit_class in ('outpatient', 'emergency')
  and (${v}.status in ('in_visit', 'finished') or ${v}.seen_at is not null and ${v}.status not in ('refunded', 'cancelled'))`;

/**
 * What a hospital may count otherwise: several registrations of one person with one doctor of one department on a day as one visit, and
 * check-ups by the departments that examined.
 */
export class CountingOptions1800000000046 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.merging(db);
    await this.sections(db);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }

  private async merging(db: QueryRunner): Promise<void> {
    await db.query(`
      create function merges_visits() returns boolean language sql stable security definer set search_path = public as $fn$
        select coalesce((select value #>> '{}' = 'day_dept_doctor' from parameter where id = 'stats.outpatientMerge'), false)
      $fn$;

      -- A visit is no event when an earlier one of that day, department and doctor is. Only those of a known doctor are one.
      create or replace view v_due_visit with (security_invoker = true) as
        select c.*, ${dayOf('c.at')} as day, b.primary_category as snap_type,
          case when b.primary_category = 'vip' then null else level_held(c.beneficiary_id, ${dayOf('c.at')}) end as snap_level,
          b.person_categories as snap_category, b.key_care as snap_key_care
        from (
          select 'visit', v.id, '', v.visit_class, ${SEEN('v')}, null::timestamptz, v.beneficiary_id, v.confidential,
            v.department_code, v.department_name, null::text, null::text, v.doctor_code, v.doctor_name,
            1, 1, 1
          from visit v where ${COUNTS('v')} and not ((select merges_visits()) and v.doctor_code is not null and exists (
            select 1 from visit o where o.beneficiary_id = v.beneficiary_id and o.id <> v.id and o.doctor_code = v.doctor_code
              and o.department_code is not distinct from v.department_code and ${dayOf(SEEN('o'))} = ${dayOf(SEEN('v'))}
              and (${SEEN('o')}, o.id) < (${SEEN('v')}, v.id) and ${COUNTS('o')}))
          union all
          select 'visit', v.id, '', 'admission', v.started_at, v.ended_at, v.beneficiary_id, v.confidential,
            coalesce(v.admission_department_code, v.department_code),
            case when v.admission_department_code is null or v.admission_department_code = v.department_code then v.department_name end,
            null, null, v.doctor_code, v.doctor_name, 1, 1, 1
          from visit v where v.deleted_at is null and v.visit_class = 'inpatient' and v.status <> 'cancelled'
          union all
          select 'visit', v.id, '', 'discharge', v.ended_at, null::timestamptz, v.beneficiary_id, v.confidential,
            v.department_code, v.department_name, null, null, v.doctor_code, v.doctor_name, 1, 1, 1
          from visit v where v.deleted_at is null and v.visit_class = 'inpatient' and v.status = 'discharged' and v.ended_at is not null
        ) c (${COLUMNS.replace(' day,', '')}) join beneficiary b on b.id = c.beneficiary_id
        where b.left_at is null or c.at < b.left_at;

      -- Of a day's visits that count as one, all are looked at when one of them changes. Nothing is done where they are not merged.
      create function refresh_merged_visits(ids uuid[], people uuid[]) returns void language plpgsql security definer set search_path = public as $fn$
      declare others uuid[];
      begin
        if not merges_visits() then return; end if;
        others := array(select o.id from visit o where o.beneficiary_id = any (people) and o.visit_class in ('outpatient', 'emergency') and o.id <> all (ids));
        if cardinality(others) > 0 then perform refresh_care_events('visit', others); end if;
      end $fn$;
      revoke all on function refresh_merged_visits(uuid[], uuid[]) from public;`);
    const seen: Readonly<Record<string, readonly [rows: string, tables: string]>> = {
      insert: ['select id, beneficiary_id from later', 'new table as later'],
      delete: ['select id, beneficiary_id from earlier', 'old table as earlier'],
      update: ['select id, beneficiary_id from later union select id, beneficiary_id from earlier', 'old table as earlier new table as later'],
    };
    for (const [act, [rows, tables]] of Object.entries(seen)) {
      await db.query(`
        create function visit_merged_${act}() returns trigger language plpgsql security definer set search_path = public as $fn$
        begin
          if merges_visits() then
            perform refresh_merged_visits(array_agg(id), array_agg(distinct beneficiary_id)) from (${rows}) touched;
          end if;
          return null;
        end $fn$;
        -- Its name comes after visit_counted_*: triggers of one event go by name.
        create trigger visit_merged_${act} after ${act} on visit referencing ${tables} for each statement execute function visit_merged_${act}();`);
    }
  }

  private async sections(db: QueryRunner): Promise<void> {
    await db.query(`
      create view v_due_checkup_section (${COLUMNS}, ${SNAPSHOT}) with (security_invoker = true) as
        select 'checkup_section', s.checkup_id, s.section_no, 'checkup-section', ${dayOf('s.at')}, s.at, null::timestamptz, s.beneficiary_id, s.confidential,
          s.department_code, s.department_name, null::text, null::text, null::text, s.doctor, 1, 1, 1, b.primary_category,
          case when b.primary_category = 'vip' then null else level_held(s.beneficiary_id, ${dayOf('s.at')}) end, b.person_categories, b.key_care
        from (select o.*, coalesce(o.examined_at, c.checkup_date::timestamp at time zone 'Asia/Shanghai') as at
            from checkup_section o join checkup c on c.id = o.checkup_id
            where c.deleted_at is null and c.status in ('examining', 'pending_summary', 'summarized', 'issued')
              and (o.examined_at is not null or o.doctor is not null or nullif(o.summary, '') is not null)) s
          join beneficiary b on b.id = s.beneficiary_id where b.left_at is null or s.at < b.left_at`);
    const [{ sql }]: [{ sql: string }] = await db.query(`select rtrim(pg_get_viewdef('v_due'::regclass), '; ') as sql`);
    await db.query(`create or replace view v_due with (security_invoker = true) as ${sql} union all select ${COLUMNS}, ${SNAPSHOT} from v_due_checkup_section`);
    const follow: Readonly<Record<string, readonly (readonly [act: string, ids: string, tables: string])[]>> = {
      checkup_section: [
        ['insert', 'select checkup_id from later', 'new table as later'],
        ['delete', 'select checkup_id from earlier', 'old table as earlier'],
        ['update', 'select checkup_id from later union select checkup_id from earlier', 'old table as earlier new table as later'],
      ],
      checkup: [[
        'update',
        `select l.id from later l join earlier e using (id)
         where (l.status, l.checkup_date, l.deleted_at, l.beneficiary_id, l.confidential) is distinct from (e.status, e.checkup_date, e.deleted_at, e.beneficiary_id, e.confidential)`,
        'old table as earlier new table as later',
      ]],
    };
    for (const [table, acts] of Object.entries(follow)) {
      for (const [act, ids, tables] of acts) {
        await db.query(`
          create function ${table}_sections_counted_${act}() returns trigger language plpgsql security definer set search_path = public as $fn$
          declare ids uuid[] := array(select distinct * from (${ids}) touched);
          begin
            if cardinality(ids) > 0 then perform refresh_care_events('checkup_section', ids); end if;
            return null;
          end $fn$;
          create trigger ${table}_sections_counted_${act} after ${act} on ${table}
            referencing ${tables} for each statement execute function ${table}_sections_counted_${act}();`);
      }
    }
    for (const [name, from, to] of [
      ['rebuild_figures(date, date)', `'exam_report', 'consultation'`, `'exam_report', 'consultation', 'checkup_section'`],
      ['standing_returned()', 'return null;', `perform refresh_care_events('checkup_section', array(select id from checkup where beneficiary_id = new.id));\n      return null;`],
    ] as const) {
      const [{ text }]: [{ text: string }] = await db.query('select pg_get_functiondef($1::regprocedure) as text', [name]);
      if (!text.includes(from)) throw new Error(`${name} does not read as expected`);
      await db.query(text.replace(from, to));
    }
    await db.query(`select refresh_care_events('checkup_section', null)`);
  }
}
