import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that stand with missions and receptions are sealed like numbers and payloads: they are pictures of papers as often as not. */
export class SealedAttachments1800000000069 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('alter table work_attachment rename column content to content_cipher');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
