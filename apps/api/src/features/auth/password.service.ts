import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { hashPassword, passwordMatches } from '../../platform/crypto/password.js';
import { earlierPasswords, passwordEnd, passwordProblems, passwordRules } from '../../platform/crypto/password-rules.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { hospitalName } from '../../platform/http/hospital-name.js';
import { BadInput, Conflict } from '../../platform/http/refusal.js';
import { Parameters } from '../settings/parameters.port.js';
import { Duties } from './duties.js';
import type { OwnSecurity, PasswordChange } from './password.dto.js';
import { SignInService } from './sign-in.service.js';

/** What stands for the hospital in people's passwords. */
const HOSPITAL_WORDS = ['第三人民医院', '三医院', '市三院', 'szsy', 'sz3h', 'szdsrm'];

/** The caller's own password. */
@Injectable()
export class PasswordService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly signIn: SignInService,
    private readonly parameters: Parameters,
    private readonly duties: Duties,
  ) {}

  /** Ends every other session of the account. */
  async change(caller: Caller, { password, newPassword }: PasswordChange): Promise<void> {
    const present = await this.signIn.presentHash(caller, password);
    const profile = this.parameters.value('security.passwordProfile');
    const problems = passwordProblems(profile, newPassword, [caller.username, caller.staffNo, hospitalName(), ...HOSPITAL_WORDS]);
    if (problems.length) throw refused(problems.join(''));
    const keep = earlierPasswords(profile);
    const earlier = await this.earlier(caller, keep);
    const hash = await this.signIn.inTurn(async () => {
      for (const one of [present, ...earlier]) {
        if (await passwordMatches(one, newPassword)) throw refused(keep > 1 ? `新密码不能与最近 ${keep} 次使用的密码相同。` : '新密码不能与当前密码相同。');
      }
      return hashPassword(newPassword);
    });
    await this.db.asCaller(caller, (em) => this.write(em, caller, present, hash));
  }

  async describe(caller: Caller): Promise<OwnSecurity> {
    const [own]: { changedAt: Date | null; hasSecondFactor: boolean; recoveryCodes: number }[] = await this.db.asCaller(caller, (em) =>
      em.query(
        `select password_changed_at as "changedAt", second_factor_cipher is not null as "hasSecondFactor",
           (select count(*)::int from recovery_code where user_id = u.id and used_at is null) as "recoveryCodes"
         from app_user u where id = $1`,
        [caller.userId],
      ),
    );
    const profile = this.parameters.value('security.passwordProfile');
    return {
      passwordChangedAt: own!.changedAt,
      passwordEndsAt: passwordEnd(profile, own!.changedAt),
      passwordRules: passwordRules(profile),
      hasSecondFactor: own!.hasSecondFactor,
      wantsSecondFactor: this.duties.wantsSecondFactor(caller.roles),
      recoveryCodes: own!.recoveryCodes,
    };
  }

  /** The present one is not among them: it counts as one of the earlier passwords. */
  private async earlier(caller: Caller, keep: number): Promise<string[]> {
    const rows: { hash: string }[] = await this.db.asCaller(quietly(caller), (em) =>
      em.query('select password_hash as hash from password_history where user_id = $1 order by id desc limit $2', [caller.userId, keep - 1]),
    );
    return rows.map(({ hash }) => hash);
  }

  private async write(em: EntityManager, { userId, sessionId }: Caller, present: string, hash: string): Promise<void> {
    const [changed]: [unknown[], number] = await em.query(
      `update app_user set password_hash = $3, password_changed_at = now(), must_change_password = false
       where id = $1 and password_hash = $2 returning id`,
      [userId, present, hash],
    );
    if (changed.length === 0) throw new Conflict('PASSWORD_CHANGED', '密码刚刚在别处修改过，请重新登录后再试。');
    await em.query('insert into password_history (user_id, password_hash) values ($1, $2)', [userId, present]);
    await em.query(
      `update session set ended_at = now(), end_reason = 'password changed' where user_id = $1 and id <> $2 and ended_at is null`,
      [userId, sessionId],
    );
    await em.query('update session set fresh_at = now() where id = $1', [sessionId]);
  }
}

const refused = (message: string): BadInput => new BadInput(message, [{ field: 'newPassword', message }]);

/** The change itself goes on the trail, in its own transaction. */
const quietly = (caller: Caller): Caller => ({ ...caller, request: { ...caller.request, audit: 'skip' } });
