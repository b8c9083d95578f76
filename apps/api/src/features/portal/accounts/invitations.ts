import { createHmac, randomInt } from 'node:crypto';
import { normalizePhone } from '@cadre/clinical/phone';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { KEY_RING } from '../../../platform/crypto/crypto.module.js';
import { FieldCipher } from '../../../platform/crypto/field-cipher.js';
import type { KeyRing } from '../../../platform/crypto/key-ring.js';
import { Refusal } from '../../../platform/http/refusal.js';

/** How long the code of an activation message opens the account. */
export const CODE_HOURS = 24;
/** Activation messages a day: for one account, and to one number whoever's accounts it has. */
const MOST_A_DAY = { account: 3, number: 6 };
const CODE_DIGITS = 8;

/** Activation messages: a code that nobody but the phone reads, in an outbox with number and text sealed. */
@Injectable()
export class Invitations {
  constructor(
    private readonly cipher: FieldCipher,
    @Inject(KEY_RING) private readonly keys: KeyRing,
  ) {}

  /** Takes the earlier ones back and writes a new one. Throws Refusal 429 beyond the day's number of messages. */
  async invite(em: EntityManager, account: { readonly id: string; readonly beneficiaryId: string; readonly confidential: boolean }, phoneCipher: string): Promise<void> {
    const phone = normalizePhone(this.cipher.open(phoneCipher));
    const phoneMark = this.markOfPhone(phone);
    await em.query(`select pg_advisory_xact_lock(hashtext($1))`, [phoneMark]);
    const [sent]: [{ account: number; number: number }] = await em.query(
      `select count(*) filter (where account_id = $1)::int as account, count(*)::int as number from phone_message
       where (account_id = $1 or phone_mark = $2) and made_at > now() - interval '1 day'`,
      [account.id, phoneMark],
    );
    if (sent.account >= MOST_A_DAY.account || sent.number >= MOST_A_DAY.number) {
      throw new Refusal(429, 'TOO_MANY_MESSAGES', `该账户或该号码今天的激活短信已达上限（每个账户每天 ${MOST_A_DAY.account} 条），请明天再试。`);
    }
    await this.withdraw(em, account.id);
    const code = String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0');
    const text = `您的保健服务手机端账户待激活，激活码 ${code}，${CODE_HOURS} 小时内有效。请勿告诉他人，工作人员不会向您索要。`;
    await em.query(
      `insert into phone_message (beneficiary_id, confidential, account_id, phone_cipher, text_cipher, phone_mark, code_mark, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, now() + interval '${CODE_HOURS} hours')`,
      [account.beneficiaryId, account.confidential, account.id, this.cipher.seal(phone), this.cipher.seal(text), phoneMark, this.markOfCode(phone, code)],
    );
  }

  /** What was not used yet can no longer be, and its text is gone. */
  async withdraw(em: EntityManager, accountId: string): Promise<void> {
    await em.query(`update phone_message set status = 'withdrawn', text_cipher = null where account_id = $1 and status in ('waiting', 'taken')`, [accountId]);
  }

  /** By what a number that somebody types is found again; useless without the key. */
  markOfPhone(phone: string): string {
    return this.mark('phone', phone);
  }

  markOfCode(phone: string, code: string): string {
    return this.mark('phone-activation', `${phone}\u0000${code}`);
  }

  private mark(purpose: string, text: string): string {
    return createHmac('sha256', this.keys.token).update(`${purpose}\u0000${text}`).digest('base64url');
  }
}
