import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import type { Page } from '../../platform/http/page.dto.js';
import type { ProposalQuery, ProposalRow } from './clearance.dto.js';

export type ProposalKind = 'clearance' | 'care-team' | 'secrecy';

/** What was asked for of some kinds, the open ones first asked first. People are called by what they are called among others. */
export async function proposalPage(
  em: EntityManager, caller: Caller, kinds: readonly ProposalKind[], { state, page, pageSize }: ProposalQuery,
): Promise<Page<ProposalRow>> {
  const where = `p.kind = any ($1) and $2 in ('all', p.state)`;
  const [items, [counted]]: [ProposalRow[], [{ total: number }]] = await Promise.all([
    em.query(
      `select p.id, p.kind, u.username, u.name, d.name as "departmentName",
         array(select r.name from user_role ur join role r on r.code = ur.role_code where ur.user_id = u.id order by r.sort, r.code) as roles,
         array(select case when b.secrecy = 'V' then coalesce(b.alias_name, '机密对象') else b.name end from beneficiary b where b.id = any (p.beneficiary_ids)
           order by b.roster_no) as people,
         p.secrecy, p.by_name as "byName", p.valid_from as "validFrom", p.valid_until as "validUntil", p.reason, p.state,
         a.name as "proposedByName", p.proposed_at as "proposedAt", e.name as "decidedByName", p.decided_at as "decidedAt",
         p.decision_note as "decisionNote", p.state = 'open' and p.proposed_by <> $3 and p.user_id is distinct from $3 as "mayDecide",
         p.proposed_by = $3 as "isOwn"
       from secrecy_proposal p left join app_user u on u.id = p.user_id left join department d on d.code = u.department_code
       left join app_user a on a.id = p.proposed_by left join app_user e on e.id = p.decided_by
       where ${where} order by p.state = 'open' desc, case when p.state = 'open' then p.proposed_at end, p.proposed_at desc, p.id
       limit ${pageSize} offset ${(page - 1) * pageSize}`,
      [kinds, state, caller.userId],
    ),
    em.query(`select count(*)::int as total from secrecy_proposal p where ${where}`, [kinds, state]),
  ]);
  return { items, total: counted.total, totalIsExact: true };
}

export interface OpenProposal {
  readonly id: string;
  readonly kind: ProposalKind;
  readonly userId: string | null;
  readonly beneficiaryIds: readonly string[];
  readonly secrecy: string | null;
  readonly byName: boolean;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
  readonly reason: string;
  readonly proposedBy: string;
}

/** An open proposal that the caller may see, held until the transaction is over. */
export async function holdProposal(em: EntityManager, id: string, kinds: readonly ProposalKind[]): Promise<OpenProposal | undefined> {
  const [found]: OpenProposal[] = await em.query(
    `select id, kind, user_id as "userId", beneficiary_ids as "beneficiaryIds", secrecy, by_name as "byName", valid_from as "validFrom",
       valid_until as "validUntil", reason, proposed_by as "proposedBy" from secrecy_proposal where id = $1 and kind = any ($2) and state = 'open' for update`,
    [id, kinds],
  );
  return found;
}
