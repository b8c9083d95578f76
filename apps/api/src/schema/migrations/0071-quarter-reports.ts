import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports of quarters, beside those of months and years. */
export class QuarterReports1800000000071 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table work_report drop constraint work_report_kind_check,
      add constraint work_report_kind_check check (kind in ('month', 'quarter', 'year'))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
