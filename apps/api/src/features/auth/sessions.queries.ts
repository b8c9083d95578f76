import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/config.module.js';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { NotFound } from '../../platform/http/refusal.js';
import type { OnlineSessionRow, OwnSessionRow } from './session.dto.js';

const MOST_ROWS = 1_000;
const COLUMNS = `s.id, s.created_at as "signedInAt", s.active_at as "activeAt", s.expires_at as "endsAt", s.ip, s.device, s.id = $1 as current`;
const ALIVE = `s.ended_at is null and now() < s.expires_at and s.active_at > now() - $2 * interval '1 minute'`;

/** Sessions that are alive, and their end by hand. */
@Injectable()
export class SessionsQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly environment: Environment,
  ) {}

  own(caller: Caller): Promise<OwnSessionRow[]> {
    return this.db.asCaller(caller, (em) =>
      em.query(`select ${COLUMNS} from session s where s.user_id = $3 and ${ALIVE} order by s.active_at desc`, [
        caller.sessionId, this.environment.values.SESSION_IDLE_MINUTES, caller.userId,
      ]),
    );
  }

  online(caller: Caller): Promise<OnlineSessionRow[]> {
    return this.db.asCaller(caller, (em) =>
      em.query(
        `select ${COLUMNS}, u.username, u.name as "userName", d.name as "departmentName",
           array(select r.name from user_role ur join role r on r.code = ur.role_code where ur.user_id = u.id order by r.sort) as "roleNames"
         from session s join app_user u on u.id = s.user_id left join department d on d.code = u.department_code
         where ${ALIVE} order by s.active_at desc, s.id limit ${MOST_ROWS}`,
        [caller.sessionId, this.environment.values.SESSION_IDLE_MINUTES],
      ),
    );
  }

  /** Counts at the next request; open lines for live changes are closed at once. */
  async end(caller: Caller, id: string, { own }: { own: boolean }): Promise<void> {
    await this.db.asCaller(caller, async (em) => {
      const [ended]: [unknown[], number] = await em.query(
        `update session set ended_at = now(), end_reason = $2 where id = $1 and ended_at is null and (not $3 or user_id = $4) returning id`,
        [id, own ? 'ended by its user' : `ended by ${caller.username}`, own, caller.userId],
      );
      if (ended.length === 0) throw new NotFound('会话');
    });
  }

  async endOthers(caller: Caller): Promise<void> {
    await this.db.asCaller(caller, (em) =>
      em.query(`update session set ended_at = now(), end_reason = 'ended by its user' where user_id = $1 and id <> $2 and ended_at is null`, [
        caller.userId, caller.sessionId,
      ]),
    );
  }
}
