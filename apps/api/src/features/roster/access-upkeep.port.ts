import type { EntityManager } from 'typeorm';

/** One visit, seen as a reason why a department and a doctor may see the person. Instants are ISO texts. */
export interface AccessVisit {
  readonly beneficiaryId: string;
  readonly departmentCode: string;
  /** The doctor's staff number, if one is known. */
  readonly staffNo: string | null;
  readonly from: string;
  /** Null: he is still in hospital, or the out-patient visit has no end yet. */
  readonly until: string | null;
  readonly kind: 'outpatient' | 'inpatient';
}

/** Keeps who may see whom in step with the visits. */
export abstract class AccessUpkeep {
  /**
   * Call after the rows of `visit` are written, in the same transaction; also for every department a stay passed through
   * and for cancelled stays. Departments see a person until 30 days after the end, the treating doctor without end.
   */
  abstract visited(em: EntityManager, rows: readonly AccessVisit[]): Promise<void>;
}
