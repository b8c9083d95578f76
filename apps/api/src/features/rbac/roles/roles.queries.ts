import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { kindOf, moduleOf, PERMISSION_MODULES, powersOf } from '../../../platform/access/permission-tree.js';
import { type Permission, PERMISSIONS } from '../../../platform/access/permissions.js';
import { PERSON_FIELDS } from '../../../platform/access/person-fields.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import type { Page, PageQuery } from '../../../platform/http/page.dto.js';
import { NotFound } from '../../../platform/http/refusal.js';
import { mayAssign } from './role-bounds.js';
import type { PermissionTree, RoleDetail, RoleMember, RoleQuery, RoleRow } from './role.dto.js';

const COLUMNS = `r.code, r.name, r.power, r.preset, r.edited, r.power in ('security', 'audit') or r.preset and r.power <> 'care' as locked,
  r.code = any ($1) as own, r.active, r.note, r.data_scope as "dataScope", r.may_be_cleared as "mayBeCleared",
  (select count(*) from role_permission p where p.role_code = r.code) as rights, role_holders(r.code) as holders,
  exists (select 1 from rights_change c where c.role_code = r.code and c.kind = 'role' and c.state = 'pending') as pending,
  r.changed_by as "changedBy", r.changed_at as "changedAt"`;
const DETAIL = `${COLUMNS}, r.version, r.past_access as "pastAccess", r.scope_departments as "scopeDepartments", r.levels, r.categories, r.fields,
  array(select permission from role_permission p where p.role_code = r.code order by permission) as permissions, role_people_count(r.code) as people`;

/** Roles as they stand. */
@Injectable()
export class RoleQueries {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller, { keyword, power, page, pageSize }: RoleQuery): Promise<Page<RoleRow>> {
    const where = '($1::text[] is not null and ($2::text is null or strpos(r.name, $2) > 0) and ($3::text[] is null or r.power = any ($3)))';
    const values = [caller.roles, keyword || null, power ?? null];
    return this.db.asCaller(caller, async (em) => {
      const items: RoleRow[] = await em.query(
        `select ${COLUMNS} from role r where ${where} order by r.sort, r.code limit $4 offset $5`, [...values, pageSize, (page - 1) * pageSize],
      );
      const [{ total }]: [{ total: number }] = await em.query(`select count(*) as total from role r where ${where}`, values);
      return { items, total, totalIsExact: true };
    });
  }

  detail(caller: Caller, code: string): Promise<RoleDetail> {
    return this.db.asCaller(caller, (em) => roleDetail(em, caller, code));
  }

  /** Those of its holders who are within the asker's reach. */
  members(caller: Caller, code: string, { page, pageSize }: PageQuery): Promise<Page<RoleMember>> {
    const from = `user_role ur join app_user u on u.id = ur.user_id left join department d on d.code = u.department_code where ur.role_code = $1`;
    return this.db.asCaller(caller, async (em) => {
      await roleDetail(em, caller, code);
      const items: RoleMember[] = await em.query(
        `select u.id, u.username, u.name, d.name as "departmentName", u.status, ur.granted_by as "grantedBy", ur.granted_at as "grantedAt"
         from ${from} order by u.name, u.id limit $2 offset $3`,
        [code, pageSize, (page - 1) * pageSize],
      );
      const [{ total }]: [{ total: number }] = await em.query(`select count(*) as total from ${from}`, [code]);
      return { items, total, totalIsExact: true };
    });
  }

  /** The catalogue, with what the asker may hand out of it. */
  async tree(caller: Caller): Promise<PermissionTree> {
    const permissions = Object.keys(PERMISSIONS) as Permission[];
    return {
      modules: Object.entries(PERMISSION_MODULES).map(([module, { title }]) => ({
        module, title,
        permissions: permissions.filter((one) => moduleOf(one) === module).map((permission) => ({
          permission, name: PERMISSIONS[permission], kind: kindOf(permission), powers: powersOf(permission), assignable: mayAssign(caller, permission),
        })),
      })),
      fields: Object.entries(PERSON_FIELDS).map(([field, name]) => ({ field, name })),
    };
  }
}

/** Throws NotFound. */
export async function roleDetail(em: EntityManager, caller: Caller, code: string): Promise<RoleDetail> {
  const [role]: RoleDetail[] = await em.query(`select ${DETAIL} from role r where r.code = $2`, [caller.roles, code]);
  if (!role) throw new NotFound('角色');
  return role;
}
