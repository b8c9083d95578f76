import type { EntityManager } from 'typeorm';
import { PRESET_ROLES } from './roles.js';

/** Brings the preset roles up to this version of the program, and tells everybody's rights to be worked out anew when something changed. */
export async function seedRoles(em: EntityManager): Promise<void> {
  let changed = false;
  for (const [sort, role] of PRESET_ROLES.entries()) {
    const [{ before }]: [{ before: string | null }] = await em.query(
      `select (select concat_ws(' ', data_scope, past_access, may_be_cleared) || ' ' || coalesce((select string_agg(permission, ',' order by permission collate "C")
         from role_permission where role_code = r.code), '') from role r where code = $1) as before`,
      [role.code],
    );
    const flags = [role.pastAccess, role.mayBeCleared].map((value) => (value ? 't' : 'f')).join(' ');
    const after = `${role.dataScope} ${flags} ${[...role.permissions].sort().join(',')}`;
    if (before === after) continue;
    changed = true;
    await em.query(
      `insert into role (code, name, data_scope, past_access, may_be_cleared, sort) values ($1, $2, $3, $4, $5, $6)
       on conflict (code) do update set name = excluded.name, data_scope = excluded.data_scope, past_access = excluded.past_access,
         may_be_cleared = excluded.may_be_cleared, sort = excluded.sort`,
      [role.code, role.name, role.dataScope, role.pastAccess, role.mayBeCleared, sort],
    );
    await em.query('delete from role_permission where role_code = $1 and permission <> all ($2)', [role.code, role.permissions]);
    await em.query(
      'insert into role_permission (role_code, permission) select $1, unnest($2::text[]) on conflict do nothing',
      [role.code, role.permissions],
    );
  }
  if (changed) await em.query('update app_user set rights_version = rights_version + 1');
}
