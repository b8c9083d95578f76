import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a template may go: answered with yes or no only, for a count would tell of people whom the asker may not see. */
export class ArchiveUse1800000000034 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create function template_is_used(asked uuid) returns boolean
      language sql stable security definer set search_path = public as $fn$
        select exists (select 1 from archive_version where template_id = asked)
      $fn$;`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
