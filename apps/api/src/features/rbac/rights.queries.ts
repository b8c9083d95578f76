import { Injectable } from '@nestjs/common';
import { TODAY_LIST } from '../../platform/access/caller.js';
import type { Permission } from '../../platform/access/permissions.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { Rights, RightsHolder, RightsLookup } from './rights.port.js';
import type { RoleScope } from './roles.js';

const MOST_KEPT = 5_000;

interface RoleRow {
  readonly code: string;
  readonly name: string;
  readonly dataScope: RoleScope;
  readonly pastAccess: boolean;
  readonly permissions: Permission[];
}

/** Rights are worked out once per version: a change raises the version, so nothing here is ever older than the request. */
@Injectable()
export class RightsQueries implements RightsLookup {
  private readonly known = new Map<string, { version: number; rights: Rights }>();

  constructor(private readonly db: ScopedDatabase) {}

  async rightsOf(holder: RightsHolder): Promise<Rights> {
    const kept = this.known.get(holder.userId);
    if (kept?.version === holder.rightsVersion) return kept.rights;
    const rights = await this.read(holder);
    if (this.known.size >= MOST_KEPT) this.known.clear();
    this.known.set(holder.userId, { version: holder.rightsVersion, rights });
    return rights;
  }

  private read(holder: RightsHolder): Promise<Rights> {
    return this.db.asSystem('rights', async (em) => {
      const roles: RoleRow[] = await em.query(
        `select r.code, r.name, r.data_scope as "dataScope", r.past_access as "pastAccess",
           array(select permission from role_permission p where p.role_code = r.code) as permissions
         from user_role ur join role r on r.code = ur.role_code where ur.user_id = $1 order by r.sort`,
        [holder.userId],
      );
      const scopes = new Set(roles.map((role) => role.dataScope));
      const below: { code: string }[] =
        scopes.has('department-tree') && holder.departmentCode
          ? await em.query(
              `with recursive tree as (select code from department where code = $1
                 union select d.code from department d join tree t on d.parent_code = t.code) select code from tree`,
              [holder.departmentCode],
            )
          : [];
      const departments = new Set(below.map(({ code }) => code));
      if (holder.departmentCode && (scopes.has('department') || scopes.has('own-patients'))) departments.add(holder.departmentCode);
      if (scopes.has('today')) departments.add(TODAY_LIST);
      return {
        roles: roles.map(({ code, name }) => ({ code, name })),
        permissions: new Set(roles.flatMap((role) => role.permissions)),
        scope: {
          allPeople: scopes.has('all'),
          departments: [...departments],
          staffNo: scopes.has('own-patients') ? holder.staffNo : null,
          pastAccess: roles.some((role) => role.pastAccess),
        },
      };
    });
  }
}
