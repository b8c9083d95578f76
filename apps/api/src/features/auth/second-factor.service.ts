import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { BadInput, Conflict } from '../../platform/http/refusal.js';
import { Duties } from './duties.js';
import { makeRecoveryCodes, recoveryHash } from './recovery-codes.js';
import type { RecoveryCodes, SecondFactorOffer } from './second-factor.dto.js';
import { base32, stepOfCode } from './second-factor.js';

const SECRET_BYTES = 20;
const OFFER_MINUTES = 15;
const ISSUER = '干部医疗保健';

/** The caller's own authenticator: offered, taken with its first code, replaced, given up. */
@Injectable()
export class SecondFactorService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly cipher: FieldCipher,
    private readonly duties: Duties,
  ) {}

  /** A new secret. Nothing changes until its first code came back. */
  async offer(caller: Caller): Promise<SecondFactorOffer> {
    const bytes = randomBytes(SECRET_BYTES);
    await this.db.asCaller(caller, (em) =>
      em.query(
        `insert into second_factor_enrolment (user_id, secret_cipher) values ($1, $2)
         on conflict (user_id) do update set secret_cipher = excluded.secret_cipher, made_at = now()`,
        [caller.userId, this.cipher.seal(bytes.toString('base64'))],
      ),
    );
    const secret = base32(bytes);
    const label = encodeURIComponent(`${ISSUER}:${caller.username}`);
    return { secret, uri: `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(ISSUER)}&algorithm=SHA1&digits=6&period=30` };
  }

  /** Ends every other session; the recovery codes of an earlier authenticator are void. */
  enrol(caller: Caller, code: string): Promise<RecoveryCodes> {
    return this.db.asCaller(caller, async (em) => {
      const [offer]: { secret: string }[] = await em.query(
        `select secret_cipher as secret from second_factor_enrolment where user_id = $1 and made_at > now() - $2 * interval '1 minute' for update`,
        [caller.userId, OFFER_MINUTES],
      );
      if (!offer) throw new Conflict('NO_OFFER', '二维码已过期，请重新生成后再绑定。');
      const step = stepOfCode(Buffer.from(this.cipher.open(offer.secret), 'base64'), code, 0);
      if (step === null) throw wrongCode();
      await em.query('update app_user set second_factor_cipher = $2, second_factor_last_step = $3 where id = $1', [caller.userId, offer.secret, step]);
      await em.query('delete from second_factor_enrolment where user_id = $1', [caller.userId]);
      await this.endOthers(em, caller, 'second factor changed');
      return this.makeCodes(em, caller);
    });
  }

  renewCodes(caller: Caller): Promise<RecoveryCodes> {
    return this.db.asCaller(caller, async (em) => {
      const [{ has }]: [{ has: boolean }] = await em.query('select second_factor_cipher is not null as has from app_user where id = $1', [caller.userId]);
      if (!has) throw notEnrolled();
      return this.makeCodes(em, caller);
    });
  }

  async remove(caller: Caller): Promise<void> {
    if (this.duties.wantsSecondFactor(caller.roles)) throw new Conflict('SECOND_FACTOR_REQUIRED', '您的角色必须使用二次验证，可以更换身份验证器，不能停用。');
    await this.db.asCaller(caller, async (em) => {
      const [removed]: [unknown[], number] = await em.query(
        `update app_user set second_factor_cipher = null, second_factor_last_step = null where id = $1 and second_factor_cipher is not null returning id`,
        [caller.userId],
      );
      if (removed.length === 0) throw notEnrolled();
      await em.query('delete from recovery_code where user_id = $1', [caller.userId]);
      await this.endOthers(em, caller, 'second factor removed');
    });
  }

  private async makeCodes(em: EntityManager, { userId }: Caller): Promise<RecoveryCodes> {
    const codes = makeRecoveryCodes();
    await em.query('delete from recovery_code where user_id = $1', [userId]);
    await em.query('insert into recovery_code (user_id, code_hash) select $1, unnest($2::text[])', [userId, codes.map((code) => recoveryHash(userId, code))]);
    return { codes };
  }

  private async endOthers(em: EntityManager, { userId, sessionId }: Caller, reason: string): Promise<void> {
    await em.query('update session set ended_at = now(), end_reason = $3 where user_id = $1 and id <> $2 and ended_at is null', [userId, sessionId, reason]);
  }
}

const notEnrolled = (): Conflict => new Conflict('NO_SECOND_FACTOR', '还没有绑定身份验证器。');
const wrongCode = (): BadInput => {
  const message = '验证码不正确。请确认手机时间准确，等下一个验证码出现后再试。';
  return new BadInput(message, [{ field: 'code', message }]);
};
