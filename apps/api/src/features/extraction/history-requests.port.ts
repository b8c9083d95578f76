import type { EntityManager } from 'typeorm';

/** Asks the sources for what they know about a person who has just become ours. */
export abstract class HistoryRequests {
  /** A new person on the roster: every list of patients is read once more, completely, to find him. */
  abstract request(em: EntityManager, beneficiaryId: string): Promise<void>;
  /** A patient number that has just been linked: his visits, results and check-ups are fetched. `patientNumbersOf` as in patient_link.source_system. */
  abstract linked(em: EntityManager, patientNumbersOf: string, patientIds: readonly string[]): Promise<void>;
}
