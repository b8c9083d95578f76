import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { hashPassword } from '../../../platform/crypto/password.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { BadInput, Conflict } from '../../../platform/http/refusal.js';
import { accountTarget, refuseLastOfPower, refuseOneself } from './account-target.js';
import { oneTimeSecret, SECRET_HOURS } from './one-time-secret.js';
import type { CreatedUser, NewUser, UserChange } from './user-input.dto.js';

const validUntil = (): Date => new Date(Date.now() + SECRET_HOURS * 3_600_000);

/** What administrators do to accounts. Every act is on the access trail with its reason, every change in the change log. */
@Injectable()
export class AccountsAdmin {
  constructor(private readonly db: ScopedDatabase) {}

  /** An account without any role: somebody else grants roles. Its secret is shown once and kept nowhere. */
  async create(caller: Caller, { username, name, staffNo, departmentCode, phone, email }: NewUser): Promise<CreatedUser> {
    const secret = oneTimeSecret();
    const hash = await hashPassword(secret);
    const { id } = await this.db.asCaller(caller, async (em) => {
      await refuseDepartment(em, caller, departmentCode || null);
      await refuseStaffNo(em, staffNo || null, null);
      const [made]: { id: string }[] = await em.query(
        `insert into app_user (username, name, staff_no, department_code, phone, email, password_hash, password_changed_at, must_change_password)
         values ($1, $2, $3, $4, $5, $6, $7, now(), true) on conflict (username) do nothing returning id`,
        [username, name, staffNo || null, departmentCode || null, phone || null, email || null, hash],
      );
      if (!made) throw usernameTaken();
      return made;
    });
    return { id, oneTimeSecret: secret, secretValidUntil: validUntil() };
  }

  /** Like {@link create}, but without a secret: nobody gets in before a person has let the account in. */
  async createWaiting(caller: Caller, { username, name, staffNo, departmentCode, phone, email }: NewUser): Promise<string> {
    return this.db.asCaller(caller, async (em) => {
      await refuseDepartment(em, caller, departmentCode || null);
      await refuseStaffNo(em, staffNo || null, null);
      const [made]: { id: string }[] = await em.query(
        `insert into app_user (username, name, staff_no, department_code, phone, email, password_hash, must_change_password, status, status_reason)
         values ($1, $2, $3, $4, $5, $6, 'pending', true, 'pending', 'imported') on conflict (username) do nothing returning id`,
        [username, name, staffNo || null, departmentCode || null, phone || null, email || null],
      );
      if (!made) throw usernameTaken();
      return made.id;
    });
  }

  /** Throws Conflict when somebody has let it in, or something knows it, since a file made it. */
  async eraseWaiting(caller: Caller, id: string): Promise<void> {
    await this.db.asCaller(caller, async (em) => {
      await accountTarget(em, caller, id);
      const [{ gone }]: [{ gone: boolean }] = await em.query('select erase_waiting_account($1) as gone', [id]);
      if (!gone) throw new Conflict('CHANGED_MEANWHILE', '导入之后账号已开通或已有角色，没有撤销。如不再使用，请停用或注销。');
    });
  }

  async change(caller: Caller, id: string, { name, staffNo, phone, email }: UserChange): Promise<void> {
    await this.db.asCaller(caller, async (em) => {
      await accountTarget(em, caller, id);
      await refuseStaffNo(em, staffNo || null, id);
      await em.query(
        `update app_user set name = $2, staff_no = $3, phone = $4, email = $5,
           rights_version = rights_version + case when staff_no is distinct from $3 then 1 else 0 end where id = $1`,
        [id, name, staffNo || null, phone || null, email || null],
      );
    });
  }

