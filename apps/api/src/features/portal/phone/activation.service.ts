import { randomBytes } from 'node:crypto';
import { normalizePhone } from '@cadre/clinical/phone';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RequestContext } from '../../../platform/access/caller.js';
import { AccessTrail } from '../../../platform/audit/access-trail.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { Refusal } from '../../../platform/http/refusal.js';
import { AddressLimit } from '../../auth/address-limit.port.js';
import { Invitations } from '../accounts/invitations.js';
import type { PhoneSessionAnswer } from './activation.dto.js';
import { PhoneVisits } from './phone-visits.js';
import { tokenHash } from './token-hash.js';

const MOST_FAILURES = 5;
const LOCK_MINUTES = 15;
const SESSION_DAYS = 30;

interface Invited {
  readonly messageId: string;
  readonly accountId: string;
  readonly beneficiaryId: string;
  readonly confidential: boolean;
}

/** The first sign-in of a phone: number and code of the message. The answer never says whether there is such a number. */
@Injectable()
export class ActivationService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly invitations: Invitations,
    private readonly addresses: AddressLimit,
    private readonly visits: PhoneVisits,
    private readonly trail: AccessTrail,
  ) {}

  /** Throws Refusal 401, always the same, for an unknown number, a wrong, used or expired code and a locked account alike. */
  async activate(typed: string, code: string, context: RequestContext): Promise<PhoneSessionAnswer> {
    const phone = normalizePhone(typed);
    const answer = (await this.addresses.isOpen(context.ip)) ? await this.db.asSystem('phone', (em) => this.take(em, phone, code, context)) : null;
    if (answer) return answer;
    await this.addresses.failed(context.ip);
    await this.trail.signIn(context, { username: 'phone', userId: null, sessionId: null, outcome: 'refused' });
    throw new Refusal(401, 'ACTIVATION_REFUSED', '手机号或激活码不正确，或激活码已失效。请核对短信，多次失败后请稍后再试，或联系干保办。');
  }

  /** The code is good once, also for two who send it at the same moment: the row is locked before it is looked at. */
  private async take(em: EntityManager, phone: string, code: string, context: RequestContext): Promise<PhoneSessionAnswer | null> {
    const [invited]: Invited[] = await em.query(
      `select m.id as "messageId", a.id as "accountId", a.beneficiary_id as "beneficiaryId", a.confidential
       from phone_message m join phone_account a on a.id = m.account_id
       where m.phone_mark = $1 and m.code_mark = $2 and m.status in ('waiting', 'taken') and m.expires_at > now()
         and a.state = 'invited' and coalesce(a.locked_until, '-infinity') < now() for update of m, a`,
      [this.invitations.markOfPhone(phone), this.invitations.markOfCode(phone, code)],
    );
    const token = randomBytes(32).toString('base64url');
    if (invited) {
      await this.activated(em, invited);
      const session = await this.session(em, invited, token, context.device);
      if (await this.visits.visitorIn(em, token)) {
        await this.visits.acted(em, invited.accountId, invited.beneficiaryId, 'sign-in');
        await this.trail.signIn(context, { username: `phone:${invited.accountId}`, userId: null, sessionId: null, outcome: 'allowed' }, em);
        return { token, expiresAt: session };
      }
      // Removed from care, or no longer a proxy, since he was invited.
      throw new Refusal(401, 'ACTIVATION_REFUSED', '手机号或激活码不正确，或激活码已失效。请核对短信，多次失败后请稍后再试，或联系干保办。');
    }
    await em.query(
      `update phone_account set failures = (failures + 1) % ${MOST_FAILURES},
         locked_until = case when failures + 1 >= ${MOST_FAILURES} then now() + interval '${LOCK_MINUTES} minutes' else locked_until end
       where state = 'invited' and coalesce(locked_until, '-infinity') < now()
         and id in (select account_id from phone_message where phone_mark = $1 and status in ('waiting', 'taken') and expires_at > now())`,
      [this.invitations.markOfPhone(phone)],
    );
    return null;
  }

  private async activated(em: EntityManager, { messageId, accountId }: Invited): Promise<void> {
    await em.query(
      `update phone_account a set state = 'active', phone_cipher = m.phone_cipher, activated_at = now(), failures = 0, locked_until = null, state_reason = null,
         version = version + 1, updated_at = now() from phone_message m where m.id = $2 and a.id = $1`,
      [accountId, messageId],
    );
    await em.query(`update phone_message set status = 'used', text_cipher = null where id = $1`, [messageId]);
  }

  private async session(em: EntityManager, { accountId, beneficiaryId, confidential }: Invited, token: string, device: string): Promise<Date> {
    const [{ expiresAt }]: [{ expiresAt: Date }] = await em.query(
      `insert into phone_session (beneficiary_id, confidential, account_id, token_hash, device, expires_at)
       values ($1, $2, $3, $4, $5, now() + interval '${SESSION_DAYS} days') returning expires_at as "expiresAt"`,
      [beneficiaryId, confidential, accountId, tokenHash(token), device || '未知设备'],
    );
    return expiresAt;
  }
}
