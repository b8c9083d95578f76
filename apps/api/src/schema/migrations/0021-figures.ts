import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable, visiblePerson } from '../../platform/database/row-guard.js';

/** The day of a moment by the hospital's clock. */
const dayOf = (at: string): string => `((${at}) at time zone 'Asia/Shanghai')::date`;
const nothing = (names: string): string => names.split(', ').map((name) => `null::text as ${name}`).join(', ');
const NOT_ASKED = nothing('request_department_code, request_department_name');

/**
 * Which facts count, as what, when, for which department. The definitions are those that the pages show as 口径; `visits` is the 人次
 * that a row adds (of several endoscopies of a person on a day the first alone adds one), `request_visits` the same when it is counted
 * for whoever asked for it, `cases` the 例数.
 */
const COUNTABLE: Readonly<Record<string, string>> = {
  visit: `
  select 'visit' as fact_table, v.id as fact_id, '' as part_no, v.visit_class as kind,
    coalesce(v.seen_at, v.registered_at, v.started_at) as at, null::timestamptz as until, v.beneficiary_id, v.confidential,
    v.department_code, v.department_name, ${NOT_ASKED}, v.doctor_code, v.doctor_name, 1 as visits, 1 as request_visits, 1 as cases
  from visit v where v.deleted_at is null and v.visit_class in ('outpatient', 'emergency')
    and (v.status in ('in_visit', 'finished') or v.seen_at is not null and v.status not in ('refunded', 'cancelled'))
  union all
  select 'visit', v.id, '', 'admission', v.started_at, v.ended_at, v.beneficiary_id, v.confidential,
    coalesce(v.admission_department_code, v.department_code),
    case when v.admission_department_code is null or v.admission_department_code = v.department_code then v.department_name end,
    null, null, v.doctor_code, v.doctor_name, 1, 1, 1
  from visit v where v.deleted_at is null and v.visit_class = 'inpatient' and v.status <> 'cancelled'
  union all
  select 'visit', v.id, '', 'discharge', v.ended_at, null::timestamptz, v.beneficiary_id, v.confidential,
    v.department_code, v.department_name, null, null, v.doctor_code, v.doctor_name, 1, 1, 1
  from visit v where v.deleted_at is null and v.visit_class = 'inpatient' and v.status = 'discharged' and v.ended_at is not null`,
  visit_transfer: `
  select 'visit_transfer', t.visit_id, t.transfer_no, 'transfer', t.moved_at, null::timestamptz, t.beneficiary_id, t.confidential,
    t.to_department_code, t.to_department_name, null, null, null, null, 1, 1, 1
  from visit_transfer t join visit v on v.id = t.visit_id
  where v.deleted_at is null and v.status <> 'cancelled' and t.kind = 'department' and not t.cancelled`,
  checkup: `
  select 'checkup', c.id, '', 'checkup', c.checkup_date::timestamp at time zone 'Asia/Shanghai', null::timestamptz, c.beneficiary_id, c.confidential,
    checkup_department(), null, null, null, null, c.chief_doctor, 1, 1, 1
  from checkup c where c.deleted_at is null and c.status in ('examining', 'pending_summary', 'summarized', 'issued')`,
  surgery: `
  select 'surgery', s.id, '', case when p.procedures > 0 and p.counted = 0 then 'endoscopic-surgery' else 'surgery' end,
    coalesce(s.started_at, s.ended_at, s.scheduled_at, s.source_version), null::timestamptz, s.beneficiary_id, s.confidential,
    s.department_code, s.department_name, null, null, null, s.surgeon_name, 1, 1, greatest(case when p.counted = 0 then p.procedures else p.counted end, 1)::integer
  from surgery s, lateral (select count(*) as procedures, count(*) filter (where not is_endoscopic_procedure(o.code)) as counted
    from surgery_procedure o where o.surgery_id = s.id) p
  where s.deleted_at is null and s.status = 'completed'`,
  exam_report: `
  select 'exam_report', e.id, '', case e.endoscopy_kind when 'gastro' then 'gastroscopy' else 'colonoscopy' end, e.examined_at, null::timestamptz, e.beneficiary_id, e.confidential,
    e.department_code, e.department_name, e.request_department_code, e.request_department_name, null, coalesce(e.reporter, e.verifier),
    case when e.nth = 1 then 1 else 0 end, case when e.nth = 1 then 1 else 0 end, 1
  from (select r.*, row_number() over (partition by r.beneficiary_id, ${dayOf('r.examined_at')} order by r.examined_at, r.id) as nth
    from exam_report r where r.deleted_at is null and r.endoscopy_kind in ('gastro', 'colon') and r.status not in ('withdrawn', 'cancelled')) e`,
  consultation: `
  select 'consultation', c.id, p.part_no, 'consultation', coalesce(c.ended_at, c.started_at, c.requested_at), null::timestamptz, c.beneficiary_id, c.confidential,
    p.department_code, p.department_name, c.request_department_code, c.request_department_name, null, p.doctors, 1, case when p.nth = 1 then 1 else 0 end, 1
  from consultation c, lateral (
    select coalesce(o.department_code, o.participant_no) as part_no, o.department_code, max(o.department_name) as department_name,
      string_agg(o.doctor_name, '、' order by o.participant_no) as doctors,
      row_number() over (order by coalesce(o.department_code, o.participant_no)) as nth
    from consultation_participant o where o.consultation_id = c.id
    group by coalesce(o.department_code, o.participant_no), o.department_code) p
  where c.deleted_at is null and c.status = 'finished'`,
};

