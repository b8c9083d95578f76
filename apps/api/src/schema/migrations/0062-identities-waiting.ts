import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Patient numbers that waited for a decision at a moment, counted alike for whoever makes a report: never one that may be a 机密 person. */
export class IdentitiesWaiting1800000000062 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A number a row. Conflict: its evidence contradicts itself (a number of two people, or of another name; two people called one by
      -- the source). Linked: it has its person, and only joining two people is asked.
      create function identities_waiting(until timestamptz) returns table (id uuid, source text, patient text, at timestamptz, conflict boolean, linked boolean, reason text)
      language sql stable security definer set search_path = public as $fn$
        select w.* from (
          select (array_agg(c.id order by c.score desc, c.id))[1] as id, c.source_system as source, c.patient_id as patient, min(c.created_at) as at,
            bool_or(c.rule in ('R1', 'CONFLICT', 'MERGE')) as conflict, bool_and(c.rule = 'MERGE') as linked, string_agg(distinct c.reason, '；') as reason
          from match_candidate c where c.created_at < until and (c.status = 'open' or c.decided_at >= until)
          group by c.source_system, c.patient_id having not bool_or(c.confidential)) w
        where not may_be_hidden(w.source, w.patient, '{}')
      $fn$;`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
