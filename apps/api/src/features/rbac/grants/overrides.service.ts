import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { powersOf } from '../../../platform/access/permission-tree.js';
import { type Permission, PERMISSIONS } from '../../../platform/access/permissions.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { BadInput, NotFound } from '../../../platform/http/refusal.js';
import { recordChange, type RightsAct } from '../changes/rights-change.js';
import type { ChangeOutcome } from '../roles/role-input.dto.js';
import { type GrantTarget, grantTarget, refuseMixedPowers, refusePermission } from './grant-bounds.js';
import type { NewDenial, NewGrant } from './grant.dto.js';

const LONGEST_MS = 366 * 24 * 3_600_000;

/** What one account may beyond its roles, or may not in spite of them. A grant has an end and waits for a second person. */
@Injectable()
export class Overrides {
  constructor(private readonly db: ScopedDatabase) {}

  grant(caller: Caller, userId: string, { permission, validUntil, reason }: NewGrant): Promise<ChangeOutcome> {
    caller.request.reason = reason;
    refusePast(validUntil);
    return this.db.asCaller(caller, async (em) => {
      const target = await grantTarget(em, caller, userId);
      refusePermission(caller, permission);
      await refuseMixedPowers(em, userId, powersOf(permission));
      const act = about(target, { kind: 'grant', what: { permission, name: PERMISSIONS[permission], validUntil }, reason });
      return { outcome: 'pending', changeId: await recordChange(em, caller, act, 'pending') };
    });
  }

  /** Counts at once: it takes away. */
  deny(caller: Caller, userId: string, { permission, validUntil, reason }: NewDenial): Promise<ChangeOutcome> {
    caller.request.reason = reason;
    if (validUntil) refusePast(validUntil);
    return this.db.asCaller(caller, async (em) => {
      const target = await grantTarget(em, caller, userId);
      await em.query(
        `insert into user_override (user_id, permission, effect, valid_until, reason, granted_by) values ($1, $2, 'deny', $3, $4, $5)
         on conflict (user_id, permission, effect) do update set valid_until = excluded.valid_until, reason = excluded.reason, granted_by = excluded.granted_by`,
        [userId, permission, validUntil ?? null, reason, caller.username],
      );
      const act = about(target, { kind: 'denial', what: { permission, name: wordOf(permission), validUntil: validUntil ?? null }, reason });
      return { outcome: 'applied', changeId: await recordChange(em, caller, act, 'applied') };
    });
  }

  /** A grant ends at once; a denial is lifted when a second person agrees. */
  lift(caller: Caller, userId: string, overrideId: string, reason: string): Promise<ChangeOutcome> {
    caller.request.reason = reason;
    return this.db.asCaller(caller, async (em) => {
      const target = await grantTarget(em, caller, userId);
      const [held]: { permission: string; effect: 'grant' | 'deny' }[] = await em.query(
        'select permission, effect from user_override where id = $1 and user_id = $2 for update', [overrideId, userId],
      );
      if (!held) throw new NotFound('单独授权');
      const isDenial = held.effect === 'deny';
      if (isDenial && held.permission in PERMISSIONS) refusePermission(caller, held.permission as Permission);
      if (!isDenial) await em.query('delete from user_override where id = $1', [overrideId]);
      const act = about(target, {
        kind: isDenial ? 'denial' : 'grant', what: { lifted: true, overrideId, permission: held.permission, name: wordOf(held.permission) }, reason,
      });
      const changeId = await recordChange(em, caller, act, isDenial ? 'pending' : 'applied');
      return { outcome: isDenial ? 'pending' : 'applied', changeId };
    });
  }
}

const wordOf = (permission: string): string => (permission in PERMISSIONS ? PERMISSIONS[permission as Permission] : `字段 ${permission.slice(6)}`);

function about({ id, name, username }: GrantTarget, act: Pick<RightsAct, 'kind' | 'what' | 'reason'>): RightsAct {
  return { ...act, userId: id, subject: `${name}（${username}）`, holders: 1 };
}

function refusePast(validUntil: string): void {
  const left = Date.parse(validUntil) - Date.now();
  const message = left <= 0 ? '结束时间应晚于现在' : left > LONGEST_MS ? '最长一年' : null;
  if (message) throw new BadInput(`结束时间：${message}。`, [{ field: 'validUntil', message }]);
}
