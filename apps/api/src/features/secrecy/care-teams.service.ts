import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { mustSeePerson } from '../../platform/database/visible-person.js';
import { Conflict, NotFound } from '../../platform/http/refusal.js';
import { Parameters } from '../settings/parameters.port.js';
import { Notices } from '../sms/notices.port.js';
import type { CareTeamRow, NewCareTeamMember } from './care-team.dto.js';
import { checkedPeriod, Proposals } from './proposals.service.js';

/** Who looks after one 机密 person day by day: named by one who may open him, confirmed by another who may. */
@Injectable()
export class CareTeams {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly proposals: Proposals,
    private readonly parameters: Parameters,
    private readonly notices: Notices,
  ) {}

  members(caller: Caller, personId: string): Promise<CareTeamRow[]> {
    return this.db.asCaller(caller, async (em) => {
      await mustSeePerson(em, personId);
      return em.query(
        `select t.id, u.username, u.name, d.name as "departmentName",
           array(select r.name from user_role ur join role r on r.code = ur.role_code where ur.user_id = u.id order by r.sort, r.code) as roles,
           case when now() >= t.valid_until then 'ended' when now() < t.valid_from then 'coming' else 'valid' end as state,
           t.valid_from as "validFrom", t.valid_until as "validUntil", t.reason, g.name as "grantedByName", a.name as "approvedByName",
           x.name as "revokedByName", t.revoke_reason as "revokeReason"
         from care_team_member t join app_user u on u.id = t.user_id left join department d on d.code = u.department_code
         left join app_user g on g.id = t.granted_by left join app_user a on a.id = t.approved_by left join app_user x on x.id = t.revoked_by
         where t.beneficiary_id = $1 order by t.valid_until <= now(), t.valid_until desc, t.id limit 200`,
        [personId],
      );
    });
  }

  propose(caller: Caller, personId: string, { userId, from, until, reason }: NewCareTeamMember): Promise<{ id: string }> {
    caller.request.reason = reason;
    const period = checkedPeriod(from, until, this.parameters.value('confidential.clearanceDays'));
    return this.db.asCaller(caller, async (em) => {
      await mustSeePerson(em, personId);
      const [known]: { cares: boolean }[] = await em.query(
        `select not exists (select 1 from user_role ur join role r on r.code = ur.role_code where ur.user_id = u.id and r.power <> 'care') as cares
         from app_user u where u.id = $1 and u.status = 'active'`,
        [userId],
      );
      if (!known) throw new NotFound('在用账号');
      if (!known.cares) throw new Conflict('ROLE_CANNOT_CARE', '系统管理员、安全管理员和审计员不接触业务数据，不能进入照护团队。');
      const id = await this.proposals.propose(em, caller, { kind: 'care-team', userId, beneficiaryIds: [personId], period, reason });
      const others: { id: string }[] = await em.query('select id from privacy_watchers($1) as id where id <> $2', ['', caller.userId]);
      if (others.length) {
        await this.notices.post(em, {
          permission: 'care-team:manage', recipients: others.map((one) => one.id), level: 'info', title: '有一份机密事项等待确认',
          body: '照护团队成员须由另一位有权人员确认。', link: '/confidential/matters', dedupeKey: `care-team-proposal ${id}`,
        });
      }
      return { id };
    });
  }

  /** Whoever confirms may open the person himself: the proposal is not there for anybody else. */
  approve(caller: Caller, id: string, note: string | undefined): Promise<void> {
    return this.proposals.approve(caller, id, ['care-team'], {
      note,
      grant: async (em, { beneficiaryIds, userId, validFrom, validUntil, reason, proposedBy }) => {
        if (validUntil! <= new Date()) throw new Conflict('PERIOD_OVER', '所提请的有效期已过，请不同意后重新提请。');
        await em.query(
          `insert into care_team_member (beneficiary_id, user_id, valid_from, valid_until, reason, granted_by, approved_by) values ($1, $2, $3, $4, $5, $6, $7)`,
          [beneficiaryIds[0], userId, validFrom, validUntil, reason, proposedBy, caller.userId],
        );
      },
    });
  }

  async revoke(caller: Caller, personId: string, memberId: string, reason: string): Promise<void> {
    caller.request.reason = reason;
    await this.db.asCaller(caller, async (em) => {
      await mustSeePerson(em, personId);
      const [ended]: [unknown[], number] = await em.query(
        `update care_team_member set valid_until = now(), valid_from = least(valid_from, now()), revoked_at = now(), revoked_by = $3, revoke_reason = $4
         where id = $2 and beneficiary_id = $1 and valid_until > now() returning id`,
        [personId, memberId, caller.userId, reason],
      );
      if (!ended.length) throw new NotFound('照护团队成员');
    });
  }
}
