import type { EntityManager } from 'typeorm';

/**
 * Events, sums and sets of whole months from the records; it may take minutes, and writers of facts wait. Months are joined as wholes: the
 * planner takes the definitions for so dear that it no longer minds which way it goes, and may compare everybody with every visit.
 */
export async function countAnew(em: EntityManager, firstDay: string, lastDay: string): Promise<void> {
  await em.query(`select set_config('statement_timeout', '60min', true), set_config('enable_nestloop', 'off', true)`);
  await em.query('select rebuild_figures($1, $2)', [firstDay, lastDay]);
  await em.query(`select set_config('enable_nestloop', 'on', true)`);
}
