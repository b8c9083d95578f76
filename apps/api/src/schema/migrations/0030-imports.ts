import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable } from '../../platform/database/row-guard.js';

/** What came in from files: each file once, and what became of each of its rows. */
export class Imports1800000000030 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table import_batch (
        id uuid primary key default gen_random_uuid(), kind text not null, owner_id uuid not null references app_user (id), operator text not null,
        file_id uuid, file_name text not null, file_sha256 text not null, file_bytes bigint not null,
        state text not null default 'reading'
          check (state in ('reading', 'previewed', 'refused', 'committing', 'committed', 'undoing', 'undone')),
        mode text check (mode in ('all', 'each')), job_id uuid,
        added integer not null default 0, changed integer not null default 0, unchanged integer not null default 0, failed integer not null default 0,
        ignored text[] not null default '{}', message text,
        created_at timestamptz not null default now(), committed_at timestamptz, undo_until timestamptz, undone_at timestamptz);
      create index on import_batch (owner_id, created_at desc);
      -- Why, and what was there before (sealed); what stood in the row is in the file only.
      create table import_row (
        batch_id uuid not null references import_batch (id) on delete cascade, line integer not null,
        outcome text not null check (outcome in ('added', 'changed', 'unchanged', 'failed')),
        ref text, columns text[] not null default '{}', message text, before_cipher text, undone boolean, primary key (batch_id, line));
      create index on import_row (batch_id, outcome, line)`);
    await guardTable(db, 'import_batch', { visibleWhen: 'owner_id = (select scope_user())', record: 'nothing' });
    await guardTable(db, 'import_row', { visibleWhen: 'exists (select 1 from import_batch b where b.id = import_row.batch_id)', record: 'nothing' });
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