interface Followed {
  readonly table: string;
  /** Its column that is the event's fact. */
  readonly key: string;
  /** Whose events they are. */
  readonly of: string;
  /** What of a row decides about counting; a part without it is only added and removed. */
  readonly decides?: string;
  /** Which rows can count at all. */
  readonly only?: string;
}

/** The tables whose rows, or whose parts, are counted. */
const FOLLOWED: readonly Followed[] = [
  {
    table: 'visit', key: 'id', of: 'visit',
    decides: 'visit_class, status, started_at, seen_at, registered_at, ended_at, department_code, department_name, admission_department_code, doctor_code, doctor_name',
  },
  { table: 'visit_transfer', key: 'visit_id', of: 'visit_transfer' },
  { table: 'checkup', key: 'id', of: 'checkup', decides: 'status, checkup_date, chief_doctor' },
  { table: 'surgery', key: 'id', of: 'surgery', decides: 'status, started_at, ended_at, scheduled_at, department_code, department_name, surgeon_name' },
  { table: 'surgery_procedure', key: 'surgery_id', of: 'surgery' },
  {
    table: 'exam_report', key: 'id', of: 'exam_report', only: 'endoscopy_kind is not null',
    decides: 'status, endoscopy_kind, examined_at, department_code, department_name, request_department_code, request_department_name, reporter, verifier',
  },
  {
    table: 'consultation', key: 'id', of: 'consultation',
    decides: 'status, requested_at, started_at, ended_at, request_department_code, request_department_name',
  },
  { table: 'consultation_participant', key: 'consultation_id', of: 'consultation' },
];

const COLUMNS = 'fact_table, fact_id, part_no, kind, day, at, until, beneficiary_id, confidential, department_code, department_name, ' +
  'request_department_code, request_department_name, doctor_code, doctor_name, visits, request_visits, cases';
const SNAPSHOT = ['snap_type', 'snap_level', 'snap_category', 'snap_key_care'];
const FACTUAL = COLUMNS.split(', ').slice(4);

/** What is counted, with everybody's standing as it was then; figures by day and month kept beside it; reports that are locked. */
export class Figures1800000000021 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await tables(db);
    await definitions(db);
    await upkeep(db);
    await db.query(`
      select refresh_care_events(t, null) from unnest(array['visit', 'visit_transfer', 'checkup', 'surgery', 'exam_report', 'consultation']) t`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}

