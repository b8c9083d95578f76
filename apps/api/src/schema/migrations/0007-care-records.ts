import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToApp, guardTable, visiblePerson } from '../../platform/database/row-guard.js';
import { SYNCED_COLUMNS } from '../../platform/database/synced-columns.js';

/** A part of a fact belongs to the same person and carries the same label. */
const OWNED = `beneficiary_id uuid not null, confidential boolean not null, recorded_from timestamptz not null default now()`;

/** Where a record of no person came from and which version of it is shown. */
const ORIGIN = `
  source_system text not null, source_key text not null,
  source_version timestamptz not null, source_rank smallint not null, content_hash text not null,
  run_id bigint, recorded_from timestamptz not null default now(), deleted_at timestamptz`;

const FACTS_AND_PARTS = [
  'clinical_order', 'prescription', 'prescription_item', 'surgery', 'surgery_procedure', 'consultation', 'consultation_participant',
  'clinical_note', 'exam_report', 'imaging_study', 'imaging_series', 'appointment',
];

/** Every mirrored table: the name it had from the start, what the record is, and the time by which it is filed under a day. */
const MIRRORED: readonly (readonly [entity: string, table: string, target: string, at: string])[] = [
  ['visit', 'visit', `case visit_class when 'inpatient' then 'inpatient-visit' else 'outpatient-visit' end`, 'started_at'],
  ['registration', 'registration', `'registration'`, 'registered_at'],
  ['lab-report', 'lab_report', `'lab-report'`, 'collected_at'],
  ['checkup', 'checkup', `'checkup'`, `checkup_date::timestamp at time zone 'Asia/Shanghai'`],
  ['order', 'clinical_order', `'order'`, 'ordered_at'],
  ['prescription', 'prescription', `'prescription'`, 'prescribed_at'],
  ['surgery', 'surgery', `'surgery'`, 'coalesce(started_at, scheduled_at, source_version)'],
  ['consultation', 'consultation', `'consultation'`, 'requested_at'],
  ['clinical-note', 'clinical_note', `'clinical-note'`, 'signed_at'],
  ['exam-report', 'exam_report', `'exam-report'`, 'examined_at'],
  ['imaging-study', 'imaging_study', `'imaging-study'`, 'started_at'],
  ['appointment', 'appointment', `'appointment'`, 'appointed_at'],
];

