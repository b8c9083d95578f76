import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable } from '../../platform/database/row-guard.js';

/** 体检现场工作量: how many people one of the staff saw at a check-up, entered as a number where nobody is named. */
export class DutyLogs1800000000049 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table duty_log (
        id uuid primary key default gen_random_uuid(),
        kind text not null default 'PE' check (kind in ('PE')),
        staff_no text not null, staff_name text not null, department_code text,
        started_at timestamptz not null, ended_at timestamptz not null check (ended_at > started_at),
        head_count integer not null check (head_count between 1 and 2000),
        place text, note text, status text not null default 'kept' check (status in ('kept', 'cancelled')), cancel_reason text,
        created_by text not null, created_by_name text not null, version integer not null default 1,
        created_at timestamptz not null default now(), updated_at timestamptz not null default now());
      create index on duty_log (started_at);`);
    await guardTable(db, 'duty_log', {
      visibleWhen: `(select scope_flag('all_people')) or staff_no = (select scope_staff()) or '@everyone' = any ((select scope_departments())::text[])
        or department_code = any ((select scope_departments())::text[])`,
      record: 'every-change', grant: 'select, insert, update',
    });
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
