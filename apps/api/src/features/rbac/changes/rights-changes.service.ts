import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { powersOf } from '../../../platform/access/permission-tree.js';
import type { Permission } from '../../../platform/access/permissions.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import type { Page } from '../../../platform/http/page.dto.js';
import { Conflict, NotFound, Refusal } from '../../../platform/http/refusal.js';
import { aloneAt, refuseMixedPowers } from '../grants/grant-bounds.js';
import type { RoleDefinition } from '../roles/role-input.dto.js';
import { refuseOwnRole } from '../roles/role-bounds.js';
import { storedRole, writeRole } from '../roles/role-rows.js';
import type { ChangeKind, ChangeState } from './rights-change.js';
import type { ChangeQuery, RightsChangeRow } from './rights-changes.dto.js';

interface Waiting {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly state: ChangeState;
  readonly roleCode: string | null;
  readonly userId: string | null;
  readonly what: Record<string, unknown>;
  readonly baseVersion: number | null;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedUsername: string;
}

const COLUMNS = `c.id, c.kind, c.state, c.role_code as "roleCode", c.user_id as "userId", c.subject, c.what, c.before, c.holders, c.reason,
  c.proposed_name as "proposedName", c.proposed_at as "proposedAt", c.decided_name as "decidedName", c.decided_at as "decidedAt", c.decide_reason as "decideReason",
  c.state = 'pending' and $1 and c.proposed_by <> $2 and c.user_id is distinct from $2 as decidable, c.state = 'pending' and c.proposed_by = $2 as withdrawable`;

/** Changes of rights that wait for a second person, and what became of the others. */
@Injectable()
export class RightsChanges {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller, { state, kind, page, pageSize }: ChangeQuery): Promise<Page<RightsChangeRow>> {
    const where = '($3::text[] is null or c.state = any ($3)) and ($4::text[] is null or c.kind = any ($4))';
    const values = [caller.permissions.has('role:review'), caller.userId, state ?? null, kind ?? null];
    return this.db.asCaller(caller, async (em) => {
      const items: RightsChangeRow[] = await em.query(
        `select ${COLUMNS} from rights_change c where ${where} order by c.state = 'pending' desc, c.proposed_at desc, c.id limit $5 offset $6`,
        [...values, pageSize, (page - 1) * pageSize],
      );
      const [{ total }]: [{ total: number }] = await em.query(
        `select count(*) as total from rights_change c where ${where} and $1::boolean is not null and $2::uuid is not null`, values,
      );
      return { items, total, totalIsExact: true };
    });
  }

  async approve(caller: Caller, id: string, reason: string): Promise<void> {
    caller.request.reason = reason;
    await this.db.asCaller(caller, async (em) => {
      const change = await waiting(em, id);
      refuseInvolved(caller, change);
      await apply(em, change, caller);
      await decide(em, caller, { id, state: 'approved', reason });
    });
  }

  async reject(caller: Caller, id: string, reason: string): Promise<void> {
    caller.request.reason = reason;
    await this.db.asCaller(caller, async (em) => {
      refuseInvolved(caller, await waiting(em, id));
      await decide(em, caller, { id, state: 'rejected', reason });
    });
  }

  /** By who proposed it. */
  async withdraw(caller: Caller, id: string, reason: string): Promise<void> {
    caller.request.reason = reason;
    await this.db.asCaller(caller, async (em) => {
      const { proposedBy } = await waiting(em, id);
      if (proposedBy !== caller.userId) throw new Refusal(403, 'NOT_OWN_PROPOSAL', '只能撤回自己提交的修改。');
      await decide(em, caller, { id, state: 'withdrawn', reason });
    });
  }
}

