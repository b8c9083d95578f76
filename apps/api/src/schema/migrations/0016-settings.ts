import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable } from '../../platform/database/row-guard.js';

/** Parameters that administrators set while the system runs. */
export class Settings1800000000016 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table parameter (
        id text primary key, value jsonb not null, version integer not null default 1,
        changed_by text not null, changed_at timestamptz not null default now());

      -- The change log itself is the auditor's; of a parameter its administrators see what it was.
      create function parameter_history(asked text) returns table (at timestamptz, actor text, before jsonb, after jsonb)
      language sql stable security definer set search_path = public as $fn$
        select at, actor, before -> 'value', after -> 'value' from change_log
        where table_name = 'parameter' and row_id = asked and scope_flag('settings') order by seq desc limit 200
      $fn$`);
    await guardTable(db, 'parameter', { visibleWhen: `(select scope_flag('settings'))`, record: 'every-change' });
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
