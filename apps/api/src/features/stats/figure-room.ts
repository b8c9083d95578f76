import type { EntityManager } from 'typeorm';

/**
 * Said first in a transaction of figures: room for sets of people (some thousands of four kilobytes each are added up at once), and plans
 * made for the days and kinds that are asked for, since a day and five years want different ones.
 */
export function makeRoom(em: EntityManager): Promise<unknown> {
  return em.query(`select set_config('work_mem', '32MB', true), set_config('plan_cache_mode', 'force_custom_plan', true)`);
}
