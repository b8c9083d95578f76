import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';

/**
 * Said first in a transaction of figures: room for sets of people (some thousands of four kilobytes each are added up at once), plans
 * made for the days and kinds that are asked for, since a day and five years want different ones, and whom the caller reaches, worked out
 * once for all that is read.
 */
export async function makeRoom(em: EntityManager, { scope }: Caller): Promise<void> {
  await Promise.all([
    em.query(`select set_config('work_mem', '32MB', true), set_config('plan_cache_mode', 'force_custom_plan', true)`),
    scope.allPeople ? null : em.query('select scope_remember()'),
  ]);
}
