import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { Conflict, Refusal } from '../../../platform/http/refusal.js';
import { type SignIn, SignInService } from '../sign-in.service.js';
import type { BindingProof, ProviderReturn, UnboundIdentity } from './external.dto.js';
import { ExternalProviders, type ProviderCode } from './external-providers.js';
import { ExternalSteps } from './external-steps.queries.js';
import { WecomProfiles } from './wecom-profiles.service.js';

const STALE = () => new Refusal(401, 'EXTERNAL_STALE', '这次扫码已过期、已使用过，或不是在本浏览器发起的，请重新扫码。');

/** Signing in with 微信 or 企业微信. No account is ever made by it. */
@Injectable()
export class ExternalSignInService {
  constructor(
    private readonly providers: ExternalProviders,
    private readonly steps: ExternalSteps,
    private readonly signIn: SignInService,
    private readonly db: ScopedDatabase,
    private readonly profiles: WecomProfiles,
  ) {}

  /** `browser` is the secret of the browser that begins; whoever comes back has to hold it. */
  async begin(code: ProviderCode, browser: string): Promise<string> {
    const provider = this.providers.of(code);
    const state = await this.steps.remember('state', browser, { provider: code, userId: null, subject: null, displayName: null });
    return provider.addressFor(state, this.providers.returnAddress(code));
  }

  async finish(code: ProviderCode, given: ProviderReturn, browser: string, request: RequestContext): Promise<SignIn | { unbound: UnboundIdentity }> {
    const provider = this.providers.of(code);
    const step = await this.steps.look('state', given.state, browser);
    if (!step || step.provider !== code || step.userId !== null || !(await this.steps.take(given.state))) throw STALE();
    const person = await provider.identify(given.code);
    const [known]: { userId: string }[] = await this.db.asSystem('external sign-in', (em) =>
      em.query('update outside_identity set used_at = now() where provider = $1 and subject = $2 returning user_id as "userId"', [code, person.subject])
        .then(([rows]: [{ userId: string }[], number]) => rows),
    );
    if (known) return this.signIn.admitProven(known.userId, request);
    const ticket = await this.steps.remember('ticket', browser, { provider: code, userId: null, ...person });
    return { unbound: { ticket, displayName: person.displayName } };
  }

  /** Account and password once (and the code, when it has a second factor); then the identity opens the account. */
  async bind({ ticket, username, password, code }: BindingProof, browser: string, request: RequestContext): Promise<SignIn> {
    const step = await this.steps.look('ticket', ticket, browser);
    if (!step) throw STALE();
    const account = await this.signIn.proveWhole(username, password, code, request);
    await this.db.asSystem(`${account.username} binds`, async (em) => {
      if (!(await this.steps.take(ticket, em))) throw STALE();
      const [bound]: unknown[] = await em.query(
        `insert into outside_identity (user_id, provider, subject, display_name, used_at) values ($1, $2, $3, $4, now())
         on conflict do nothing returning id`,
        [account.id, step.provider, step.subject, step.displayName],
      );
      if (!bound) throw new Conflict('ALREADY_BOUND', '该账号或该身份已有绑定。请用账号密码登录后，在“账号安全”中更换。');
    });
    if (step.provider === 'wecom' && step.subject) await this.profiles.takeByItself(account.id, step.subject);
    return { session: await this.signIn.open(account, request) };
  }
}
