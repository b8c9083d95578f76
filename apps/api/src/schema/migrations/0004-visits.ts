import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable, visiblePerson } from '../../platform/database/row-guard.js';
import { SYNCED_COLUMNS } from '../../platform/database/synced-columns.js';

/** Registrations, out-patient visits and stays as the HIS reported them. */
export class Visits1800000000004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table registration (${SYNCED_COLUMNS},
        registered_at timestamptz not null, registration_class text, emergency boolean not null default false,
        department_code text, department_name text, doctor_code text, doctor_name text,
        vip boolean not null default false, refunded boolean not null default false, refunded_at timestamptz,
        channel text, queue_no text, fee text, status text,
        unique (source_system, source_key));
      create index on registration (beneficiary_id, registered_at);
      create index on registration (registered_at, id);

      create table visit (${SYNCED_COLUMNS},
        visit_class text not null, visit_type text, visit_no text not null, registration_no text,
        inpatient_no text, medical_record_no text, admission_count integer,
        registered_at timestamptz, started_at timestamptz not null, seen_at timestamptz, ended_at timestamptz,
        admission_department_code text, department_code text not null, department_name text,
        ward_code text, ward_name text, bed_no text,
        doctor_code text, doctor_name text, care_grade text,
        admission_diagnosis text, main_diagnosis_code text, main_diagnosis text, chief_complaint text,
        organization_code text, organization_name text, charge_type text,
        vip boolean not null default false, status text not null,
        unique (source_system, source_key));
      create index on visit (visit_class, started_at, id);
      create index on visit (department_code, started_at, id);
      create index on visit (beneficiary_id, started_at);
      create index on visit (status, visit_class);
      create index on visit (ended_at);

      create table visit_diagnosis (
        visit_id uuid not null, diagnosis_no text not null,
        beneficiary_id uuid not null, confidential boolean not null, recorded_from timestamptz not null default now(),
        kind text, rank integer, code text, name text not null, suspected boolean not null default false, diagnosed_at timestamptz,
        primary key (visit_id, diagnosis_no));
      create index on visit_diagnosis (beneficiary_id);

      create table visit_transfer (
        visit_id uuid not null, transfer_no text not null,
        beneficiary_id uuid not null, confidential boolean not null, recorded_from timestamptz not null default now(),
        kind text not null, from_department_code text, to_department_code text, to_department_name text,
        to_ward_code text, to_bed_no text, moved_at timestamptz not null, cancelled boolean not null default false,
        primary key (visit_id, transfer_no));
      create index on visit_transfer (beneficiary_id);`);
    for (const table of ['registration', 'visit', 'visit_diagnosis', 'visit_transfer']) {
      await guardTable(db, table, {
        visibleWhen: visiblePerson(`${table}.beneficiary_id`, `${table}.confidential`),
        record: 'earlier-versions',
      });
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
