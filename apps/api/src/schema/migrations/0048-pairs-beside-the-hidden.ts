import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A patient who may be a 机密 person waits, with all whom he may be, for those to whom that person is open. */
export class PairsBesideTheHidden1800000000048 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Whether this patient number may be, or is, that of a 机密 person besides these: its record bears his name.
      create function may_be_hidden(source text, patient text, besides uuid[]) returns boolean
      language sql stable security definer set search_path = public as $fn$
        select exists (
          select 1 from (
            select c.beneficiary_id from match_candidate c where c.source_system = source and c.patient_id = patient and c.status <> 'rejected'
            union all select l.beneficiary_id from patient_link l where l.source_system = source and l.patient_id = patient and l.active
          ) m join beneficiary b on b.id = m.beneficiary_id
          where b.confidential and not b.id = any (coalesce(besides, '{}')))
      $fn$;

      alter policy match_candidate_scope on match_candidate using ((select scope_flag('system')) or (select scope_flag('matching'))
        and (not confidential or beneficiary_id = any ((select string_to_array(nullif(current_setting('scope.opened', true), ''), ','))::uuid[]))
        and not may_be_hidden(source_system, patient_id, (select string_to_array(nullif(current_setting('scope.opened', true), ''), ','))::uuid[]));`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
