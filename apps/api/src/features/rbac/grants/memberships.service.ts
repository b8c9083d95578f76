import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { Conflict, NotFound } from '../../../platform/http/refusal.js';
import { recordChange } from '../changes/rights-change.js';
import type { ChangeOutcome } from '../roles/role-input.dto.js';
import { refuseOwnRole } from '../roles/role-bounds.js';
import { storedRole } from '../roles/role-rows.js';
import { grantTarget, refuseMixedPowers, refuseRole } from './grant-bounds.js';

/** Who holds which role. To give one waits for a second person; to take one away counts at once. */
@Injectable()
export class Memberships {
  constructor(private readonly db: ScopedDatabase) {}

  give(caller: Caller, userId: string, code: string, reason: string): Promise<ChangeOutcome> {
    caller.request.reason = reason;
    return this.db.asCaller(caller, async (em) => {
      const target = await grantTarget(em, caller, userId);
      const role = await storedRole(em, code);
      refuseOwnRoleOfCare(caller, code, role.power);
      refuseRole(caller, role);
      const held: unknown[] = await em.query('select 1 from user_role where user_id = $1 and role_code = $2', [userId, code]);
      if (held.length) throw new Conflict('ALREADY_HELD', '该账号已经有这个角色。');
      await refuseMixedPowers(em, userId, [role.power]);
      const act = { kind: 'member', roleCode: code, userId, subject: `${target.name}（${target.username}）`, what: { role: role.name }, holders: 1, reason } as const;
      return { outcome: 'pending', changeId: await recordChange(em, caller, act, 'pending') };
    });
  }

  withdraw(caller: Caller, userId: string, code: string, reason: string): Promise<ChangeOutcome> {
    caller.request.reason = reason;
    return this.db.asCaller(caller, async (em) => {
      const target = await grantTarget(em, caller, userId);
      const role = await storedRole(em, code);
      refuseRole(caller, { ...role, active: true });
      await refuseLastHolder(em, userId, code, role.name);
      const [, gone]: [unknown, number] = await em.query('delete from user_role where user_id = $1 and role_code = $2', [userId, code]);
      if (gone === 0) throw new NotFound('角色成员');
      const act = {
        kind: 'member', roleCode: code, userId, subject: `${target.name}（${target.username}）`, what: { removed: true }, before: { role: role.name }, holders: 1, reason,
      } as const;
      return { outcome: 'applied', changeId: await recordChange(em, caller, act, 'applied') };
    });
  }
}

/** The administrator's own role he may pass on, with the second person's word; a role of care that he should not have at all he may not. */
function refuseOwnRoleOfCare(caller: Caller, code: string, power: string): void {
  if (power === 'care') refuseOwnRole(caller, code);
}

/** One act at a time, so that two administrators do not take each other's place away at the same moment. */
async function refuseLastHolder(em: EntityManager, userId: string, code: string, name: string): Promise<void> {
  await em.query(`select pg_advisory_xact_lock(hashtext('last administrator'))`);
  const [{ powers }]: [{ powers: string[] }] = await em.query('select only_holder_of($1) as powers', [userId]);
  if (powers.includes(code)) throw new Conflict('LAST_ADMINISTRATOR', `这是最后一个可用的${name}账号，不能移除。请先让另一个账号担任${name}。`);
}
