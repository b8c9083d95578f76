import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { type Power, powersOf } from '../../../platform/access/permission-tree.js';
import type { Permission } from '../../../platform/access/permissions.js';
import { Conflict, NotFound, Refusal } from '../../../platform/http/refusal.js';
import { mayAssign, refuseBeyond, type StoredRole } from '../roles/role-bounds.js';

/** An account whose rights are about to change; one change of it at a time. */
export interface GrantTarget {
  readonly id: string;
  readonly username: string;
  readonly name: string;
}

/** The account, when it is within the caller's reach, in use, and not his own. Throws NotFound, Conflict or a refusal. */
export async function grantTarget(em: EntityManager, caller: Caller, id: string): Promise<GrantTarget> {
  const [target]: (GrantTarget & { status: string })[] = await em.query(
    'select id, username, name, status from app_user where id = $1 and account_in_reach(department_code)', [id],
  );
  if (!target) throw new NotFound('账号');
  if (target.id === caller.userId) throw new Refusal(403, 'OWN_RIGHTS', '不能修改自己的权限，请由另一名管理员操作。');
  if (target.status === 'closed') throw new Conflict('ACCOUNT_CLOSED', '该账号已注销，不能再授权。');
  await aloneAt(em, id);
  return target;
}

/** Until the transaction is over nobody else changes this account's rights: two half-checked grants would add up. */
export async function aloneAt(em: EntityManager, userId: string): Promise<void> {
  await em.query(`select pg_advisory_xact_lock(hashtext('rights of ' || $1::text))`, [userId]);
}

/**
 * Whose role it is decides who may give it: roles of care and the caller's own kind within his bounds; the fixed roles of the other
 * powers by whoever administers the whole hospital, because the security administrator decides about each.
 */
export function refuseRole(caller: Caller, role: StoredRole): void {
  if (!role.active) throw new Conflict('ROLE_INACTIVE', '该角色已停用，不能授予。');
  if (role.preset && role.power !== 'care' && caller.permissions.has('user:all')) return;
  refuseBeyond(caller, role.power, role);
}

export function refusePermission(caller: Caller, permission: Permission): void {
  if (!mayAssign(caller, permission)) throw new Refusal(403, 'BEYOND_OWN_RIGHTS', '您没有这项权限，不能授予他人。');
}

/** An account belongs to one power: 三权分立. `wanted` are the powers that the new right may belong to. */
export async function refuseMixedPowers(em: EntityManager, userId: string, wanted: readonly Power[]): Promise<void> {
  const held: { power: Power }[] = await em.query(
    'select distinct r.power from user_role ur join role r on r.code = ur.role_code where ur.user_id = $1', [userId],
  );
  const granted: { permission: Permission }[] = await em.query(`select permission from user_override where user_id = $1 and effect = 'grant'`, [userId]);
  const fits = (wantedOne: Power): boolean =>
    held.every(({ power }) => power === wantedOne) && granted.every(({ permission }) => powersOf(permission).includes(wantedOne));
  if (!wanted.some(fits)) {
    throw new Conflict('POWERS_MIXED', '业务、系统管理、安全管理、审计四种职权不能由同一个账号兼任。请使用另一个账号，或先移除原有角色。');
  }
}
