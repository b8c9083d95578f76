import type { EntityManager } from 'typeorm';
import { PERMISSIONS } from '../../platform/access/permissions.js';
import { PRESET_ROLES, type PresetRole } from './roles.js';

/**
 * Brings the preset roles up to this version of the program, and tells everybody's rights to be worked out anew when something
 * changed. A role that people of the house have changed only gains what the program never gave it before (decision 018).
 */
export async function seedRoles(em: EntityManager): Promise<void> {
  const changes: boolean[] = [];
  for (const [sort, role] of PRESET_ROLES.entries()) changes.push(await bringUp(em, role, sort));
  const [, gone]: [unknown, number] = await em.query('delete from role_permission where permission <> all ($1) returning permission', [Object.keys(PERMISSIONS)]);
  if (gone > 0 || changes.includes(true)) await em.query('update app_user set rights_version = rights_version + 1');
}

async function bringUp(em: EntityManager, role: PresetRole, sort: number): Promise<boolean> {
  const [held]: { edited: boolean }[] = await em.query('select edited from role where code = $1', [role.code]);
  const changed = held?.edited ? false : await asWritten(em, role, sort);
  if (!held?.edited) await em.query('delete from role_permission where role_code = $1 and permission <> all ($2)', [role.code, role.permissions]);
  const gained: unknown[] = await em.query(
    `insert into role_permission (role_code, permission) select $1, p from unnest($2::text[]) p
     where not $3 or p not in (select permission from preset_offer where role_code = $1) on conflict do nothing returning permission`,
    [role.code, role.permissions, held?.edited ?? false],
  );
  await em.query('insert into preset_offer (role_code, permission) select $1, unnest($2::text[]) on conflict do nothing', [role.code, role.permissions]);
  return changed || gained.length > 0;
}

/** What the role says of itself, as this version of the program has it. */
async function asWritten(em: EntityManager, { code, name, power, dataScope, pastAccess, mayBeCleared, permissions }: PresetRole, sort: number): Promise<boolean> {
  const written: unknown[] = await em.query(
    `insert into role as r (code, name, power, data_scope, past_access, may_be_cleared, sort, preset) values ($1, $2, $3, $4, $5, $6, $7, true)
     on conflict (code) do update set name = excluded.name, power = excluded.power, data_scope = excluded.data_scope, past_access = excluded.past_access,
       may_be_cleared = excluded.may_be_cleared, sort = excluded.sort, preset = true
     where (r.name, r.power, r.data_scope, r.past_access, r.may_be_cleared, r.preset)
       is distinct from (excluded.name, excluded.power, excluded.data_scope, excluded.past_access, excluded.may_be_cleared, true)
     returning code`,
    [code, name, power, dataScope, pastAccess, mayBeCleared, sort],
  );
  const surplus: unknown[] = await em.query('select 1 from role_permission where role_code = $1 and permission <> all ($2)', [code, permissions]);
  return written.length + surplus.length > 0;
}
