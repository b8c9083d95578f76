import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { Conflict, NotFound, Refusal } from '../../../platform/http/refusal.js';

/** An account that somebody is about to change, locked until the transaction is over. */
export interface AccountTarget {
  readonly id: string;
  readonly username: string;
  readonly status: string;
  readonly departmentCode: string | null;
}

const POWERS: Readonly<Record<string, string>> = { SYS_ADMIN: '系统管理员', SEC_ADMIN: '安全管理员', AUDITOR: '安全审计员' };

/**
 * The account, when the caller may change it: within his reach, not closed, and without rights that he lacks himself unless he
 * administers the whole hospital. Throws NotFound, Conflict or a refusal.
 */
export async function accountTarget(em: EntityManager, caller: Caller, id: string): Promise<AccountTarget> {
  const [target]: AccountTarget[] = await em.query(
    `select id, username, status, department_code as "departmentCode" from app_user
     where id = $1 and account_in_reach(department_code) for update`,
    [id],
  );
  if (!target) throw new NotFound('账号');
  if (target.status === 'closed') throw new Conflict('ACCOUNT_CLOSED', '该账号已注销，不能再修改。如需使用，请新建一个账号。');
  if (!caller.permissions.has('user:all')) await refuseMightier(em, caller, id);
  return target;
}

async function refuseMightier(em: EntityManager, caller: Caller, id: string): Promise<void> {
  const [{ beyond }]: [{ beyond: boolean }] = await em.query(
    `select exists (select 1 from user_role ur join role_permission p on p.role_code = ur.role_code
       where ur.user_id = $1 and p.permission <> all ($2)) as beyond`,
    [id, [...caller.permissions]],
  );
  if (beyond) throw new Refusal(403, 'BEYOND_OWN_RIGHTS', '该账号拥有您没有的权限，只能由系统管理员处理。');
}

/** Nobody locks himself out. */
export function refuseOneself(caller: Caller, { id }: AccountTarget, act: string): void {
  if (id === caller.userId) throw new Conflict('ONESELF', `不能${act}自己的账号，请由另一名管理员操作。`);
}

/** One act at a time, so that two administrators do not take each other's place away at the same moment. */
export async function refuseLastOfPower(em: EntityManager, { id }: AccountTarget, act: string): Promise<void> {
  await em.query(`select pg_advisory_xact_lock(hashtext('last administrator'))`);
  const [{ powers }]: [{ powers: string[] }] = await em.query('select only_holder_of($1) as powers', [id]);
  if (powers.length === 0) return;
  const names = powers.map((power) => POWERS[power]).join('、');
  throw new Conflict('LAST_ADMINISTRATOR', `这是最后一个可用的${names}账号，不能${act}。请先让另一个账号担任${names}。`);
}