async function tables(db: QueryRunner): Promise<void> {
  await db.query(`
    create table care_event (
      id uuid primary key default gen_random_uuid(),
      fact_table text not null, fact_id uuid not null, part_no text not null default '', kind text not null,
      day date not null, at timestamptz not null, until timestamptz,
      beneficiary_id uuid not null, confidential boolean not null,
      department_code text, department_name text, request_department_code text, request_department_name text, doctor_code text, doctor_name text,
      visits smallint not null, request_visits smallint not null, cases smallint not null,
      snap_type text not null, snap_level text, snap_category text[] not null, snap_key_care boolean not null,
      recorded_at timestamptz not null default now(),
      unique (fact_table, fact_id, kind, part_no));
    create index on care_event (day, kind);
    create index on care_event (department_code, day);
    create index on care_event (beneficiary_id, day);
    create index care_event_confidential_idx on care_event (day) where confidential;
    create index care_event_stay_idx on care_event (until, at) where kind = 'admission';

    -- Sums of events of people who are not 机密. Only added to, so that lanes never wait for each other; a reader adds up.
    create table care_day (
      id bigint generated always as identity primary key,
      span text not null check (span in ('day', 'month')), day date not null, kind text not null,
      department_code text, request_department_code text, snap_type text not null, snap_level text,
      visits integer not null, request_visits integer not null, cases integer not null);
    create index on care_day (span, day);

    create table snapshot_change (
      id uuid primary key default gen_random_uuid(), at timestamptz not null default now(), actor text not null, reason text not null,
      first_day date not null, last_day date not null, events integer not null);

    create table figure_check (
      id uuid primary key default gen_random_uuid(), at timestamptz not null default now(), kind text not null check (kind in ('sample', 'rebuild')),
      actor text not null, first_day date, last_day date, cells integer not null, differing integer not null, differences jsonb not null default '[]');

    create table work_report (
      id uuid primary key default gen_random_uuid(),
      kind text not null check (kind in ('month', 'year')), period text not null, from_day date not null, to_day date not null,
      status text not null default 'draft' check (status in ('draft', 'locked')), version integer not null default 1,
      figures jsonb not null, texts jsonb not null, calculated_at timestamptz not null default now(),
      made_by text not null, made_at timestamptz not null default now(), changed_by text not null, changed_at timestamptz not null default now(),
      unique (kind, period));
    create table work_report_lock (
      id uuid primary key default gen_random_uuid(), report_id uuid not null references work_report (id), version integer not null,
      figures jsonb not null, texts jsonb not null, event_ids jsonb not null, digest text not null,
      locked_by text not null, locked_name text not null, locked_at timestamptz not null default now(), reason text not null,
      unlocked_by text, unlocked_at timestamptz, unlock_reason text,
      unique (report_id, version));`);
  await guardTable(db, 'care_event', { visibleWhen: visiblePerson('care_event.beneficiary_id', 'care_event.confidential'), record: 'nothing', grant: 'select' });
  await guardTable(db, 'care_day', { visibleWhen: `(select scope_flag('all_people'))`, record: 'nothing', grant: 'select' });
  for (const table of ['snapshot_change', 'figure_check']) {
    await guardTable(db, table, { visibleWhen: `(select scope_flag('all_people'))`, record: 'nothing', grant: 'select, insert' });
  }
  for (const table of ['work_report', 'work_report_lock']) {
    await guardTable(db, table, { visibleWhen: `(select scope_flag('all_people'))`, record: 'every-change', grant: 'select, insert, update' });
  }
  await db.query(`
    -- What was locked stays as it was; all that may be said of it later is when and why it was opened again.
    create function lock_stays() returns trigger language plpgsql as $fn$
    begin
      if (old.figures, old.texts, old.event_ids, old.digest, old.locked_by, old.locked_at, old.reason, old.version, old.report_id)
          is distinct from (new.figures, new.texts, new.event_ids, new.digest, new.locked_by, new.locked_at, new.reason, new.version, new.report_id)
        or old.unlocked_at is not null
      then raise exception 'A locked report stays as it is' using errcode = 'check_violation', constraint = 'lock_stays'; end if;
      return new;
    end $fn$;
    create trigger lock_stays before update on work_report_lock for each row execute function lock_stays();
    create function locked_report_stays() returns trigger language plpgsql as $fn$
    begin
      if old.status = 'locked' and new.status = 'locked' then
        raise exception 'A locked report stays as it is' using errcode = 'check_violation', constraint = 'lock_stays';
      end if;
      return new;
    end $fn$;
    create trigger locked_report_stays before update on work_report for each row execute function locked_report_stays();`);
}