  /** Starts a reset: the old password is gone at once, all sessions die, the new secret has to be changed. */
  async resetPassword(caller: Caller, id: string, reason: string): Promise<CreatedUser> {
    caller.request.reason = reason;
    const secret = oneTimeSecret();
    const hash = await hashPassword(secret);
    await this.db.asCaller(caller, async (em) => {
      const target = await accountTarget(em, caller, id);
      if (target.id === caller.userId) throw new Conflict('ONESELF', '重置自己的密码请使用“修改密码”。');
      if (target.status === 'disabled') throw new Conflict('ACCOUNT_DISABLED', '该账号已停用，请先启用再重置密码。');
      await em.query(
        `update app_user set password_hash = $2, password_changed_at = now(), must_change_password = true, failed_count = 0, locked_until = null,
           status = 'active', status_reason = null, status_changed_at = case when status = 'active' then status_changed_at else now() end where id = $1`,
        [id, hash],
      );
      await endSessions(em, id, 'password reset');
    });
    return { id, oneTimeSecret: secret, secretValidUntil: validUntil() };
  }

  async enable(caller: Caller, id: string): Promise<void> {
    await this.db.asCaller(caller, async (em) => {
      const { status } = await accountTarget(em, caller, id);
      if (status === 'pending') throw new Conflict('ACCOUNT_PENDING', '该账号待开通，请使用“重置密码”发放一次性口令，即同时开通。');
      await em.query(`update app_user set status = 'active', status_reason = null, status_changed_at = now() where id = $1 and status = 'disabled'`, [id]);
    });
  }

  /** Counts at the next request: its sessions end in the same transaction. */
  async disable(caller: Caller, id: string, reason: string): Promise<void> {
    caller.request.reason = reason;
    await this.db.asCaller(caller, async (em) => {
      const target = await accountTarget(em, caller, id);
      refuseOneself(caller, target, '停用');
      await refuseLastOfPower(em, target, '停用');
      await em.query(`update app_user set status = 'disabled', status_reason = $2, status_changed_at = now() where id = $1`, [id, reason]);
      await endSessions(em, id, 'account disabled');
    });
  }

  /** For good: credentials, roles, bindings and codes are erased; the name stays for history and is not given away again. */
  async close(caller: Caller, id: string, reason: string): Promise<void> {
    caller.request.reason = reason;
    await this.db.asCaller(caller, async (em) => {
      const target = await accountTarget(em, caller, id);
      refuseOneself(caller, target, '注销');
      await refuseLastOfPower(em, target, '注销');
      await endSessions(em, id, 'account closed');
      await em.query('select close_account($1, $2)', [id, reason]);
    });
  }

  async unlock(caller: Caller, id: string): Promise<void> {
    await this.db.asCaller(caller, async (em) => {
      await accountTarget(em, caller, id);
      await em.query('update app_user set failed_count = 0, locked_until = null where id = $1', [id]);
    });
  }
}

const usernameTaken = (): Conflict => new Conflict('USERNAME_TAKEN', '该账号名已被使用。已注销的账号名也不能再次使用，请换一个账号名。');

async function endSessions(em: EntityManager, id: string, reason: string): Promise<void> {
  await em.query('update session set ended_at = now(), end_reason = $2 where user_id = $1 and ended_at is null', [id, reason]);
}

/** Without the whole hospital in his reach, an administrator makes accounts in his own departments only. */
export async function refuseDepartment(em: EntityManager, caller: Caller, code: string | null): Promise<void> {
  const refuse = (message: string): never => {
    throw new BadInput(`科室：${message}。`, [{ field: 'departmentCode', message }]);
  };
  if (!caller.permissions.has('user:all') && (code === null || !caller.scope.departments.includes(code))) refuse('请选择您所管理的科室');
  if (code === null) return;
  const [department]: { active: boolean }[] = await em.query('select active from department where code = $1', [code]);
  if (!department?.active) refuse('没有这个科室或科室已停用');
}

async function refuseStaffNo(em: EntityManager, staffNo: string | null, exceptFor: string | null): Promise<void> {
  if (staffNo === null) return;
  const [{ used }]: [{ used: boolean }] = await em.query('select staff_no_in_use($1, $2) as used', [staffNo, exceptFor]);
  if (used) throw new BadInput('该工号已有账号，一个工号只能对应一个账号。', [{ field: 'staffNo', message: '该工号已有账号' }]);
}
