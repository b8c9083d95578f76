import type { EntityManager } from 'typeorm';

export interface JobEnd {
  readonly jobId: string;
  readonly ownerId: string;
  readonly title: string;
  readonly state: 'done' | 'failed' | 'cancelled';
  /** Chinese; no data of people. */
  readonly message: string;
  readonly attempt: number;
}

/** Who tells somebody that his job is over; the feature that keeps notices does. */
export abstract class JobNews {
  abstract ended(em: EntityManager, end: JobEnd): Promise<void>;
}
