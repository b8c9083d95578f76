import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openTable } from '../../platform/database/row-guard.js';

/** The words that make a document a restricted one are kept by the security administrator; who added or removed one stays on record. */
export class RestrictedWords1800000000042 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table restricted_note_word
        add column id uuid not null unique default gen_random_uuid(),
        add column added_by text not null default 'system', add column added_at timestamptz not null default now();
      create trigger restricted_note_word_removed after delete on restricted_note_word for each row execute function record_change();
      -- What every installation starts with is no change that anybody made.
      create trigger restricted_note_word_added after insert on restricted_note_word for each row when (new.added_by <> 'system') execute function record_change()`);
    await openTable(db, 'restricted_note_word', 'select, insert, delete');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
