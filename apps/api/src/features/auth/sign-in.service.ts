import { Injectable } from '@nestjs/common';
import type { Caller, RequestContext } from '../../platform/access/caller.js';
import { AccessTrail, type SignInAct } from '../../platform/audit/access-trail.js';
import { FieldCipher } from '../../platform/crypto/field-cipher.js';
import { passwordMatches } from '../../platform/crypto/password.js';
import { Refusal } from '../../platform/http/refusal.js';
import { AccessTokens } from './access-token.js';
import type { Proof } from './auth.dto.js';
import { Gate } from './gate.js';
import { type OpenedSession, SessionService } from './session.service.js';
import { recoveryHash } from './recovery-codes.js';
import { stepOfCode } from './second-factor.js';
import { type Account, SignInQueries } from './sign-in.queries.js';

/** Unknown, wrong, disabled and locked are one answer: a stranger learns nothing about who has an account. */
const WRONG = () => new Refusal(401, 'AUTH_INVALID', '账号或密码不正确，或账号暂不可用。连续 5 次失败将锁定 15 分钟。');
const NOT_PROVEN = () => new Refusal(400, 'REAUTH_FAILED', '密码或验证码不正确。连续 5 次失败将锁定账号 15 分钟。');
const WRONG_CODE = () => new Refusal(401, 'AUTH_INVALID', '验证码不正确或已使用，请等待下一个验证码后重试。');

const IS_CODE = /^\d{6}$/;

export type SignIn = { readonly session: OpenedSession } | { readonly challenge: string };

@Injectable()
export class SignInService {
  /** Hashing a password costs 64 MiB and a core: two at a time, the rest wait their turn. */
  private readonly gate = new Gate(2, 50);

  constructor(
    private readonly accounts: SignInQueries,
    private readonly sessions: SessionService,
    private readonly tokens: AccessTokens,
    private readonly trail: AccessTrail,
    private readonly cipher: FieldCipher,
  ) {}

  async signIn(username: string, password: string, request: RequestContext): Promise<SignIn> {
    const { account, proven } = await this.gate.pass(() => this.provePassword(username, password, request.ip));
    if (!account || !proven) {
      await this.record(request, username, account, 'refused');
      throw WRONG();
    }
    return this.admit(account, request);
  }

  /** For whom a provider has named; the account itself has to be open all the same. */
  async admitProven(userId: string, request: RequestContext): Promise<SignIn> {
    const account = await this.accounts.byId(userId);
    if (!account || account.status !== 'active' || account.locked || account.lapsed) {
      await this.record(request, account?.username ?? '-', account, 'refused');
      throw WRONG();
    }
    return this.admit(account, request);
  }

  /** Password, and the code where the account has a second factor, in one go. */
  async proveWhole(username: string, password: string, code: string | undefined, request: RequestContext): Promise<Account> {
    const { account, proven } = await this.gate.pass(() => this.provePassword(username, password, request.ip));
    if (!account || !proven) {
      await this.record(request, username, account, 'refused');
      throw WRONG();
    }
    if (!account.secondFactorCipher) return account;
    if (code === undefined) throw new Refusal(401, 'SECOND_FACTOR_NEEDED', '该账号已启用二次验证，请同时输入动态验证码。');
    if (!(await this.takeCode(account, code))) {
      await this.accounts.failed(account.id, request.ip);
      await this.record(request, username, account, 'refused');
      throw WRONG_CODE();
    }
    return account;
  }

  private async admit(account: Account, request: RequestContext): Promise<SignIn> {
    if (!account.secondFactorCipher) return { session: await this.open(account, request) };
    await this.record(request, account.username, account, 'second factor asked');
    return { challenge: await this.tokens.challenge(account.id) };
  }

