import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openTable } from '../../platform/database/row-guard.js';

/** How long readers waited for the first picture of a study: of which archive and kind, never of whom. */
export class ImageTiming1800000000040 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table image_timing (
        id bigint generated always as identity primary key,
        at timestamptz not null default now(), source_system text not null, modality text not null, first_ms integer not null);
      create index on image_timing (at);`);
    await openTable(db, 'image_timing', 'select, insert, delete');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