async function definitions(db: QueryRunner): Promise<void> {
  await db.query(`
    -- Where check-ups are made: their records name no department.
    create function checkup_department() returns text language sql stable security definer set search_path = public as $fn$
      select coalesce((select value #>> '{}' from parameter where id = 'stats.checkupDepartment'), '3001')
    $fn$;
    -- Done through an endoscope and counted as 胃肠镜: the dictionary says which, by the beginning of the code.
    create function is_endoscopic_procedure(asked text) returns boolean language sql stable as $fn$
      select asked is not null and exists (select 1 from dictionary_item i where i.system = 'STAT_ENDOSCOPIC_PROCEDURE' and i.active and starts_with(asked, i.code))
    $fn$;
    -- The level that held on a day; where none is known, none is guessed.
    create function level_held(person uuid, asked date) returns text language sql stable as $fn$
      select coalesce((select c.care_level from care_identity c where c.beneficiary_id = person and c.valid_from <= asked
        and (c.valid_until is null or c.valid_until >= asked) order by c.valid_from desc limit 1), 'L9')
    $fn$;
    ${Object.entries(COUNTABLE).map(([table, countable]) => `
    create view v_due_${table} with (security_invoker = true) as
      select c.*, ${dayOf('c.at')} as day, b.primary_category as snap_type,
        case when b.primary_category = 'vip' then null else level_held(c.beneficiary_id, ${dayOf('c.at')}) end as snap_level,
        b.person_categories as snap_category, b.key_care as snap_key_care
      from (${countable}) c (${COLUMNS.replace(' day,', '')}) join beneficiary b on b.id = c.beneficiary_id
      where b.left_at is null or c.at < b.left_at;`).join('')}
    create view v_due with (security_invoker = true) as
      ${Object.keys(COUNTABLE).map((table) => `select ${[...COLUMNS.split(', '), ...SNAPSHOT].join(', ')} from v_due_${table}`).join(' union all ')};

    create function is_locked_day(asked date) returns boolean language sql stable as $fn$
      select exists (select 1 from work_report r where r.status = 'locked' and asked between r.from_day and r.to_day)
    $fn$;`);
}

async function upkeep(db: QueryRunner): Promise<void> {
  const kept = (name: string): string =>
    `${name} = case when (care_event.beneficiary_id, care_event.day) = (excluded.beneficiary_id, excluded.day) then care_event.${name} else excluded.${name} end`;
  const list = (alias: string, names: readonly string[]): string => names.map((name) => `${alias}.${name}`).join(', ');
  await db.query(`
    -- Brings the events of these facts up to what the definitions say; null: of all facts of the table. The standing of a person stays as it
    -- was first noted, unless the event has another owner or day. Endoscopies are settled person by person: the first of a day adds one.
    create function refresh_care_events(asked text, ids uuid[]) returns void language plpgsql security definer set search_path = public as $fn$
    declare people uuid[]; which text;
    begin
      if asked = 'exam_report' and ids is not null then
        people := array(select beneficiary_id from exam_report where id = any (ids)
          union select beneficiary_id from care_event where fact_table = asked and fact_id = any (ids));
      end if;
      -- One view a table, and the condition written out: each is planned for what is asked.
      which := case when ids is null then 'true' when people is null then 'fact_id = any ($2)' else 'beneficiary_id = any ($3)' end;
      execute format($sql$
      with due as materialized (select * from v_due_%1$s where %2$s),
      gone as (
        delete from care_event e where e.fact_table = $1 and %2$s
          and not exists (select 1 from due d where d.fact_id = e.fact_id and d.kind = e.kind and d.part_no = e.part_no))
      insert into care_event (${COLUMNS}, ${SNAPSHOT.join(', ')})
        select ${list('d', COLUMNS.split(', '))}, ${list('d', SNAPSHOT)} from due d
      on conflict (fact_table, fact_id, kind, part_no) do update set
        ${[...FACTUAL.map((name) => `${name} = excluded.${name}`), ...SNAPSHOT.map(kept)].join(', ')}
        where (${list('care_event', FACTUAL)}) is distinct from (${list('excluded', FACTUAL)})
      $sql$, asked, which) using asked, ids, people;
    end $fn$;`);
  for (const followed of FOLLOWED) await follow(db, followed);
  await sums(db);
  await standing(db);
}

