import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { Page } from '../../platform/http/page.dto.js';
import { NotFound } from '../../platform/http/refusal.js';
import type { ClearanceQuery, ClearanceRow, Colleague } from './clearance.dto.js';

const STATE = `case when now() >= c.valid_until then 'ended' when now() < c.valid_from then 'coming' else 'valid' end`;
const ROLES = (user: string): string =>
  `array(select r.name from user_role ur join role r on r.code = ur.role_code where ur.user_id = ${user} order by r.sort, r.code)`;
const COLUMNS = `c.id, c.user_id as "userId", u.username, u.name, d.name as "departmentName", ${ROLES('u.id')} as roles, c.by_name as "byName",
  case clearance_ground(c.user_id) when 'role' then true when 'by-name' then c.by_name else false end as "takesEffect", ${STATE} as state,
  c.valid_from as "validFrom", c.valid_until as "validUntil", c.reason, g.name as "grantedByName", a.name as "approvedByName",
  c.revoked_at as "revokedAt", r.name as "revokedByName", c.revoke_reason as "revokeReason"`;
const ROWS = `clearance c join app_user u on u.id = c.user_id left join department d on d.code = u.department_code
  left join app_user g on g.id = c.granted_by left join app_user a on a.id = c.approved_by left join app_user r on r.id = c.revoked_by`;

/** Who is cleared for 机密 people, and who could be. */
@Injectable()
export class ClearanceQueries {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller, { state, page, pageSize }: ClearanceQuery): Promise<Page<ClearanceRow>> {
    return this.db.asCaller(caller, async (em) => {
      const [items, [counted]]: [ClearanceRow[], [{ total: number }]] = await Promise.all([
        em.query(
          `select ${COLUMNS} from ${ROWS} where $1 in ('all', ${STATE}) order by c.valid_until desc, c.id limit ${pageSize} offset ${(page - 1) * pageSize}`,
          [state],
        ),
        em.query(`select count(*)::int as total from clearance c where $1 in ('all', ${STATE})`, [state]),
      ]);
      return { items, total: counted.total, totalIsExact: true };
    });
  }

  /** Accounts in use whose name, account or staff number holds the word. */
  colleagues(caller: Caller, keyword: string): Promise<Colleague[]> {
    return this.db.asCaller(caller, (em) =>
      em.query(
        `select u.id, u.username, u.name, d.name as "departmentName", ${ROLES('u.id')} as roles, clearance_ground(u.id) as ground
         from app_user u left join department d on d.code = u.department_code
         where u.status = 'active' and u.id <> $2 and (strpos(u.username, lower($1)) > 0 or strpos(u.name, $1) > 0 or strpos(u.staff_no, $1) > 0)
         order by clearance_ground(u.id) is null, u.name, u.id limit 20`,
        [keyword, caller.userId],
      ),
    );
  }

  /** Over from this moment: the next request of its holder opens nobody. */
  async revoke(caller: Caller, id: string, reason: string): Promise<void> {
    caller.request.reason = reason;
    await this.db.asCaller(caller, async (em: EntityManager) => {
      const [ended]: [{ userId: string }[], number] = await em.query(
        `update clearance set valid_until = now(), valid_from = least(valid_from, now()), revoked_at = now(), revoked_by = $2, revoke_reason = $3
         where id = $1 and valid_until > now() returning user_id as "userId"`,
        [id, caller.userId, reason],
      );
      if (!ended.length) throw new NotFound('有效的机密授权');
    });
  }
}
