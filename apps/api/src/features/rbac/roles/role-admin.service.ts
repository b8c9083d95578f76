import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { BadInput, Conflict, Refusal } from '../../../platform/http/refusal.js';
import { recordChange } from '../changes/rights-change.js';
import { isWider, refuseBeyond, refuseLocked, refuseOwnRole, type StoredRole } from './role-bounds.js';
import type { ChangeOutcome, NewRole, RoleDefinition, RoleEdit, RoleSwitch } from './role-input.dto.js';
import { definitionOf, holdersOf, storedRole, writeRole } from './role-rows.js';

const newCode = (): string => `LOCAL_${randomBytes(4).toString('hex').toUpperCase()}`;

/** What administrators do to roles. What makes anybody's rights wider waits for a second person; everything else counts at once. */
@Injectable()
export class RoleAdmin {
  constructor(private readonly db: ScopedDatabase) {}

  /** Nobody holds it yet, so that it gives nobody anything. */
  create(caller: Caller, { power, ...role }: NewRole): Promise<{ code: string }> {
    return this.db.asCaller(caller, (em) => this.make(em, caller, power, role));
  }

  copy(caller: Caller, code: string, name: string): Promise<{ code: string }> {
    return this.db.asCaller(caller, async (em) => {
      const role = await storedRole(em, code);
      return this.make(em, caller, role.power, { ...role, name, mayBeCleared: false });
    });
  }

  edit(caller: Caller, code: string, { version, reason, ...after }: RoleEdit): Promise<ChangeOutcome> {
    caller.request.reason = reason;
    return this.db.asCaller(caller, async (em) => {
      const before = await this.changeable(em, caller, code);
      if (before.version !== version) throw new Refusal(412, 'STALE_VERSION', '该角色在您打开之后已被修改，请刷新后再试。');
      const role = definitionOf(after);
      refuseBeyond(caller, before.power, role);
      await refuseUnknown(em, role, code);
      const holders = await holdersOf(em, code);
      const act = { kind: 'role', roleCode: code, subject: before.name, what: role, before: definitionOf(before), baseVersion: version, holders, reason } as const;
      if (before.active && holders > 0 && isWider(before, role)) return { outcome: 'pending', changeId: await recordChange(em, caller, act, 'pending') };
      await writeRole(em, code, role, caller.username);
      return { outcome: 'applied', changeId: await recordChange(em, caller, act, 'applied') };
    });
  }

  /** To switch a role off counts at once; to switch it on again gives its holders everything back, so somebody else has to agree. */
  setActive(caller: Caller, code: string, { active, reason }: RoleSwitch): Promise<ChangeOutcome> {
    caller.request.reason = reason;
    return this.db.asCaller(caller, async (em) => {
      const role = await this.changeable(em, caller, code);
      const holders = await holdersOf(em, code);
      const act = {
        kind: 'role', roleCode: code, subject: role.name, what: { active }, before: { active: role.active }, baseVersion: role.version, holders, reason,
      } as const;
      if (active) refuseBeyond(caller, role.power, role);
      if (active && !role.active && holders > 0) return { outcome: 'pending', changeId: await recordChange(em, caller, act, 'pending') };
      await em.query('update role set active = $2, version = version + 1, changed_by = $3, changed_at = now() where code = $1', [code, active, caller.username]);
      return { outcome: 'applied', changeId: await recordChange(em, caller, act, 'applied') };
    });
  }

  async remove(caller: Caller, code: string, reason: string): Promise<void> {
    caller.request.reason = reason;
    await this.db.asCaller(caller, async (em) => {
      const role = await this.changeable(em, caller, code);
      if (role.preset) throw new Conflict('ROLE_PRESET', '预置角色不能删除，可以停用。');
      await refuseInUse(em, code);
      await recordChange(em, caller, { kind: 'role', roleCode: code, subject: role.name, what: { removed: true }, before: definitionOf(role), holders: 0, reason }, 'applied');
      await em.query(`update rights_change set state = 'withdrawn', decided_by = $2, decided_name = $3, decided_at = now(), decide_reason = '角色已删除'
        where role_code = $1 and state = 'pending'`, [code, caller.userId, caller.name]);
      for (const table of ['role_person', 'role_permission', 'preset_offer']) await em.query(`delete from ${table} where role_code = $1`, [code]);
      await em.query('delete from role where code = $1', [code]);
    });
  }

  private async make(em: EntityManager, caller: Caller, power: NewRole['power'], given: RoleDefinition): Promise<{ code: string }> {
    const role = definitionOf(given);
    refuseLocked({ power, preset: false });
    refuseBeyond(caller, power, role);
    const code = newCode();
    await refuseUnknown(em, role, code);
    await em.query(
      `insert into role (code, name, power, sort, created_by, changed_by) values ($1, $2, $3, (select coalesce(max(sort), 0) + 1 from role), $4, $4)`,
      [code, role.name, power, caller.username],
    );
    await writeRole(em, code, role, caller.username);
    await recordChange(em, caller, { kind: 'role', roleCode: code, subject: role.name, what: role, holders: 0, reason: '新建角色' }, 'applied');
    return { code };
  }

  private async changeable(em: EntityManager, caller: Caller, code: string): Promise<StoredRole> {
    const role = await storedRole(em, code);
    refuseOwnRole(caller, code);
    refuseLocked(role);
    refuseBeyond(caller, role.power, role);
    return role;
  }
}

async function refuseUnknown(em: EntityManager, { name, scopeDepartments }: RoleDefinition, code: string): Promise<void> {
  const taken: unknown[] = await em.query('select 1 from role where lower(name) = lower($1) and code <> $2', [name, code]);
  if (taken.length) throw new BadInput('已有同名的角色，请换一个名称。', [{ field: 'name', message: '名称已被使用' }]);
  const [{ known }]: [{ known: number }] = await em.query('select count(*) as known from department where code = any ($1)', [scopeDepartments]);
  if (known !== scopeDepartments.length) throw new BadInput('选择的科室不存在。', [{ field: 'scopeDepartments', message: '没有这个科室' }]);
}

async function refuseInUse(em: EntityManager, code: string): Promise<void> {
  const holders = await holdersOf(em, code);
  if (holders > 0) throw new Conflict('ROLE_IN_USE', `还有 ${holders} 个账号持有该角色，不能删除。请先移除成员，或改为停用。`);
  const [{ rules }]: [{ rules: boolean }] = await em.query('select role_in_rules($1) as rules', [code]);
  if (rules) throw new Conflict('ROLE_IN_USE', '自动建号规则正在使用该角色，不能删除。请先由安全管理员修改规则。');
}
