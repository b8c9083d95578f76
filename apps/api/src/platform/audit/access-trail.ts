import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller, RequestContext } from '../access/caller.js';
import { ScopedDatabase } from '../database/scoped-database.js';
import { askedOf } from './trail-statement.js';

export interface SignInAct {
  readonly username: string;
  readonly userId: string | null;
  readonly sessionId: string | null;
  readonly outcome: 'allowed' | 'second factor asked' | 'refused';
}

/** Who asked for what. Allowed acts are written by ScopedDatabase in their own transaction; here is what is left. */
@Injectable()
export class AccessTrail {
  private readonly log = new Logger('audit');

  constructor(private readonly db: ScopedDatabase) {}

  /** An allowed act that touched no data of its own. The answer waits for it. */
  async record(caller: Caller, answer: unknown): Promise<void> {
    await this.db.asCaller(caller, async () => answer);
  }

  /** Sign-ins, where there is no caller yet; in the transaction of `em` when one is given. Throws when it cannot be written: no record, no act. */
  async signIn(context: RequestContext, act: SignInAct, em?: EntityManager): Promise<void> {
    context.trailed = act.outcome === 'refused' ? 'refused' : 'allowed';
    await this.insert(context, { ...act, status: act.outcome === 'refused' ? 401 : 200 }, em);
  }

  /**
   * Refusals and failures, written after the answer: nothing happened, so nothing waits for them. A request whose right was
   * granted and on record already gets this second row when it was refused all the same: the last word is the true one.
   */
  async refused(context: RequestContext, caller: Caller | undefined, status: number): Promise<void> {
    try {
      await this.insert(context, {
        username: caller?.username ?? '-',
        userId: caller?.userId ?? null,
        sessionId: caller?.sessionId ?? null,
        outcome: status >= 500 ? 'failed' : 'refused',
        status,
      });
    } catch {
      this.log.error({ operation: context.operation, status, errorNo: context.traceId }, 'a refusal could not be recorded');
    }
  }

  private async insert(
    context: RequestContext,
    act: Omit<SignInAct, 'outcome'> & { outcome: string; status: number },
    within?: EntityManager,
  ): Promise<void> {
    const write = (em: EntityManager): Promise<unknown> =>
      em.query(
        `insert into access_trail (actor, user_id, session_id, ip, device, operation, action, asked, outcome, status, trace)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          act.username.slice(0, 100), act.userId, act.sessionId, context.ip, context.device, context.operation, context.audit,
          JSON.stringify(askedOf(context)), act.outcome, act.status, context.traceId,
        ],
      );
    await (within ? write(within) : this.db.asSystem('audit', write));
  }
}
