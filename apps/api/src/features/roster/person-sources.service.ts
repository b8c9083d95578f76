import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { mustSeePerson } from '../../platform/database/visible-person.js';
import { HistoryRequests } from '../extraction/history-requests.port.js';
import { PERSON_FACTS } from './person-facts.queries.js';
import type { PersonSourceState } from './person-sources.dto.js';

const RECORDS = PERSON_FACTS.map((table) => `select source_system, recorded_from from ${table} where beneficiary_id = $1 and deleted_at is null`).join(' union all ');

type Known = Omit<PersonSourceState, 'status'> & { readonly numbers: number };

/** The sources seen from one person: what each has told of him, and asking all of them for his history at once. */
@Injectable()
export class PersonSources {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly history: HistoryRequests,
  ) {}

  list(caller: Caller, id: string): Promise<PersonSourceState[]> {
    return this.db.asCaller(caller, (em) => this.known(em, id));
  }

  /** The lanes read what is asked for within seconds; a source that does not know him is told apart and asked for nothing. */
  askAll(caller: Caller, id: string): Promise<PersonSourceState[]> {
    return this.db.asCaller(caller, async (em) => {
      await mustSeePerson(em, id);
      const links: { numbersOf: string; patientIds: string[] }[] = await em.query(
        `select source_system as "numbersOf", array_agg(patient_id) as "patientIds" from patient_link where beneficiary_id = $1 and active group by 1`, [id]);
      for (const { numbersOf, patientIds } of links) await this.history.linked(em, numbersOf, patientIds);
      return this.known(em, id);
    });
  }

  private async known(em: EntityManager, id: string): Promise<PersonSourceState[]> {
    await mustSeePerson(em, id);
    const rows: Known[] = await em.query(
      `select s.source, s.name, s.state, s.data_at as "dataAt", s.numbers, s.requested_at as "requestedAt",
         coalesce(r.records, 0) as records, r.changed_at as "changedAt"
       from person_sources($1) s
         left join (select source_system, count(*)::int as records, max(recorded_from) as changed_at from (${RECORDS}) f group by 1) r on r.source_system = s.source`,
      [id],
    );
    return rows.map(({ numbers, ...row }) => ({ ...row, status: row.requestedAt ? 'waiting' : numbers > 0 ? 'read' : 'not-found' }));
  }
}
