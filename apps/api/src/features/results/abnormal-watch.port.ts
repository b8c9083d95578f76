import type { EntityManager } from 'typeorm';

/** Finds results that somebody has to look at, in the transaction that brings them. */
export abstract class AbnormalWatch {
  /**
   * Call after the reports and their results are written; also for corrected and withdrawn ones. Results older than the
   * watched days start nothing.
   * @param reports id and sampling time of each written report
   */
  abstract assess(em: EntityManager, reports: readonly { readonly id: string; readonly collectedAt: string }[]): Promise<void>;
}