/** Statement triggers: whoever writes the table, and however, its events and figures change in the same transaction. */
async function follow(db: QueryRunner, { table, key, of, decides, only }: Followed): Promise<void> {
  const where = only ? `where ${only}` : '';
  const compared = (alias: string): string => `${decides}, beneficiary_id, confidential, deleted_at`.split(', ').map((name) => `${alias}.${name}`).join(', ');
  const changed: Readonly<Record<string, string>> = {
    insert: `select ${key} from later ${where}`,
    delete: `select ${key} from earlier ${where}`,
    update: decides
      ? `select l.id from later l join earlier e using (id) where (${compared('l')}) is distinct from (${compared('e')})
         ${only ? `and (l.${only} or e.${only})` : ''}`
      : `select ${key} from later`,
  };
  const seen: Readonly<Record<string, string>> = { insert: 'new table as later', delete: 'old table as earlier', update: 'old table as earlier new table as later' };
  for (const [act, ids] of Object.entries(changed)) {
    await db.query(`
      create function ${table}_counted_${act}() returns trigger language plpgsql security definer set search_path = public as $fn$
      declare ids uuid[] := array(select distinct * from (${ids}) touched);
      begin
        if cardinality(ids) > 0 then
          perform refresh_care_events('${of}', ids);
          ${table === 'visit' ? `if exists (select 1 from visit_transfer t where t.visit_id = any (ids)) then perform refresh_care_events('visit_transfer', ids); end if;` : ''}
        end if;
        return null;
      end $fn$;
      create trigger ${table}_counted_${act} after ${act} on ${table}
        referencing ${seen[act]} for each statement execute function ${table}_counted_${act}();`);
  }
}

async function sums(db: QueryRunner): Promise<void> {
  const both: Readonly<Record<string, string>> = {
    insert: 'select 1 as sign, l.* from later l', delete: 'select -1 as sign, e.* from earlier e',
    update: 'select 1 as sign, l.* from later l union all select -1, e.* from earlier e',
  };
  const seen: Readonly<Record<string, string>> = { insert: 'new table as later', delete: 'old table as earlier', update: 'old table as earlier new table as later' };
  for (const [act, moved] of Object.entries(both)) {
    await db.query(`
      create function care_day_${act}() returns trigger language plpgsql security definer set search_path = public as $fn$
      begin
        insert into care_day (span, day, kind, department_code, request_department_code, snap_type, snap_level, visits, request_visits, cases)
          select s.span, s.day, m.kind, m.department_code, m.request_department_code, m.snap_type, m.snap_level,
            sum(m.sign * m.visits), sum(m.sign * m.request_visits), sum(m.sign * m.cases)
          from (${moved}) m, lateral (values ('day', m.day), ('month', date_trunc('month', m.day)::date)) s (span, day)
          where not m.confidential group by 1, 2, 3, 4, 5, 6, 7
          having (sum(m.sign * m.visits), sum(m.sign * m.request_visits), sum(m.sign * m.cases)) <> (0, 0, 0);
        return null;
      end $fn$;
      create trigger care_day_${act} after ${act} on care_event
        referencing ${seen[act]} for each statement execute function care_day_${act}();`);
  }
  await db.query(`
    -- Rows of one cell become one row; what is added meanwhile is left for the next time.
    create function fold_care_days() returns integer language plpgsql security definer set search_path = public as $fn$
    declare folded integer;
    begin
      with many as (
        select span, day, kind, department_code, request_department_code, snap_type, snap_level from care_day
        group by 1, 2, 3, 4, 5, 6, 7 having count(*) > 1),
      gone as (
        delete from care_day c using many m
        where (c.span, c.day, c.kind, c.snap_type) = (m.span, m.day, m.kind, m.snap_type) and c.department_code is not distinct from m.department_code
          and c.request_department_code is not distinct from m.request_department_code and c.snap_level is not distinct from m.snap_level
        returning c.*)
      insert into care_day (span, day, kind, department_code, request_department_code, snap_type, snap_level, visits, request_visits, cases)
        select span, day, kind, department_code, request_department_code, snap_type, snap_level, sum(visits), sum(request_visits), sum(cases) from gone
        group by 1, 2, 3, 4, 5, 6, 7 having (sum(visits), sum(request_visits), sum(cases)) <> (0, 0, 0);
      get diagnostics folded = row_count;
      return folded;
    end $fn$;

    -- Counts everything anew: events as the facts say, then the sums of whole months as the events say.
    create function rebuild_figures(first_month date, last_month date) returns void language plpgsql security definer set search_path = public as $fn$
    declare beginning date := date_trunc('month', first_month); ending date := date_trunc('month', last_month) + interval '1 month';
    begin
      lock table care_event in share row exclusive mode;
      perform refresh_care_events(t, null) from unnest(array['visit', 'visit_transfer', 'checkup', 'surgery', 'exam_report', 'consultation']) t;
      delete from care_day where day >= beginning and day < ending;
      insert into care_day (span, day, kind, department_code, request_department_code, snap_type, snap_level, visits, request_visits, cases)
        select s.span, s.day, e.kind, e.department_code, e.request_department_code, e.snap_type, e.snap_level, sum(e.visits), sum(e.request_visits), sum(e.cases)
        from care_event e, lateral (values ('day', e.day), ('month', date_trunc('month', e.day)::date)) s (span, day)
        where not e.confidential and e.day >= beginning and e.day < ending group by 1, 2, 3, 4, 5, 6, 7;
    end $fn$;`);
}

