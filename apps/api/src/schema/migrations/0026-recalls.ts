import type { MigrationInterface, QueryRunner } from 'typeorm';
import { guardTable, visiblePerson } from '../../platform/database/row-guard.js';

/** 复查与随访: who has to look again at what, and when. */
export class Recalls1800000000026 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table recall (
        id uuid primary key default gen_random_uuid(),
        beneficiary_id uuid not null, confidential boolean not null,
        origin text not null check (origin in ('checkup', 'manual')), origin_id uuid, checkup_id uuid, line integer not null,
        item text not null, advice text, due_date date not null,
        status text not null default 'open' check (status in ('open', 'done', 'cancelled')),
        method text, result text, handled_by text, handled_by_name text, handled_at timestamptz,
        created_by text not null, created_by_name text not null, version integer not null default 1,
        created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
        unique (origin_id, line));
      create index on recall (beneficiary_id);
      create index on recall (status, due_date);

      -- What was advised after a check-up follows it to the person whose it turns out to be.
      create function recalls_follow() returns trigger language plpgsql security definer set search_path = public as $fn$
      begin
        update recall set beneficiary_id = new.beneficiary_id, confidential = new.confidential where checkup_id = new.id;
        return null;
      end $fn$;
      create trigger checkup_recalls_follow after update of beneficiary_id on checkup
        for each row when (old.beneficiary_id is distinct from new.beneficiary_id) execute function recalls_follow();`);
    await guardTable(db, 'recall', { visibleWhen: visiblePerson('recall.beneficiary_id', 'recall.confidential'), record: 'every-change', grant: 'select, insert, update' });
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