/** Orders, prescriptions, operations, consultations, notes, examinations, image studies, appointments; staff and slots; departments as told. */
export class CareRecords1800000000007 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table clinical_order (${SYNCED_COLUMNS},
        order_no text not null, visit_no text, patient_class text, group_no text, category text not null, term text,
        item_code text, item_name text not null, specification text, dose text, dose_unit text, route text,
        frequency text, frequency_code text, quantity text, quantity_unit text,
        ordered_at timestamptz not null, started_at timestamptz, stopped_at timestamptz,
        order_department_code text, order_department_name text, ordering_doctor text, executing_department_name text,
        status text not null, skin_test text, note text,
        unique (source_system, source_key));
      create index on clinical_order (beneficiary_id, ordered_at);
      create index on clinical_order (visit_no);

      create table prescription (${SYNCED_COLUMNS},
        prescription_no text not null, visit_no text, registration_no text, prescribed_at timestamptz not null,
        department_code text, department_name text, doctor_code text, doctor_name text,
        kind text, diagnosis text, amount text, valid_days integer, charge_type text, status text,
        unique (source_system, source_key));
      create index on prescription (beneficiary_id, prescribed_at);
      create table prescription_item (
        prescription_id uuid not null, item_no text not null, ${OWNED},
        group_no text, line_no integer, drug_code text, drug_name text not null, specification text, dose text, dose_unit text,
        route text, frequency text, frequency_code text, days integer, quantity text, quantity_unit text, note text,
        primary key (prescription_id, item_no));
      create index on prescription_item (beneficiary_id);

      create table surgery (${SYNCED_COLUMNS},
        surgery_no text not null, visit_no text, request_no text, status text not null,
        scheduled_at timestamptz, started_at timestamptz, ended_at timestamptz,
        department_code text, department_name text, room text, pre_diagnosis text, post_diagnosis text, anesthesia text,
        surgeon_name text, first_assistant text, second_assistant text, anesthetist text, emergency boolean not null default false,
        unique (source_system, source_key));
      create index on surgery (beneficiary_id, scheduled_at);
      create table surgery_procedure (
        surgery_id uuid not null, procedure_no text not null, ${OWNED},
        rank integer, code text, name text not null, level text, site text, main boolean not null default false,
        primary key (surgery_id, procedure_no));
      create index on surgery_procedure (beneficiary_id);

      create table consultation (${SYNCED_COLUMNS},
        consultation_no text not null, visit_no text, kind text, status text not null, urgent boolean not null default false,
        requested_at timestamptz not null, started_at timestamptz, ended_at timestamptz,
        request_department_code text, request_department_name text, requesting_doctor text, reason text, purpose text,
        unique (source_system, source_key));
      create index on consultation (beneficiary_id, requested_at);
      create table consultation_participant (
        consultation_id uuid not null, participant_no text not null, ${OWNED},
        department_code text, department_name text, doctor_name text, arrived_at timestamptz, opinion text,
        primary key (consultation_id, participant_no));
      create index on consultation_participant (beneficiary_id);

      create table clinical_note (${SYNCED_COLUMNS},
        note_no text not null, visit_no text, patient_class text, type_code text not null, type_name text, title text not null,
        author text, department_code text, department_name text,
        written_at timestamptz, signed_at timestamptz not null, revision integer not null default 1,
        format text not null, body text not null, status text not null,
        unique (source_system, source_key));
      create index on clinical_note (beneficiary_id, signed_at);

      create table exam_report (${SYNCED_COLUMNS},
        exam_no text not null, visit_no text, patient_class text, request_no text, accession_no text, study_uid text,
        category text not null, modality text, item_code text, item_name text not null, body_part text, endoscopy_kind text,
        department_code text, department_name text, request_department_code text, request_department_name text, requesting_doctor text,
        requested_at timestamptz, examined_at timestamptz not null, reported_at timestamptz, verified_at timestamptz,
        reporter text, verifier text, findings text, impression text, advice text,
        positive boolean, critical boolean not null default false, has_images boolean,
        status text not null, revision integer not null default 1,
        unique (source_system, source_key));
      create index on exam_report (beneficiary_id, examined_at);
      create index on exam_report (study_uid);
      create index on exam_report (accession_no);

      create table imaging_study (${SYNCED_COLUMNS},
        study_uid text not null, accession_no text, study_id text, description text, modalities text, body_part text,
        started_at timestamptz not null, institution text, referring_doctor text,
        series_count integer, instance_count integer, patient_name_text text,
        unique (source_system, source_key));
      create index on imaging_study (beneficiary_id, started_at);
      create index on imaging_study (study_uid);
      create index on imaging_study (accession_no);
      create table imaging_series (
        study_id uuid not null, series_uid text not null, ${OWNED},
        series_no integer, modality text, description text, body_part text, instance_count integer,
        primary key (study_id, series_uid));
      create index on imaging_series (beneficiary_id);

      create table appointment (${SYNCED_COLUMNS},
        appointment_no text not null, kind text not null, item_name text,
        department_code text, department_name text, doctor_code text, doctor_name text,
        appointed_at timestamptz not null, ends_at timestamptz, slot_no text, queue_no text,
        priority boolean not null default false, fee_waived boolean not null default false, status text not null,
        booked_at timestamptz, booked_by text, contact_phone text, channel text,
        confirmed_by text, confirmed_at timestamptz, cancelled_at timestamptz, visit_no text, note text,
        unique (source_system, source_key));
      create index on appointment (beneficiary_id, appointed_at);
      create index on appointment (appointed_at, id);

      create table slot (
        id uuid primary key default gen_random_uuid(), ${ORIGIN},
        slot_no text not null, date date not null, session text, starts_at timestamptz, ends_at timestamptz,
        department_code text not null, department_name text, doctor_code text, doctor_name text, registration_class text,
        total integer not null, used integer, reserved integer, reserved_used integer, fee text,
        stopped boolean not null default false, status text,
        unique (source_system, source_key));
      create index on slot (date, department_code);

      create table staff (
        id uuid primary key default gen_random_uuid(), ${ORIGIN},
        staff_no text not null, name text not null, department_code text, position text, title text,
        expert boolean not null default false, prescribes boolean not null default false, active boolean not null default true,
        also_in text,
        unique (source_system, source_key));
      create index on staff (staff_no);

      -- Whether somebody who registered was seen is asked of the visit.
      create index on visit (registration_no);

      -- What the hospital information system says of a department. handles_visits, sort and departments it never named stay ours;
      -- parent_told waits here until the parent is known ('': it has none; null: nobody said).
      alter table department
        add column rated_beds integer, add column standard_code text, add column pinyin_code text, add column parent_told text,
        add column source_system text, add column source_key text, add column source_version timestamptz, add column source_rank smallint,
        add column content_hash text, add column run_id bigint, add column recorded_from timestamptz, add column deleted_at timestamptz;

      -- Who sees people by the tree of departments sees others once the tree has changed.
      create function raise_tree_rights() returns void language sql security definer set search_path = public as $fn$
        update app_user u set rights_version = rights_version + 1 where exists (
          select 1 from user_role ur join role r on r.code = ur.role_code where ur.user_id = u.id and r.data_scope = 'department-tree')
      $fn$;
      create function department_moved() returns trigger language plpgsql security definer set search_path = public as $fn$
      begin
        if exists (select 1 from earlier e join later l using (code) where e.parent_code is distinct from l.parent_code) then
          perform raise_tree_rights();
        end if;
        return null;
      end $fn$;
      create trigger department_moved after update on department
        referencing old table as earlier new table as later for each statement execute function department_moved();
      create function department_added() returns trigger language plpgsql security definer set search_path = public as $fn$
      begin
        if exists (select 1 from later where parent_code is not null) then perform raise_tree_rights(); end if;
        return null;
      end $fn$;
      create trigger department_added after insert on department
        referencing new table as later for each statement execute function department_added();

      create or replace view v_sync_mirror with (security_invoker = true) as
        ${MIRRORED.map(mirrorOf).join('\n        union all ')}
        ${['department', 'staff', 'slot'].map((table) => `union all ${referenceMirrorOf(table)}`).join('\n        ')};`);
    for (const table of FACTS_AND_PARTS) {
      await guardTable(db, table, {
        visibleWhen: visiblePerson(`${table}.beneficiary_id`, `${table}.confidential`),
        record: 'earlier-versions',
      });
    }
    // Who works in the hospital is for those who work there.
    for (const table of ['staff', 'slot']) {
      await guardTable(db, table, { visibleWhen: `(select scope_user()) is not null`, record: 'nothing' });
    }
    await grantToApp(db, 'v_sync_mirror', 'select');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}

function mirrorOf([entity, table, target, at]: (typeof MIRRORED)[number]): string {
  return `select '${entity}' as entity, source_system, source_key, source_version, content_hash, deleted_at is not null as deleted,
          ${target} as target, patient_numbers_of, patient_id, beneficiary_id, ${at} as fact_at, run_id from ${table}`;
}

function referenceMirrorOf(table: string): string {
  return `select '${table}', source_system, source_key, source_version, content_hash, deleted_at is not null,
          '${table}', null, null, null, null, run_id from ${table} where source_system is not null`;
}