async function standing(db: QueryRunner): Promise<void> {
  await db.query(`
    -- Levels of events as they hold on the events' days, where no report is locked over them; what was put right is on record.
    create function retake_levels(people uuid[], why text) returns integer language plpgsql security definer set search_path = public as $fn$
    declare moved integer; earliest date; latest date;
    begin
      with put_right as (
        update care_event e set snap_level = level_held(e.beneficiary_id, e.day)
        where e.beneficiary_id = any (people) and e.snap_type <> 'vip' and e.snap_level is distinct from level_held(e.beneficiary_id, e.day)
          and not is_locked_day(e.day) returning e.day)
      select count(*), min(day), max(day) into moved, earliest, latest from put_right;
      if moved > 0 then
        insert into snapshot_change (actor, reason, first_day, last_day, events)
        values (coalesce(nullif(current_setting('scope.actor', true), ''), session_user), why, earliest, latest, moved);
      end if;
      return moved;
    end $fn$;
    create function level_changed() returns trigger language plpgsql security definer set search_path = public as $fn$
    begin
      perform retake_levels(array(select distinct beneficiary_id from changed), '级别有效期变更');
      return null;
    end $fn$;
    create trigger level_added after insert on care_identity referencing new table as changed for each statement execute function level_changed();
    create trigger level_moved after update on care_identity referencing new table as changed for each statement execute function level_changed();
    create trigger level_removed after delete on care_identity referencing old table as changed for each statement execute function level_changed();

    -- Who comes back onto the roster has the time of his absence looked at anew.
    create function standing_returned() returns trigger language plpgsql security definer set search_path = public as $fn$
    begin
      perform refresh_care_events('visit', array(select id from visit where beneficiary_id = new.id));
      perform refresh_care_events('checkup', array(select id from checkup where beneficiary_id = new.id));
      perform refresh_care_events('surgery', array(select id from surgery where beneficiary_id = new.id));
      perform refresh_care_events('exam_report', array(select id from exam_report where beneficiary_id = new.id));
      perform refresh_care_events('consultation', array(select id from consultation where beneficiary_id = new.id));
      perform refresh_care_events('visit_transfer', array(select visit_id from visit_transfer where beneficiary_id = new.id));
      return null;
    end $fn$;
    create trigger standing_returned after update of status, left_at on beneficiary for each row
      when (old.left_at is distinct from new.left_at) execute function standing_returned();

    -- The figures of what a caller may not see are told as one number only, and only where the hospital has chosen so.
    create function hidden_figures(first_day date, last_day date, kinds text[], departments text[]) returns bigint
    language sql stable security definer set search_path = public as $fn$
      select case when exists (select 1 from parameter where id = 'stats.confidential' and value #>> '{}' = 'placeholder')
        and not scope_flag('cleared') then (
        select coalesce(sum(e.visits), 0) from care_event e where e.confidential and e.day between first_day and last_day and e.kind = any (kinds)
          and (departments is null or e.department_code = any (departments))
          and (scope_flag('all_people') or e.department_code = any (scope_departments()))
          and not exists (select 1 from care_team_member t where t.beneficiary_id = e.beneficiary_id and t.user_id = scope_user()
            and now() >= t.valid_from and now() < t.valid_until)) end
    $fn$;`);
  const app = `(select current_setting('cadre.app_role'))`;
  for (const name of ['refresh_care_events(text, uuid[])', 'rebuild_figures(date, date)', 'fold_care_days()', 'retake_levels(uuid[], text)']) {
    await db.query(`revoke all on function ${name} from public`);
  }
  for (const name of ['rebuild_figures(date, date)', 'fold_care_days()', 'retake_levels(uuid[], text)']) {
    await db.query(`do $$ begin execute format('grant execute on function ${name} to %I', ${app}); end $$`);
  }
}
