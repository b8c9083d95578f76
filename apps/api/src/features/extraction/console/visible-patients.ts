import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';

/** Whose records a caller may read by their contents: of the people whom he sees, and only with the right to payloads. */
@Injectable()
export class VisiblePatients {
  constructor(private readonly db: ScopedDatabase) {}

  /**
   * Those of the given patient numbers that belong to somebody whom the caller sees. Strangers and hidden people are never among
   * them, so nothing tells one from the other.
   */
  async of(caller: Caller, numbersOf: string, patientIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (!caller.permissions.has('sync:payload') || patientIds.length === 0) return new Set();
    const rows: { id: string; beneficiaryId: string }[] = await this.db.asCaller(caller, (em) =>
      em.query(
        `select l.patient_id as id, b.id as "beneficiaryId" from patient_link l join beneficiary b on b.id = l.beneficiary_id
         where l.source_system = $1 and l.patient_id = any ($2) and l.active`,
        [numbersOf, [...new Set(patientIds)]],
      ),
    );
    return new Set(rows.map(({ id }) => id));
  }
}
