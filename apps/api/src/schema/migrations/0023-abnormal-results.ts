import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addKeptColumns, guardTable, openTable, visiblePerson } from '../../platform/database/row-guard.js';

/** 异常关注 with the variation it is judged by, microbiology, what became of critical values, what was printed. */
export class AbnormalResults1800000000023 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await addKeptColumns(db, 'lab_result', [
      'organism text', 'susceptibility text', 'critical_notified_at timestamptz', 'critical_notified_to text', 'critical_handled_at timestamptz',
    ]);
    await db.query(`
      create index on lab_report (collected_at, id);
      create index on exam_report (examined_at, id);

      -- How much results of one item differ by themselves, in percent: in the laboratory (cva) and in a healthy person (cvi).
      create table lab_variation (
        id uuid primary key default gen_random_uuid(),
        item_code text not null, version integer not null,
        cva double precision not null check (cva > 0 and cva <= 100), cvi double precision not null check (cvi > 0 and cvi <= 100),
        source text not null, confirmed boolean not null default false,
        changed_by text not null default 'system', changed_at timestamptz not null default now(), replaced_at timestamptz,
        unique (item_code, version));
      create unique index lab_variation_current_idx on lab_variation (item_code) where replaced_at is null;

      create table abnormal_finding (
        id uuid primary key default gen_random_uuid(),
        beneficiary_id uuid not null, confidential boolean not null, recorded_from timestamptz not null default now(),
        report_id uuid not null, result_no text not null,
        item_code text not null, item_name text not null, collected_at timestamptz not null,
        value_text text, unit text, range_text text, flag text,
        kinds text[] not null, severity smallint not null, reasons jsonb not null,
        found_at timestamptz not null default now(),
        status text not null default 'unread' check (status in ('unread', 'known', 'in_progress', 'closed')),
        owner_id uuid, owner_name text, status_by text, status_at timestamptz, note text,
        version integer not null default 1, void_at timestamptz,
        unique (report_id, result_no));
      create index on abnormal_finding (beneficiary_id, item_code);
      create index on abnormal_finding (status, severity, found_at);

      create table report_print (
        id uuid primary key default gen_random_uuid(),
        beneficiary_id uuid not null, confidential boolean not null, recorded_from timestamptz not null default now(),
        report_kind text not null check (report_kind in ('lab', 'exam')), report_id uuid not null, revision integer not null,
        nth integer not null, copies integer not null, medium text not null check (medium in ('paper', 'pdf')), paper text not null,
        printed_by text not null, printed_by_name text not null, printed_at timestamptz not null default now(),
        unique (report_id, nth));
      create index on report_print (beneficiary_id);`);
    const visible = (table: string) => visiblePerson(`${table}.beneficiary_id`, `${table}.confidential`);
    await guardTable(db, 'abnormal_finding', { visibleWhen: visible('abnormal_finding'), record: 'every-change', grant: 'select, insert, update' });
    await guardTable(db, 'report_print', { visibleWhen: visible('report_print'), record: 'every-change', grant: 'select, insert, update' });
    await openTable(db, 'lab_variation', 'select, insert, update');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
