import type { StreamSpec } from '@cadre/connector-kit/connector';
import type { EntityManager } from 'typeorm';
import type { Incoming } from './incoming.js';
import type { ActiveSource } from './source-registry.js';

/** One delivery: the records of a page or of some messages, and what has to be true in the transaction that stores them. */
export interface Delivery {
  readonly source: ActiveSource;
  readonly stream: StreamSpec;
  readonly runId: number;
  readonly incoming: readonly Incoming[];
  readonly dryRun: boolean;
  /** Runs first in the transaction; throws when this run may not write any more. */
  readonly hold?: (em: EntityManager) => Promise<void>;
  /** Runs last in the transaction that stores the rest of the delivery: the cursor moves with its rows. */
  readonly advance?: (em: EntityManager) => Promise<void>;
}
