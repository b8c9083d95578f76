import type { MigrationInterface, QueryRunner } from 'typeorm';
import { openTable } from '../../platform/database/row-guard.js';

/** Sources of every transport: their settings, what each data set is and how it comes, which hosts may be reached. */
export class Connections1800000000010 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table allowed_host (entry text primary key);
      alter table source add column options_cipher text, add column patient_numbers_of text not null default 'HIS';
      alter table source_stream add column target text not null default '', add column transport text not null default 'sql-view';

      -- Asked for in the transaction of whoever adds or links a person: lists of patients are read anew, whichever connector they come by.
      drop function request_full_scan(text[], text[]);
      create function request_people_scan() returns void
      language sql security definer set search_path = public as $fn$
        update source_stream set full_requested = true, next_run_at = now()
        where target in ('patient', 'checkup') and transport <> 'mllp'
      $fn$;
      drop function request_history(text[], text[]);
      create function request_history(numbers_of text, patients text[]) returns void
      language sql security definer set search_path = public as $fn$
        insert into backfill_request (source_id, patient_id)
        select s.id, patient from source s, unnest(patients) as patient where s.patient_numbers_of = numbers_of
        on conflict (source_id, patient_id) do update set requested_at = now(), next_at = now(), attempts = 0
      $fn$;`);
    await openTable(db, 'allowed_host');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
