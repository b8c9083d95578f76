import type { EntityManager } from 'typeorm';
import type { Permission } from '../../platform/access/permissions.js';

export interface NewNotice {
  /** Everybody who holds it reads the notice, unless it is for some alone. */
  readonly permission: Permission;
  /** Accounts; nobody else reads it. */
  readonly recipients?: readonly string[];
  readonly level: 'info' | 'warning' | 'error';
  readonly title: string;
  /** Chinese; no data of people. */
  readonly body: string;
  readonly link: string | null;
  /** The same event is told once. */
  readonly dedupeKey: string;
}

/** Messages inside the application. */
export abstract class Notices {
  /** In the transaction of the event that it tells of. */
  abstract post(em: EntityManager, notice: NewNotice): Promise<void>;
}
