import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/config.module.js';
import type { RequestContext } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { AccessTokens } from './access-token.js';

const MOST_SESSIONS = 5;

export interface OpenedSession {
  readonly sessionId: string;
  readonly accessToken: string;
  /** Goes into the cookie; only its hash is kept. */
  readonly refreshToken: string;
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** Sessions live in the database, so that ending one counts at the next request. */
@Injectable()
export class SessionService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly tokens: AccessTokens,
    private readonly environment: Environment,
  ) {}

  async open(userId: string, request: RequestContext): Promise<OpenedSession> {
    const refreshToken = randomBytes(32).toString('base64url');
    const [session]: { id: string }[] = await this.db.asSystem('sign-in', async (em) => {
      await em.query(
        `update session set ended_at = now(), end_reason = 'too many sessions' where id in (
           select id from session where user_id = $1 and ended_at is null and now() < expires_at order by last_seen_at desc offset $2)`,
        [userId, MOST_SESSIONS - 1],
      );
      return em.query(
        `insert into session (user_id, expires_at, ip, device, refresh_hash)
         values ($1, now() + $2 * interval '1 minute', $3, $4, $5) returning id`,
        [userId, this.environment.values.SESSION_ABSOLUTE_MINUTES, request.ip, request.device, hashOf(refreshToken)],
      );
    });
    return { sessionId: session!.id, accessToken: await this.tokens.access(userId, session!.id), refreshToken };
  }

  /** A refresh token is good once. One that was already used ends the session: somebody else has a copy of it. */
  async renew(refreshToken: string): Promise<OpenedSession | null> {
    const next = randomBytes(32).toString('base64url');
    const hash = hashOf(refreshToken);
    const renewed = await this.db.asSystem('refresh', async (em): Promise<{ id: string; userId: string } | undefined> => {
      const [[row]]: [{ id: string; userId: string }[], number] = await em.query(
        `update session s set refresh_hash = $2, refresh_previous_hash = $1, last_seen_at = now() from app_user u
         where s.refresh_hash = $1 and u.id = s.user_id and u.status = 'active' and s.ended_at is null and now() < s.expires_at
           and s.last_seen_at > now() - $3 * interval '1 minute'
         returning s.id, s.user_id as "userId"`,
        [hash, hashOf(next), this.environment.values.SESSION_IDLE_MINUTES],
      );
      if (!row) {
        await em.query(
          `update session set ended_at = now(), end_reason = 'refresh token used twice'
           where refresh_previous_hash = $1 and ended_at is null and last_seen_at < now() - interval '10 seconds'`,
          [hash],
        );
      }
      return row;
    });
    if (!renewed) return null;
    return { sessionId: renewed.id, accessToken: await this.tokens.access(renewed.userId, renewed.id), refreshToken: next };
  }

  async end(sessionId: string, reason: string): Promise<void> {
    await this.db.asSystem('sign-out', (em) =>
      em.query(`update session set ended_at = now(), end_reason = $2 where id = $1 and ended_at is null`, [sessionId, reason]),
    );
  }
}
