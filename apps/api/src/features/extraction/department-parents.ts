import type { EntityManager } from 'typeorm';

/** What a page of departments leaves to be done: their places in the tree, and what the hospital has decided of new ones. */
export async function settleDepartments(em: EntityManager, added: readonly string[]): Promise<void> {
  if (added.length) await decideHandling(em, added);
  await hangUnderParents(em);
}

/** Whether new departments handle visits: as their source tells (clinics and wards), or all, or none of them. */
async function decideHandling(em: EntityManager, added: readonly string[]): Promise<void> {
  await em.query(
    `update department d set handles_visits = p.value = '"all"'::jsonb from parameter p
     where p.id = 'sync.newDepartments' and p.value in ('"all"', '"none"') and d.code = any ($1) and d.handles_visits <> (p.value = '"all"'::jsonb)`,
    [added],
  );
}

/**
 * Hangs every department under the parent that its source named. A parent that is not known yet is waited for; departments that
 * would stand above themselves get none. What comes out depends on what was told only, not on the order it was told in.
 */
async function hangUnderParents(em: EntityManager): Promise<void> {
  await em.query(`
    with recursive told as (
      select d.code, p.code as parent from department d
      join department p on p.code = case when d.parent_told is null then d.parent_code else d.parent_told end
    ), above as (
      select code, parent from told
      union
      select a.code, t.parent from above a join told t on t.code = a.parent
    ), wanted as (
      select d.code, t.parent from department d
      left join told t on t.code = d.code and not exists (select 1 from above a where a.code = d.code and a.parent = d.code)
      where d.parent_told is not null
    )
    update department d set parent_code = w.parent from wanted w
    where w.code = d.code and d.parent_code is distinct from w.parent`);
}
