import type { Caller, RequestContext } from '../access/caller.js';
import type { Permission } from '../access/permissions.js';
import type { JobInHand } from './job-in-hand.js';

/** How many jobs of a lane one process works on at the same time. */
export const LANES = { exports: 2, documents: 1, imports: 1 } as const;
export type Lane = keyof typeof LANES;

/** How a job ended, in one Chinese sentence without data of people, and the file that it made. */
export interface JobResult {
  readonly message: string;
  readonly fileId?: string;
}

/**
 * What a feature does in the background. A provider that extends this class is found by itself. `run` may be called again
 * after a crash, a stop or a failure: it goes on from what the job has settled, and does nothing twice.
 */
export abstract class JobHandler<Asked extends object = object> {
  /** Stable; stands with the job in the database. */
  abstract readonly kind: string;
  abstract readonly lane: Lane;
  /** Asked anew when the job runs, of the account as it then is; null where `run` itself asks for what the job needs. */
  abstract readonly permission: Permission | null;
  /** What the access trail calls the run. */
  abstract readonly audit: RequestContext['audit'];
  /** Makes files of lists, in which 机密 people have a row without content; all other work knows none. */
  readonly isListFile: boolean = false;

  /**
   * Does the work for the caller, with his rights at this moment. A `Refusal` ends the job with its sentence; any other error
   * is tried again, later each time.
   */
  abstract run(job: JobInHand<Asked>, caller: Caller): Promise<JobResult>;
}