  /** Once more, by whoever is signed in: failures count and lock as at the sign-in. */
  async proveAgain(caller: Caller, { password, code }: Proof): Promise<void> {
    const proven = password === undefined ? await this.codeIsRight(caller, code ?? '') : await this.passwordIsRight(caller, password);
    const done = { username: caller.username, userId: caller.userId, sessionId: caller.sessionId };
    if (!proven) {
      await this.trail.signIn(caller.request, { ...done, outcome: 'refused' });
      throw NOT_PROVEN();
    }
    await this.sessions.freshen(caller.sessionId, (em) => this.trail.signIn(caller.request, { ...done, outcome: 'allowed' }, em));
  }

  /** The hash that the password fits. Throws, and counts, when it is not the caller's. */
  async presentHash({ username, request }: Caller, password: string): Promise<string> {
    const { account, proven } = await this.gate.pass(() => this.provePassword(username, password, request.ip));
    if (!proven) throw NOT_PROVEN();
    return account!.passwordHash;
  }

  /** For work that hashes: as costly as a sign-in, and waiting its turn with them. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.gate.pass(work);
  }

  private async passwordIsRight({ username, request }: Caller, password: string): Promise<boolean> {
    return (await this.gate.pass(() => this.provePassword(username, password, request.ip))).proven;
  }

  private async codeIsRight({ userId, request }: Caller, code: string): Promise<boolean> {
    const account = (await this.accounts.addressIsOpen(request.ip)) ? await this.accounts.byId(userId) : null;
    if (account && (await this.takeCode(account, code))) return true;
    await this.accounts.failed(userId, request.ip);
    return false;
  }

  async proveSecondFactor(challenge: string, code: string, request: RequestContext): Promise<OpenedSession> {
    const userId = await this.tokens.userOfChallenge(challenge);
    const account = userId && (await this.accounts.addressIsOpen(request.ip)) ? await this.accounts.byId(userId) : null;
    const proven = account !== null && (IS_CODE.test(code) ? await this.takeCode(account, code) : await this.takeRecoveryCode(account, code));
    if (!account || !proven) {
      await this.accounts.failed(account?.id ?? null, request.ip);
      await this.record(request, account?.username ?? '-', account, 'refused');
      throw WRONG_CODE();
    }
    return this.open(account, request);
  }

  /**
   * Inside the gate, so that a failure is counted before the next password is looked at; and the account is read anew once
   * the hash was compared: of passwords sent at the same moment none comes in after the lock.
   */
  private async provePassword(username: string, password: string, ip: string): Promise<{ account: Account | null; proven: boolean }> {
    const found = (await this.accounts.addressIsOpen(ip)) ? await this.accounts.byUsername(username) : null;
    const matches = await passwordMatches(found?.passwordHash ?? null, password);
    const account = found && matches ? await this.accounts.byId(found.id) : found;
    const proven = matches && account !== null && account.status === 'active' && !account.locked && !account.lapsed && account.passwordHash === found?.passwordHash;
    if (!proven) await this.accounts.failed(account?.id ?? null, ip);
    return { account, proven };
  }

  /** A session of an account that has proved itself. */
  async open(account: Account, request: RequestContext): Promise<OpenedSession> {
    const session = await this.sessions.open(account.id, request, (em, sessionId) =>
      this.trail.signIn(request, { username: account.username, userId: account.id, sessionId, outcome: 'allowed' }, em),
    );
    await this.accounts.succeeded(account.id);
    return session;
  }

  /** A code is good once. */
  private async takeCode(account: Account, code: string): Promise<boolean> {
    if (!account.secondFactorCipher || account.status !== 'active' || account.locked || !IS_CODE.test(code)) return false;
    const step = stepOfCode(Buffer.from(this.cipher.open(account.secondFactorCipher), 'base64'), code, account.lastStep);
    return step !== null && this.accounts.takeStep(account.id, step);
  }

  private async takeRecoveryCode(account: Account, code: string): Promise<boolean> {
    if (!account.secondFactorCipher || account.status !== 'active' || account.locked) return false;
    return this.accounts.takeRecoveryCode(account.id, recoveryHash(account.id, code));
  }

  private record(request: RequestContext, username: string, account: Account | null, outcome: SignInAct['outcome']): Promise<void> {
    return this.trail.signIn(request, { username, userId: account?.id ?? null, sessionId: null, outcome });
  }
}
