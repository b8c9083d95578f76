import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable, visiblePerson } from '../../platform/database/row-guard.js';

/** The person's standing at the moment of a row: noted when it is written and never worked out anew. */
const SNAPSHOT = `snap_type text not null, snap_level text, snap_category text[] not null, snap_key_care boolean not null`;

/** 接待记录 and 保健任务: what staff did for people, with the people's standing of that day. */
export class Receptions1800000000035 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table reception (
        id uuid primary key default gen_random_uuid(),
        beneficiary_id uuid not null, confidential boolean not null,
        kind text not null, status text not null default 'planned' check (status in ('planned', 'in_progress', 'done', 'cancelled')),
        place text, department_code text, department_name text, doctor_name text,
        planned_at timestamptz, started_at timestamptz, ended_at timestamptz,
        key_care boolean not null default false, dimensions text[] not null default '{}', note text, cancel_reason text,
        origin text not null check (origin in ('blank', 'visit', 'registration', 'checkup', 'appointment')), origin_id uuid, appointment_id uuid,
        ${SNAPSHOT},
        created_by text not null, created_by_name text not null, version integer not null default 1,
        created_at timestamptz not null default now(), updated_at timestamptz not null default now());
      create index on reception (beneficiary_id);
      create index on reception (started_at);
      create unique index reception_origin_once on reception (origin_id) where status <> 'cancelled' and origin_id is not null;
      create table reception_staff (
        reception_id uuid not null references reception (id), staff_no text not null,
        beneficiary_id uuid not null, confidential boolean not null,
        staff_name text not null, department_code text, primary key (reception_id, staff_no));
      create index on reception_staff (staff_no);

      create table mission (
        id uuid primary key default gen_random_uuid(), mission_no text not null, title text not null, kind text not null, issuer text,
        status text not null default 'received' check (status in ('received', 'replied', 'executing', 'done', 'revoked')),
        received_at timestamptz not null, content text, place text, needs text, starts_at timestamptz not null, ends_at timestamptz not null,
        reply text, replied_at timestamptz, summary text, done_at timestamptz, revoke_reason text, revoked_at timestamptz,
        created_by text not null, created_by_name text not null, version integer not null default 1,
        created_at timestamptz not null default now(), updated_at timestamptz not null default now(), unique (mission_no));
      create index on mission (starts_at);
      create table mission_staff (
        mission_id uuid not null references mission (id), staff_no text not null, staff_name text not null, department_code text, duty text,
        starts_at timestamptz not null, ends_at timestamptz not null, primary key (mission_id, staff_no));
      create index on mission_staff (staff_no);
      create table mission_person (
        mission_id uuid not null references mission (id), beneficiary_id uuid not null, confidential boolean not null, ${SNAPSHOT},
        primary key (mission_id, beneficiary_id));
      create index on mission_person (beneficiary_id);

      -- A mission for a 机密 person is there for those only who may see him; whoever does not see everybody sees the missions he took part in.
      create function mission_visible(asked uuid) returns boolean language sql stable security definer set search_path = public as $fn$
        select not exists (select 1 from mission_person p where p.mission_id = asked and p.confidential
            and ${visiblePerson('p.beneficiary_id', 'p.confidential')} is not true)
          and ((select scope_flag('all_people')) or exists (select 1 from mission_staff s join app_user u on u.staff_no = s.staff_no
            where s.mission_id = asked and u.id = (select scope_user())))
      $fn$;

      -- Colleagues of a reception who are with somebody else at its time: who and when, never with whom.
      create function reception_overlaps(asked uuid) returns table (staff_name text, begins timestamptz, ends timestamptz)
      language sql stable security definer set search_path = public as $fn$
        select distinct o.staff_name, coalesce(r.started_at, r.planned_at), r.ended_at
        from reception n join reception_staff s on s.reception_id = n.id
          join reception_staff o on o.staff_no = s.staff_no and o.reception_id <> n.id
          join reception r on r.id = o.reception_id and r.status <> 'cancelled' and coalesce(r.started_at, r.planned_at) is not null
        where n.id = asked and n.status <> 'cancelled' and coalesce(n.started_at, n.planned_at) is not null
          and tstzrange(coalesce(r.started_at, r.planned_at), greatest(coalesce(r.ended_at, case r.status when 'planned' then r.planned_at + interval '1 hour' end, now()), coalesce(r.started_at, r.planned_at)), '[]')
            && tstzrange(coalesce(n.started_at, n.planned_at), greatest(coalesce(n.ended_at, case n.status when 'planned' then n.planned_at + interval '1 hour' end, now()), coalesce(n.started_at, n.planned_at)), '[]')
        order by 2, 1
      $fn$;

      -- Whether the report of that month is locked; a yes or no that everybody may learn who writes records of it.
      create function reception_locked(asked timestamptz) returns boolean language sql stable security definer set search_path = public as $fn$
        select is_locked_day((asked at time zone 'Asia/Shanghai')::date)
      $fn$;`);
    const visible = (table: string): string => visiblePerson(`${table}.beneficiary_id`, `${table}.confidential`);
    await guardTable(db, 'reception', { visibleWhen: visible('reception'), record: 'every-change', grant: 'select, insert, update' });
    await guardTable(db, 'reception_staff', { visibleWhen: visible('reception_staff'), record: 'nothing' });
    await guardTable(db, 'mission', { visibleWhen: 'mission_visible(mission.id)', record: 'every-change', grant: 'select, insert, update' });
    await guardTable(db, 'mission_staff', { visibleWhen: 'mission_visible(mission_staff.mission_id)', record: 'nothing' });
    await guardTable(db, 'mission_person', { visibleWhen: visible('mission_person'), record: 'nothing' });
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
