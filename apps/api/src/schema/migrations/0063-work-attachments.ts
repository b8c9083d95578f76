import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable } from '../../platform/database/row-guard.js';

/** Files that stand with a mission or a reception: seen by whoever sees that, and by nobody else. */
export class WorkAttachments1800000000063 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table work_attachment (
        id uuid primary key default gen_random_uuid(),
        mission_id uuid references mission (id), reception_id uuid references reception (id),
        name text not null, media_type text not null, bytes integer not null, sha256 text not null,
        content bytea, added_by text not null, added_by_name text not null, added_at timestamptz not null default now(),
        removed_by_name text, removed_at timestamptz, remove_reason text,
        check (num_nonnulls(mission_id, reception_id) = 1), check ((content is null) = (removed_at is not null)));
      create index on work_attachment (mission_id);
      create index on work_attachment (reception_id);
      -- Pictures and documents are packed already.
      alter table work_attachment alter column content set storage external;`);
    await guardTable(db, 'work_attachment', {
      visibleWhen: `case when work_attachment.mission_id is null then exists (select 1 from reception r where r.id = work_attachment.reception_id)
        else mission_visible(work_attachment.mission_id) end`,
      record: 'nothing', grant: 'select, insert, update (content, removed_by_name, removed_at, remove_reason)',
    });
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
