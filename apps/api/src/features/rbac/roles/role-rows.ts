import type { EntityManager } from 'typeorm';
import { NotFound } from '../../../platform/http/refusal.js';
import type { StoredRole } from './role-bounds.js';
import type { RoleDefinition } from './role-input.dto.js';

const STORED = `select code, name, note, power, preset, active, version, data_scope as "dataScope", past_access as "pastAccess",
  may_be_cleared as "mayBeCleared", scope_departments as "scopeDepartments", levels, categories, fields,
  array(select permission from role_permission p where p.role_code = r.code order by permission) as permissions
  from role r where code = $1 for update of r`;

/** The role, locked until the transaction is over. Throws NotFound. */
export async function storedRole(em: EntityManager, code: string): Promise<StoredRole> {
  const [role]: StoredRole[] = await em.query(STORED, [code]);
  if (!role) throw new NotFound('角色');
  return role;
}

export async function holdersOf(em: EntityManager, code: string): Promise<number> {
  const [{ holders }]: [{ holders: number }] = await em.query('select role_holders($1) as holders', [code]);
  return holders;
}

/** Only what a role says, in a fixed order of fields: for the record and for comparing. */
export const definitionOf = (
  { name, note, dataScope, pastAccess, mayBeCleared, scopeDepartments, levels, categories, fields, permissions }: RoleDefinition,
): RoleDefinition => ({
  name, note, dataScope, pastAccess, mayBeCleared, scopeDepartments: dataScope === 'departments' ? scopeDepartments : [], levels, categories, fields,
  permissions: [...permissions].sort((a, b) => (a < b ? -1 : 1)),
});

/** Writes the definition; the row's trigger makes every holder's rights be worked out anew. */
export async function writeRole(em: EntityManager, code: string, role: RoleDefinition, actor: string): Promise<void> {
  await em.query(
    `update role set name = $2, note = $3, data_scope = $4, past_access = $5, may_be_cleared = $6, scope_departments = $7, levels = $8, categories = $9,
       fields = $10, edited = preset, version = version + 1, changed_by = $11, changed_at = now() where code = $1`,
    [code, role.name, role.note, role.dataScope, role.pastAccess, role.mayBeCleared, role.scopeDepartments, role.levels, role.categories,
      JSON.stringify(role.fields), actor],
  );
  await em.query('delete from role_permission where role_code = $1 and permission <> all ($2)', [code, role.permissions]);
  await em.query('insert into role_permission (role_code, permission) select $1, unnest($2::text[]) on conflict do nothing', [code, role.permissions]);
}
