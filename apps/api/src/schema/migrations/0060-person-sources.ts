import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What each connected source knows a person by, and whether it is being asked for his history: for the page of one person. */
export class PersonSources1800000000060 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Names, times and counts; nothing of how a source is reached. Whoever asks has to have seen the person first.
      create function person_sources(person uuid)
      returns table (source text, name text, state text, data_at timestamptz, numbers integer, requested_at timestamptz)
      language sql stable security definer set search_path = public as $fn$
        select f.source, f.name, f.state, f.data_at, count(l.patient_id)::int, max(r.requested_at)
        from source_freshness() f join source s on s.id = f.source
          left join patient_link l on l.beneficiary_id = person and l.active and l.source_system = s.patient_numbers_of
          left join backfill_request r on r.source_id = s.id and r.patient_id = l.patient_id
        group by f.source, f.name, f.state, f.data_at order by f.source
      $fn$;`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
