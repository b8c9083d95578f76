import type { EntityManager } from 'typeorm';

/** Asks the sources for what they already know of a person who has just become ours. */
export abstract class HistoryRequests {
  /** For every patient number linked to him; takes effect when the transaction of `em` commits. */
  abstract request(em: EntityManager, beneficiaryId: string): Promise<void>;
}
