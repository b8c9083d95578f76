import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { BadInput, Conflict, NotFound } from '../../platform/http/refusal.js';
import type { Page } from '../../platform/http/page.dto.js';
import type { ProposalQuery, ProposalRow } from './clearance.dto.js';
import { holdProposal, type OpenProposal, type ProposalKind, proposalPage } from './proposals.queries.js';

export interface NewProposal {
  readonly kind: ProposalKind;
  readonly userId?: string;
  readonly beneficiaryIds?: readonly string[];
  readonly secrecy?: string;
  readonly byName?: boolean;
  readonly period?: Period;
  readonly reason: string;
}

/** From the first moment of one day to the last of another, as the hospital's clock counts days. */
export interface Period {
  readonly from: string;
  readonly until: string;
}

/** Two people for one act: one asks, another decides, and neither is the one it is about. The table itself refuses anything else. */
@Injectable()
export class Proposals {
  constructor(private readonly db: ScopedDatabase) {}

  page(caller: Caller, kinds: readonly ProposalKind[], query: ProposalQuery): Promise<Page<ProposalRow>> {
    return this.db.asLister(caller, (em) => proposalPage(em, caller, kinds, query));
  }

  /** Within the caller's transaction; answers with the id. The same thing is asked for once. */
  async propose(em: EntityManager, caller: Caller, { kind, userId, beneficiaryIds = [], secrecy, byName = false, period, reason }: NewProposal): Promise<string> {
    if (userId === caller.userId) throw new Conflict('ONESELF', '不能为自己提请，请由其他人员提请。');
    const [made]: { id: string }[] = await em.query(
      `insert into secrecy_proposal (kind, user_id, beneficiary_ids, secrecy, by_name, valid_from, valid_until, reason, proposed_by)
       select $1, $2, $3, $4, $5, $6::date::timestamp at time zone 'Asia/Shanghai', ($7::date + 1)::timestamp at time zone 'Asia/Shanghai', $8, $9
       where not exists (select 1 from secrecy_proposal where kind = $1 and user_id is not distinct from $2 and beneficiary_ids = $3 and state = 'open')
       returning id`,
      [kind, userId ?? null, beneficiaryIds, secrecy ?? null, byName, period?.from ?? null, period?.until ?? null, reason, caller.userId],
    );
    if (!made) throw new Conflict('ALREADY_PROPOSED', '已有一份相同的提请在等待确认，请勿重复提请。');
    return made.id;
  }

  /** Takes it back, or refuses it with a word of why. */
  async turnDown(caller: Caller, id: string, kinds: readonly ProposalKind[], note: string | undefined): Promise<void> {
    if (!note) throw new BadInput('请写明不同意的理由。', [{ field: 'note', message: '请写明理由' }]);
    caller.request.reason = note;
    await this.db.asCaller(caller, async (em) => {
      const proposal = await this.held(em, id, kinds);
      await this.settle(em, caller, proposal, 'rejected', note);
    });
  }

  withdraw(caller: Caller, id: string, kinds: readonly ProposalKind[]): Promise<void> {
    return this.db.asCaller(caller, async (em) => {
      const proposal = await this.held(em, id, kinds);
      if (proposal.proposedBy !== caller.userId) throw new NotFound('提请');
      await em.query(`update secrecy_proposal set state = 'withdrawn', decided_at = now() where id = $1`, [id]);
    });
  }

  /** Approves; `grant` carries out what was asked for, in the same transaction. */
  approve(
    caller: Caller, id: string, kinds: readonly ProposalKind[], { note, grant }: { note: string | undefined; grant: (em: EntityManager, proposal: OpenProposal) => Promise<void> },
  ): Promise<void> {
    caller.request.reason = note ?? null;
    return this.db.asCaller(caller, async (em) => {
      const proposal = await this.held(em, id, kinds);
      await this.settle(em, caller, proposal, 'approved', note);
      await grant(em, proposal);
    });
  }

  private async held(em: EntityManager, id: string, kinds: readonly ProposalKind[]): Promise<OpenProposal> {
    const proposal = await holdProposal(em, id, kinds);
    if (!proposal) throw new NotFound('待确认的提请');
    return proposal;
  }

  private async settle(em: EntityManager, caller: Caller, { id, proposedBy, userId }: OpenProposal, state: string, note: string | undefined): Promise<void> {
    if (proposedBy === caller.userId) throw new Conflict('SECOND_PERSON_NEEDED', '提请人不能确认自己的提请，请由另一位有权人员确认。');
    if (userId === caller.userId) throw new Conflict('ONESELF', '不能确认与自己有关的提请，请由另一位有权人员确认。');
    await em.query('update secrecy_proposal set state = $2, decided_by = $3, decided_at = now(), decision_note = $4 where id = $1', [
      id, state, caller.userId, note ?? null,
    ]);
  }
}

/** Refuses what is over before it begins, begins in the past or lasts longer than a grant may. */
export function checkedPeriod(from: string | undefined, until: string, mostDays: number): Period {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format();
  const first = from ?? today;
  const wrong = (message: string, field: string): never => {
    throw new BadInput(`有效期不正确：${message}。`, [{ field, message }]);
  };
  if (first < today) wrong('开始日期不能早于今天', 'from');
  if (until < first) wrong('截止日期不能早于开始日期', 'until');
  const days = (Date.parse(until) - Date.parse(first)) / 86_400_000 + 1;
  if (days > mostDays) wrong(`一次最长 ${mostDays} 天`, 'until');
  return { from: first, until };
}
