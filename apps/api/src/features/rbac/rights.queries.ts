import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isPermission } from '../../platform/access/permission-tree.js';
import type { FieldDisplay, PersonField } from '../../platform/access/person-fields.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { fieldsOf, type Override, permissionsOf } from './own-rights.js';
import type { Rights, RightsHolder, RightsLookup } from './rights.port.js';
import { type RoleSight, scopeOf } from './scope-clauses.js';

const MOST_KEPT = 5_000;
/** The day of the hospital, YYYY-MM-DD: departments are bound from one day to another. */
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });

/** A role that is switched on, as its holder's rights are made of it. */
export interface HeldRole extends RoleSight {
  readonly name: string;
  readonly fields: Readonly<Partial<Record<PersonField, FieldDisplay>>>;
  readonly permissions: readonly string[];
}

interface Kept {
  readonly version: number;
  readonly day: string;
  /** When the first of the personal grants and denials runs out. */
  readonly until: number;
  readonly rights: Rights;
}

const HELD_ROLES = `select r.code, r.name, r.data_scope as "dataScope", r.past_access as "pastAccess",
    r.scope_departments as "scopeDepartments", r.levels, r.categories, r.fields,
    array(select permission from role_permission p where p.role_code = r.code) as permissions
  from user_role ur join role r on r.code = ur.role_code where ur.user_id = $1 and r.active order by r.sort, r.code`;
const OVERRIDES = `select permission, effect, valid_until as "validUntil" from user_override
  where user_id = $1 and (valid_until is null or valid_until > now())`;

/** Rights are worked out once per version, day and term of a personal grant: nothing here is ever older than the request. */
@Injectable()
export class RightsQueries implements RightsLookup {
  private readonly known = new Map<string, Kept>();

  constructor(private readonly db: ScopedDatabase) {}

  async rightsOf(holder: RightsHolder): Promise<Rights> {
    const kept = this.known.get(holder.userId);
    if (kept?.version === holder.rightsVersion && kept.day === DAY.format() && Date.now() < kept.until) return kept.rights;
    const read = await this.read(holder);
    if (this.known.size >= MOST_KEPT) this.known.clear();
    this.known.set(holder.userId, read);
    return read.rights;
  }

  private read(holder: RightsHolder): Promise<Kept> {
    return this.db.asSystem('rights', async (em) => {
      const roles: HeldRole[] = await em.query(HELD_ROLES, [holder.userId]);
      const overrides: Override[] = await em.query(OVERRIDES, [holder.userId]);
      const { day, bound } = await boundDepartments(em, holder.userId);
      const tree = roles.some(({ dataScope }) => dataScope === 'department-tree') ? await treeBelow(em, bound) : [];
      const rights: Rights = {
        roles: roles.map(({ code, name }) => ({ code, name })),
        permissions: new Set(permissionsOf(roles, overrides).filter(isPermission)),
        scope: scopeOf(roles, { staffNo: holder.staffNo, bound, tree }),
        fields: fieldsOf(roles, overrides),
      };
      const until = Math.min(...overrides.map(({ validUntil }) => validUntil?.getTime() ?? Infinity));
      return { version: holder.rightsVersion, day, until, rights };
    });
  }
}

async function treeBelow(em: EntityManager, bound: readonly string[]): Promise<string[]> {
  if (bound.length === 0) return [];
  const below: { code: string }[] = await em.query(
    `with recursive tree as (select code from department where code = any ($1)
       union select d.code from department d join tree t on d.parent_code = t.code) select code from tree`,
    [bound],
  );
  return below.map(({ code }) => code);
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
