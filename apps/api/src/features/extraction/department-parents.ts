import type { EntityManager } from 'typeorm';

/**
 * Hangs every department under the parent that its source named. A parent that is not known yet is waited for; departments that
 * would stand above themselves get none. What comes out depends on what was told only, not on the order it was told in.
 */
export async function settleDepartments(em: EntityManager): Promise<void> {
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
