import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import type { ProviderCode } from './external-providers.js';

const MINUTES = 5;
const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

export interface Step {
  readonly provider: ProviderCode;
  /** Set when somebody who is signed in binds. */
  readonly userId: string | null;
  /** Set on a ticket: the identity that waits for its account. */
  readonly subject: string | null;
  readonly displayName: string | null;
}

type Kind = 'state' | 'ticket';

/** What a sign-in with an outside identity remembers between its steps. Only hashes are kept. */
@Injectable()
export class ExternalSteps {
  constructor(private readonly db: ScopedDatabase) {}

  static secret(): string {
    return randomBytes(32).toString('base64url');
  }

  async remember(kind: Kind, browser: string, step: Step): Promise<string> {
    const token = ExternalSteps.secret();
    await this.db.asSystem('external sign-in', async (em) => {
      await em.query('delete from external_step where expires_at < now()');
      await em.query(
        `insert into external_step (token_hash, kind, provider, browser_hash, user_id, subject, display_name, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, now() + interval '${MINUTES} minutes')`,
        [hashOf(token), kind, step.provider, hashOf(browser), step.userId, step.subject, step.displayName],
      );
    });
    return token;
  }

  /** Null when it is unknown, over, used, or of another browser. */
  async look(kind: Kind, token: string, browser: string): Promise<Step | null> {
    const [step]: Step[] = await this.db.asSystem('external sign-in', (em) =>
      em.query(
        `select provider, user_id as "userId", subject, display_name as "displayName" from external_step
         where token_hash = $1 and kind = $2 and browser_hash = $3 and used_at is null and expires_at > now()`,
        [hashOf(token), kind, hashOf(browser)],
      ),
    );
    return step ?? null;
  }

  /** Takes it, once: false for the second who comes with it. */
  async take(token: string, within?: EntityManager): Promise<boolean> {
    const work = async (em: EntityManager): Promise<boolean> => {
      const [taken]: [unknown[], number] = await em.query(
        'update external_step set used_at = now() where token_hash = $1 and used_at is null and expires_at > now() returning kind',
        [hashOf(token)],
      );
      return taken.length > 0;
    };
    return within ? work(within) : this.db.asSystem('external sign-in', work);
  }
}