async function waiting(em: EntityManager, id: string): Promise<Waiting> {
  const [change]: Waiting[] = await em.query(
    `select c.id, c.kind, c.state, c.role_code as "roleCode", c.user_id as "userId", c.what, c.base_version as "baseVersion", c.reason,
       c.proposed_by as "proposedBy", (select username from app_user where id = c.proposed_by) as "proposedUsername"
     from rights_change c where c.id = $1 for update of c`,
    [id],
  );
  if (!change) throw new NotFound('权限变更');
  if (change.state !== 'pending') throw new Conflict('ALREADY_DECIDED', '这项修改已经处理过，请刷新列表。');
  return change;
}

/** Neither who proposed it nor whom it concerns decides. */
function refuseInvolved(caller: Caller, { proposedBy, userId, kind, roleCode }: Waiting): void {
  if (proposedBy === caller.userId) throw new Refusal(403, 'OWN_PROPOSAL', '不能复核自己提交的修改，请由另一名安全管理员复核。');
  if (userId === caller.userId) throw new Refusal(403, 'OWN_RIGHTS', '不能复核与自己有关的修改，请由另一名安全管理员复核。');
  if (kind === 'role' && roleCode) refuseOwnRole(caller, roleCode);
}

async function decide(em: EntityManager, caller: Caller, { id, state, reason }: { id: string; state: ChangeState; reason: string }): Promise<void> {
  await em.query(
    'update rights_change set state = $2, decided_by = $3, decided_name = $4, decided_at = now(), decide_reason = $5 where id = $1',
    [id, state, caller.userId, caller.name, reason],
  );
}

const stale = (): Conflict => new Conflict('STALE_CHANGE', '提交之后情况已经变化，不能再按原内容生效。请驳回，由提交人重新提交。');

async function apply(em: EntityManager, change: Waiting, caller: Caller): Promise<void> {
  if (change.kind === 'role') return applyToRole(em, change);
  const userId = change.userId!;
  await aloneAt(em, userId);
  const [target]: { status: string }[] = await em.query('select status from app_user where id = $1', [userId]);
  if (!target || target.status === 'closed') throw stale();
  if (change.kind === 'member') {
    const role = await storedRole(em, change.roleCode!);
    if (!role.active) throw stale();
    await refuseMixedPowers(em, userId, [role.power]);
    await em.query('insert into user_role (user_id, role_code, granted_by) values ($1, $2, $3) on conflict do nothing', [userId, role.code, change.proposedUsername]);
  } else if (change.kind === 'grant') {
    await applyGrant(em, change, caller);
  } else {
    const [, lifted]: [unknown, number] = await em.query('delete from user_override where id = $1 and user_id = $2', [change.what['overrideId'], userId]);
    if (lifted === 0) throw stale();
  }
}

async function applyToRole(em: EntityManager, { roleCode, baseVersion, what, proposedUsername }: Waiting): Promise<void> {
  const role = await storedRole(em, roleCode!);
  if (role.version !== baseVersion) throw stale();
  if ('active' in what) {
    await em.query('update role set active = $2, version = version + 1, changed_by = $3, changed_at = now() where code = $1', [roleCode, what['active'], proposedUsername]);
    return;
  }
  await writeRole(em, role.code, what as unknown as RoleDefinition, proposedUsername);
}

async function applyGrant(em: EntityManager, { userId, what, reason, proposedUsername }: Waiting, caller: Caller): Promise<void> {
  const { permission, validUntil } = what as { permission: Permission; validUntil: string };
  if (Date.parse(validUntil) <= Date.now()) throw stale();
  await refuseMixedPowers(em, userId!, powersOf(permission));
  await em.query(
    `insert into user_override (user_id, permission, effect, valid_until, reason, granted_by, approved_by) values ($1, $2, 'grant', $3, $4, $5, $6)
     on conflict (user_id, permission, effect) do update set valid_until = excluded.valid_until, reason = excluded.reason,
       granted_by = excluded.granted_by, approved_by = excluded.approved_by`,
    [userId, permission, validUntil, reason, proposedUsername, caller.username],
  );
}
