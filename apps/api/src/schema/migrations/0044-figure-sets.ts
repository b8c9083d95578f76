import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable, openTable } from '../../platform/database/row-guard.js';

/** People of one segment of a set, a bit each. */
const SEGMENT = 32_768;
/** Kinds of which every event is one 人次 and one 例 of one department, whoever asks. */
const KINDS = `array['outpatient', 'emergency', 'admission', 'discharge', 'checkup']`;
/** What has definitions of its own to be counted; the last three where 0045 has been before. */
const FACTS = ['visit', 'visit_transfer', 'checkup', 'surgery', 'exam_report', 'consultation', 'mission', 'recall', 'abnormal_finding'];
const COUNTED = 'beneficiary_id, confidential, department_code, request_department_code, doctor_code, snap_type, snap_level, visits, request_visits, cases';
const LEVEL = `case when e.snap_type = 'vip' then 'VIP' else coalesce(e.snap_level, 'L9') end`;

/** Who was counted, kept as sets of people by month: people of any cells and any sight are counted without touching their events. */
export class FigureSets1800000000044 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await tables(db);
    await upkeep(db);
    await rebuilding(db);
    await db.query(`select keep_care_sets(array(select distinct day from care_day where span = 'month'))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}

async function tables(db: QueryRunner): Promise<void> {
  await db.query(`
    -- The place of a person in every set.
    create sequence figure_place minvalue 0;
    alter table beneficiary add column figure_no integer not null default nextval('figure_place');
    -- Whatever figures ask of an event, so that counting never goes to the events themselves, which lie in the order in which they were read.
    drop index care_event_day_kind_idx, care_event_department_code_day_idx, care_event_confidential_idx;
    create index care_event_counted_idx on care_event (kind, day) include (${COUNTED});
    create index care_event_confidential_idx on care_event (day) include (kind, ${COUNTED}) where confidential;
    create index on care_event (doctor_code, day);
    -- The rows of a figure are shown newest first.
    create index on care_event (at, id);
    alter table care_event set (autovacuum_vacuum_insert_scale_factor = 0.01, autovacuum_vacuum_insert_threshold = 5000);
    drop index care_day_span_day_idx;
    create index on care_day (span, kind, day);

    create aggregate people_of(integer, integer) (sfunc = set_bit, stype = bit, initcond = '${'0'.repeat(SEGMENT)}');

    -- People with events in a month who are not 机密. Layer 0: everybody who has one; layers 1, 2, 3 … are the binary digits of how many
    -- more he has, so that the 人次 of any people can be counted too. "house": of all departments together, layer 0 alone.
    create table care_set (
      id bigint generated always as identity primary key,
      month date not null, house boolean not null, kind text not null, department_code text, level text not null,
      segment integer not null, layer smallint not null, people bit(${SEGMENT}) not null);
    create index on care_set (month, house);
    create index on care_set (department_code, month) where not house;
    create table care_set_month (month date primary key, kept_at timestamptz not null default now());
    -- Written by whatever changes an event of the month, in the same transaction; while one is there, the month is counted from its events.
    create table care_set_stale (id bigint generated always as identity primary key, month date not null, at timestamptz not null default now());
    create index on care_set_stale (month);`);
  await guardTable(db, 'care_set', {
    visibleWhen: `(select scope_flag('all_people')) or not house and ('@everyone' = any ((select scope_departments())::text[]) or department_code = any ((select scope_departments())::text[]))`,
    record: 'nothing', grant: 'select',
  });
  await db.query(`do $$ begin execute format('grant usage on sequence figure_place to %I', (select current_setting('cadre.app_role'))); end $$`);
  await openTable(db, 'care_set_month', 'select');
  await openTable(db, 'care_set_stale', 'select');
}

async function upkeep(db: QueryRunner): Promise<void> {
  const seen: Readonly<Record<string, readonly [tables: string, moved: string]>> = {
    insert: ['new table as later', 'select * from later'], delete: ['old table as earlier', 'select * from earlier'],
    update: ['old table as earlier new table as later', 'select * from later union all select * from earlier'],
  };
  for (const [act, [tables, moved]] of Object.entries(seen)) {
    await db.query(`
      create function care_set_${act}() returns trigger language plpgsql security definer set search_path = public as $fn$
      begin
        insert into care_set_stale (month) select distinct date_trunc('month', m.day)::date from (${moved}) m where m.kind = any (${KINDS});
        return null;
      end $fn$;
      create trigger care_set_${act} after ${act} on care_event
        referencing ${tables} for each statement execute function care_set_${act}();`);
  }
  await db.query(`
    -- Makes the sets of some months anew. What is marked while this runs stays marked: the marks that go were read before the events were.
    create function keep_care_sets(months date[]) returns integer language plpgsql security definer set search_path = public as $fn$
    declare marks bigint[]; one date;
    begin
      perform pg_advisory_xact_lock(hashtext('care_set'));
      foreach one in array months loop
        marks := array(select id from care_set_stale where month = one);
        delete from care_set where month = one;
        insert into care_set (month, house, kind, department_code, level, segment, layer, people)
          with had as materialized (
            select e.kind, e.department_code, ${LEVEL} as level, b.figure_no as no, count(*)::integer as n
            from care_event e join beneficiary b on b.id = e.beneficiary_id
            where e.day >= one and e.day < one + interval '1 month' and e.kind = any (${KINDS}) and not e.confidential group by 1, 2, 3, 4)
          select one, false, kind, department_code, level, no / ${SEGMENT}, layer, people_of(no % ${SEGMENT}, 1)
            from had, generate_series(0, 15) layer where layer = 0 or (n - 1) >> (layer - 1) & 1 = 1 group by kind, department_code, level, no / ${SEGMENT}, layer
          union all
          select one, true, kind, null, level, no / ${SEGMENT}, 0, people_of(no % ${SEGMENT}, 1) from had group by kind, level, no / ${SEGMENT};
        delete from care_set_stale where id = any (marks);
        insert into care_set_month (month) values (one) on conflict (month) do update set kept_at = now();
      end loop;
      return coalesce(cardinality(months), 0);
    end $fn$;

    -- Months whose sets are missing, or marked and left alone for a while.
    create function care_sets_due(quiet interval) returns setof date language sql stable security definer set search_path = public as $fn$
      select m.month from (select day as month from care_day where span = 'month' union select month from care_set_stale) m
        left join care_set_month k using (month) left join (select month, max(at) as last from care_set_stale group by month) s using (month)
      where scope_flag('system') and (k.month is null or s.month is not null) and coalesce(s.last, '-infinity') <= now() - quiet order by 1 desc
    $fn$;

    -- What the sets of some months say beside their events; months that are counted from their events anyway are left out.
    create function care_sets_compared(months date[])
    returns table (month date, kind text, department_code text, kept_visits bigint, kept_people bigint, counted_visits bigint, counted_people bigint)
    language sql stable security definer set search_path = public as $fn$
      with fresh as (select k.month from care_set_month k where k.month = any (months) and not exists (select 1 from care_set_stale s where s.month = k.month)),
      layers as (
        select c.month, c.kind, coalesce(c.department_code, '') as code, c.segment, sum(bit_count(c.people) * case c.layer when 0 then 1 else 1 << (c.layer - 1) end) as visits,
          bit_count(bit_or(c.people)) as people
        from care_set c join fresh using (month) where not c.house group by 1, 2, 3, 4),
      kept as (select l.month, l.kind, l.code, sum(visits)::bigint as visits, sum(people)::bigint as people from layers l group by 1, 2, 3),
      counted as (
        select f.month, e.kind, coalesce(e.department_code, '') as code, count(*) as visits, count(distinct e.beneficiary_id) as people
        from fresh f join care_event e on e.day >= f.month and e.day < f.month + interval '1 month'
        where e.kind = any (${KINDS}) and not e.confidential group by 1, 2, 3)
      select month, kind, code, coalesce(k.visits, 0), coalesce(k.people, 0), coalesce(c.visits, 0), coalesce(c.people, 0)
      from kept k full join counted c using (month, kind, code) where scope_flag('system')
    $fn$;`);
}

async function rebuilding(db: QueryRunner): Promise<void> {
  const there: { name: string }[] = await db.query(`select f as name from unnest($1::text[]) with ordinality u (f, nth) where to_regclass('v_due_' || f) is not null order by nth`, [FACTS]);
  const facts = `array[${there.map(({ name }) => `'${name}'`).join(', ')}]`;
  await db.query(`
    -- Brings the events of a span of days up to what the definitions say; an event that went to another day is settled where it is now.
    create function refresh_care_events_between(asked text, first_day date, last_day date) returns void
    language plpgsql security definer set search_path = public as $fn$
    declare moved uuid[];
    begin
      moved := array(select distinct e.fact_id from care_event e where e.fact_table = asked and e.day between first_day and last_day);
      perform settle_care_events(asked, first_day, last_day);
      moved := array(select f from unnest(moved) f except select e.fact_id from care_event e where e.fact_table = asked and e.day between first_day and last_day);
      if cardinality(moved) > 0 then perform refresh_care_events(asked, moved); end if;
    end $fn$;`);
  await db.query(await settling(db));
  await db.query(`
    -- Counts whole months anew: events as the facts say, then sums and sets as the events say.
    create or replace function rebuild_figures(first_month date, last_month date) returns void language plpgsql security definer set search_path = public as $fn$
    declare beginning date := date_trunc('month', first_month); ending date := date_trunc('month', last_month) + interval '1 month';
    begin
      lock table care_event in share row exclusive mode;
      perform refresh_care_events_between(t, beginning, ending - 1) from unnest(${facts}) t;
      delete from care_day where day >= beginning and day < ending;
      insert into care_day (span, day, kind, department_code, request_department_code, snap_type, snap_level, visits, request_visits, cases)
        select s.span, s.day, e.kind, e.department_code, e.request_department_code, e.snap_type, e.snap_level, sum(e.visits), sum(e.request_visits), sum(e.cases)
        from care_event e, lateral (values ('day', e.day), ('month', date_trunc('month', e.day)::date)) s (span, day)
        where not e.confidential and e.day >= beginning and e.day < ending group by 1, 2, 3, 4, 5, 6, 7 order by 1, 3, 2;
      perform keep_care_sets(array(select day from care_day where span = 'month' and day >= beginning and day < ending
        union select month from care_set_month where month >= beginning and month < ending));
    end $fn$;`);
  const app = `(select current_setting('cadre.app_role'))`;
  for (const name of ['keep_care_sets(date[])', 'refresh_care_events_between(text, date, date)', 'settle_care_events(text, date, date)']) await db.query(`revoke all on function ${name} from public`);
  await db.query(`do $$ begin execute format('grant execute on function keep_care_sets(date[]) to %I', ${app}); end $$`);
}

/** refresh_care_events asks for facts; this is the same statement asked for days. Both are one text, taken from the function that stands. */
async function settling(db: QueryRunner): Promise<string> {
  const [{ source }]: [{ source: string }] = await db.query(`select prosrc as source from pg_proc where oid = 'refresh_care_events(text, uuid[])'::regprocedure`);
  const statement = /\$sql\$([\s\S]*)\$sql\$/.exec(source)?.[1];
  if (!statement) throw new Error('refresh_care_events is not what this migration builds on');
  return `
    create function settle_care_events(asked text, first_day date, last_day date) returns void language plpgsql security definer set search_path = public as $fn$
    begin
      execute format($sql$${statement}$sql$, asked, 'day between $2 and $3') using asked, first_day, last_day;
    end $fn$;`;
}
