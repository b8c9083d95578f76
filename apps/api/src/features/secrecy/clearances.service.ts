import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { Conflict, NotFound } from '../../platform/http/refusal.js';
import { LiveEvents } from '../../platform/http/live-events.js';
import { Parameters } from '../settings/parameters.port.js';
import { Notices } from '../sms/notices.port.js';
import type { NewClearance } from './clearance.dto.js';
import { checkedPeriod, Proposals } from './proposals.service.js';

/** 机密用户: proposed by one, approved by another, for a third. */
@Injectable()
export class Clearances {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly proposals: Proposals,
    private readonly parameters: Parameters,
    private readonly notices: Notices,
  ) {}

  propose(caller: Caller, { userId, from, until, reason }: NewClearance): Promise<{ id: string }> {
    caller.request.reason = reason;
    const period = checkedPeriod(from, until, this.parameters.value('confidential.clearanceDays'));
    return this.db.asCaller(caller, async (em) => {
      const [{ known, ground }]: [{ known: boolean; ground: string | null }] = await em.query(
        `select exists (select 1 from app_user where id = $1 and status = 'active') as known, clearance_ground($1) as ground`, [userId],
      );
      if (!known) throw new NotFound('在用账号');
      if (!ground) throw new Conflict('ROLE_CANNOT_BE_CLEARED', '该账号的角色不能获得机密授权。只有院领导、科主任可以；干保办主任须逐人授予。');
      const id = await this.proposals.propose(em, caller, { kind: 'clearance', userId, byName: ground === 'by-name', period, reason });
      await this.notices.post(em, {
        permission: 'clearance:approve', level: 'info', title: '有一份机密授权等待审批', body: '请核对提请人、被授权人和理由后办理。',
        link: '/clearances/proposals', dedupeKey: `clearance-proposal ${id}`,
      });
      return { id };
    });
  }

  /** Holds from the beginning of its first day, for as long as one of his roles may be cleared. */
  approve(caller: Caller, id: string, note: string | undefined): Promise<void> {
    return this.proposals.approve(caller, id, ['clearance'], {
      note,
      grant: async (em, { userId, validFrom, validUntil, reason, proposedBy, byName }) => {
        const [{ ground }]: [{ ground: string | null }] = await em.query('select clearance_ground($1) as ground', [userId]);
        if (!ground || (ground === 'by-name' && !byName)) throw new Conflict('ROLE_CANNOT_BE_CLEARED', '该账号的角色已变更，不能再获得机密授权，请不同意这份提请。');
        if (validUntil! <= new Date()) throw new Conflict('PERIOD_OVER', '所提请的有效期已过，请不同意后重新提请。');
        await em.query(
          `insert into clearance (user_id, valid_from, valid_until, reason, granted_by, approved_by, by_name) values ($1, $2, $3, $4, $5, $6, $7)`,
          [userId, validFrom, validUntil, reason, proposedBy, caller.userId, byName],
        );
        await LiveEvents.announce(em, [{ topic: 'notices', beneficiaryId: null }]);
      },
    });
  }
}
