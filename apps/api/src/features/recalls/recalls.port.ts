import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';

export interface PlannedRecalls {
  readonly summaryId: string;
  readonly checkupId: string;
  readonly beneficiaryId: string;
  readonly lines: readonly { readonly line: number; readonly item: string; readonly advice: string; readonly dueDate: string }[];
}

/** Who has to look again at what, and when: written by whoever advises it, in the transaction of that act. */
export abstract class Recalls {
  /** One task for each line; a line that was already done for this check-up on that day is not asked for again. */
  abstract plan(em: EntityManager, caller: Caller, planned: PlannedRecalls): Promise<void>;
  /** The advice no longer holds: what is still open falls away with the reason, what was done stays. */
  abstract dropOpen(em: EntityManager, summaryId: string, reason: string): Promise<void>;
}
