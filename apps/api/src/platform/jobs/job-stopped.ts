/** Thrown out of a handler that has to stop: cancelled by its owner, handed back at shutdown, or taken over by another process. */
export class JobStopped extends Error {
  constructor(readonly why: 'cancelled' | 'shutdown' | 'lost') {
    super(why);
  }
}

export type ItemOutcome = 'done' | 'skipped' | 'failed';
