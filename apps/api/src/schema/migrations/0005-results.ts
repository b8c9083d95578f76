import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable, visiblePerson } from '../../platform/database/row-guard.js';
import { SYNCED_COLUMNS } from '../../platform/database/synced-columns.js';

/** A value as it was measured: original text, number, comparator, range and flag, each in a column of its own. */
const VALUE_COLUMNS = `
  item_code text not null, item_name text not null, identity_code text not null,
  value_text text, value_number double precision, comparator text, value_kind text not null, value_ordinal double precision,
  unit text, range_text text, range_low double precision, range_high double precision, range_expected text,
  flag text, flag_source text, flag_disagrees boolean not null default false, critical boolean not null default false`;

/** Laboratory reports and check-ups with their typed values. */
export class Results1800000000005 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table lab_report (${SYNCED_COLUMNS},
        report_no text not null, visit_no text, patient_class text, request_no text,
        department_code text, department_name text, requesting_doctor text,
        panel_code text, panel_name text not null, specimen text,
        collected_at timestamptz not null, received_at timestamptz, tested_at timestamptz, reported_at timestamptz, verified_at timestamptz,
        tester text, verifier text, status text not null, revision integer not null default 1,
        patient_age_text text, result_count integer not null, abnormal_count integer not null,
        unique (source_system, source_key));
      create index on lab_report (beneficiary_id, collected_at);
      create index on lab_report (visit_no);

      create table lab_result (
        report_id uuid not null, result_no text not null, line_no integer not null,
        beneficiary_id uuid not null, confidential boolean not null, recorded_from timestamptz not null default now(),
        ${VALUE_COLUMNS},
        specimen text, method text, instrument text, loinc text,
        collected_at timestamptz not null, effective boolean not null,
        primary key (report_id, result_no));
      create index on lab_result (beneficiary_id, identity_code, collected_at);

      create table checkup (${SYNCED_COLUMNS},
        checkup_no text not null, year integer not null, checkup_date date not null, concluded_date date,
        package_name text, work_unit text, chief_doctor text, conclusion text, advice text,
        status text not null, revision integer not null default 1, abnormal_count integer not null,
        unique (source_system, source_key));
      create index on checkup (beneficiary_id, checkup_date);
      create table checkup_section (
        checkup_id uuid not null, section_no text not null,
        beneficiary_id uuid not null, confidential boolean not null, recorded_from timestamptz not null default now(),
        department_code text, department_name text, group_name text, summary text, doctor text, examined_at timestamptz,
        primary key (checkup_id, section_no));
      create table checkup_item (
        checkup_id uuid not null, item_no text not null, section_no text, line_no integer not null,
        beneficiary_id uuid not null, confidential boolean not null, recorded_from timestamptz not null default now(),
        state text not null,
        ${VALUE_COLUMNS},
        primary key (checkup_id, item_no));
      create index on checkup_item (beneficiary_id, identity_code);`);
    for (const table of ['lab_report', 'lab_result', 'checkup', 'checkup_section', 'checkup_item']) {
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
