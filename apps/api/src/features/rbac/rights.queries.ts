import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TODAY_LIST } from '../../platform/access/caller.js';
import type { Permission } from '../../platform/access/permissions.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { Rights, RightsHolder, RightsLookup } from './rights.port.js';
import type { RoleScope } from './roles.js';

const MOST_KEPT = 5_000;
/** The day of the hospital, YYYY-MM-DD: departments are bound from one day to another. */
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

interface RoleRow {
  readonly code: string;
  readonly name: string;
  readonly dataScope: RoleScope;
  readonly pastAccess: boolean;
  readonly permissions: Permission[];
}

/** Rights are worked out once per version and day: a change raises the version, so nothing here is ever older than the request. */
@Injectable()
export class RightsQueries implements RightsLookup {
  private readonly known = new Map<string, { version: number; day: string; rights: Rights }>();

  constructor(private readonly db: ScopedDatabase) {}

  async rightsOf(holder: RightsHolder): Promise<Rights> {
    const kept = this.known.get(holder.userId);
    if (kept?.version === holder.rightsVersion && kept.day === DAY.format()) return kept.rights;
    const { day, rights } = await this.read(holder);
    if (this.known.size >= MOST_KEPT) this.known.clear();
    this.known.set(holder.userId, { version: holder.rightsVersion, day, rights });
    return rights;
  }

  private read(holder: RightsHolder): Promise<{ day: string; rights: Rights }> {
    return this.db.asSystem('rights', async (em) => {
      const roles: RoleRow[] = await em.query(
        `select r.code, r.name, r.data_scope as "dataScope", r.past_access as "pastAccess",
           array(select permission from role_permission p where p.role_code = r.code) as permissions
         from user_role ur join role r on r.code = ur.role_code where ur.user_id = $1 order by r.sort`,
        [holder.userId],
      );
      const scopes = new Set(roles.map((role) => role.dataScope));
      const { day, bound } = await boundDepartments(em, holder.userId);
      const below: { code: string }[] =
        scopes.has('department-tree') && bound.length
          ? await em.query(
              `with recursive tree as (select code from department where code = any ($1)
                 union select d.code from department d join tree t on d.parent_code = t.code) select code from tree`,
              [bound],
            )
          : [];
      const departments = new Set(below.map(({ code }) => code));
      if (scopes.has('department') || scopes.has('own-patients')) for (const code of bound) departments.add(code);
      if (scopes.has('today')) departments.add(TODAY_LIST);
      const rights: Rights = {
        roles: roles.map(({ code, name }) => ({ code, name })),
        permissions: new Set(roles.flatMap((role) => role.permissions)),
        scope: {
          allPeople: scopes.has('all'),
          departments: [...departments],
          staffNo: scopes.has('own-patients') ? holder.staffNo : null,
          pastAccess: roles.some((role) => role.pastAccess),
        },
      };
      return { day, rights };
    });
  }
}

/** All departments that are bound to the account on this day, its main one among them. */
async function boundDepartments(em: EntityManager, userId: string): Promise<{ day: string; bound: string[] }> {
  const [found]: [{ day: string; bound: string[] }] = await em.query(
    `select today.day::text as day, array(select b.department_code from user_department b
       where b.user_id = $1 and b.valid_from <= today.day and (b.valid_until is null or b.valid_until >= today.day) order by 1) as bound
     from (select (now() at time zone 'Asia/Shanghai')::date as day) today`,
    [userId],
  );
  return found;
}
