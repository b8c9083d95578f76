import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { Conflict } from '../../../platform/http/refusal.js';

export const CHANGE_KINDS = ['role', 'member', 'grant', 'denial'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];
export const CHANGE_STATES = ['pending', 'approved', 'rejected', 'withdrawn', 'applied'] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

/** A change of rights as it is put on record. */
export interface RightsAct {
  readonly kind: ChangeKind;
  readonly roleCode?: string;
  readonly userId?: string;
  /** The role or the account, in words that stay true after it is renamed. */
  readonly subject: string;
  readonly what: object;
  readonly before?: object;
  readonly baseVersion?: number;
  /** How many people it concerns. */
  readonly holders: number;
  readonly reason: string;
}

const PENDING_TWICE = '23505';

/** Puts the change on record: applied at once when it makes nobody's rights wider, otherwise waiting for a second person. Answers its id. */
export async function recordChange(em: EntityManager, caller: Caller, act: RightsAct, state: 'pending' | 'applied'): Promise<string> {
  const rows: { id: string }[] = await em
    .query(
      `insert into rights_change (kind, role_code, user_id, subject, what, before, base_version, holders, reason, state, proposed_by, proposed_name)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning id`,
      [act.kind, act.roleCode ?? null, act.userId ?? null, act.subject, JSON.stringify(act.what), act.before ? JSON.stringify(act.before) : null,
        act.baseVersion ?? null, act.holders, act.reason, state, caller.userId, caller.name],
    )
    .catch((problem: unknown) => {
      throw (problem as { code?: string }).code === PENDING_TWICE
        ? new Conflict('ALREADY_PROPOSED', '这项修改已经提交并在等待复核。请先撤回或等待复核结果，再重新提交。') : problem;
    });
  return rows[0]!.id;
}
