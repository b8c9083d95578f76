import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Environment } from '../../config/config.module.js';
import type { RequestContext } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { Parameters } from '../settings/parameters.port.js';
import { AccessTokens } from './access-token.js';
import { RefreshTokens } from './refresh-token.js';

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
    private readonly refreshTokens: RefreshTokens,
    private readonly environment: Environment,
    private readonly parameters: Parameters,
  ) {}

  /** `record` writes the sign-in on the trail in the same transaction: without it there is no session. */
  async open(userId: string, request: RequestContext, record: (em: EntityManager, sessionId: string) => Promise<void>): Promise<OpenedSession> {
    const sessionId = randomUUID();
    const refreshToken = this.refreshTokens.make(sessionId);
    await this.db.asSystem('sign-in', async (em) => {
      await em.query(
        `update session set ended_at = now(), end_reason = 'too many sessions' where id in (
           select id from session where user_id = $1 and ended_at is null and now() < expires_at order by active_at desc offset $2)`,
        [userId, this.parameters.value('security.sessionsPerUser') - 1],
      );
      await em.query(
        `insert into session (id, user_id, expires_at, ip, device, refresh_hash)
         values ($1, $2, now() + $3 * interval '1 minute', $4, $5, $6)`,
        [sessionId, userId, this.environment.values.SESSION_ABSOLUTE_MINUTES, request.ip, request.device, hashOf(refreshToken)],
      );
      await record(em, sessionId);
    });
    return { sessionId, accessToken: await this.tokens.access(userId, sessionId), refreshToken };
  }

  /**
   * A refresh token is good once. One that was used before ends the session, however long ago: somebody else has a copy.
   * Only the last one is forgiven for a moment, as two tabs may renew together.
   */
  async renew(refreshToken: string): Promise<OpenedSession | null> {
    const sessionId = this.refreshTokens.sessionOf(refreshToken);
    if (sessionId === null) return null;
    const next = this.refreshTokens.make(sessionId);
    const hash = hashOf(refreshToken);
    const userId = await this.db.asSystem('refresh', async (em): Promise<string | undefined> => {
      const [[row]]: [{ userId: string }[], number] = await em.query(
        `update session s set refresh_hash = $3, refresh_previous_hash = $2, last_seen_at = now() from app_user u
         where s.id = $1 and s.refresh_hash = $2 and u.id = s.user_id and u.status = 'active' and s.ended_at is null
           and now() < s.expires_at and s.active_at > now() - $4 * interval '1 minute'
         returning s.user_id as "userId"`,
        [sessionId, hash, hashOf(next), this.environment.values.SESSION_IDLE_MINUTES],
      );
      if (!row) {
        await em.query(
          `update session set ended_at = now(), end_reason = 'refresh token used twice'
           where id = $1 and ended_at is null and refresh_hash <> $2
             and (refresh_previous_hash is distinct from $2 or last_seen_at < now() - interval '10 seconds')`,
          [sessionId, hash],
        );
      }
      return row?.userId;
    });
    return userId === undefined ? null : { sessionId, accessToken: await this.tokens.access(userId, sessionId), refreshToken: next };
  }

  /** `record` writes the proof on the trail in the same transaction. */
  async freshen(sessionId: string, record: (em: EntityManager) => Promise<void>): Promise<void> {
    await this.db.asSystem('proof', async (em) => {
      await em.query('update session set fresh_at = now(), active_at = now() where id = $1 and ended_at is null', [sessionId]);
      await record(em);
    });
  }

  async end(sessionId: string, reason: string): Promise<void> {
    await this.db.asSystem('sign-out', (em) =>
      em.query(`update session set ended_at = now(), end_reason = $2 where id = $1 and ended_at is null`, [sessionId, reason]),
    );
  }
}
