import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { Conflict, NotFound, Refusal } from '../../../platform/http/refusal.js';
import { Notices } from '../../sms/notices.port.js';
import type { IdentityRow, ProviderReturn } from './external.dto.js';
import { ExternalProviders, type ProviderCode } from './external-providers.js';
import { ExternalSteps } from './external-steps.queries.js';
import { WecomProfiles } from './wecom-profiles.service.js';

const UNIQUE_VIOLATION = '23505';

/** The caller's own bindings. A change ends his other sessions and is told to whoever watches over sessions. */
@Injectable()
export class OwnIdentitiesService {
  constructor(
    private readonly providers: ExternalProviders,
    private readonly steps: ExternalSteps,
    private readonly db: ScopedDatabase,
    private readonly notices: Notices,
    private readonly profiles: WecomProfiles,
  ) {}

  async list(caller: Caller): Promise<IdentityRow[]> {
    const rows: Omit<IdentityRow, 'providerName' | 'bound'>[] = await this.db.asCaller(caller, (em) =>
      em.query('select provider, display_name as "displayName", bound_at as "boundAt", used_at as "usedAt" from outside_identity where user_id = $1', [
        caller.userId,
      ]),
    );
    return this.providers.all.map(({ code, name }) => {
      const own = rows.find(({ provider }) => provider === code);
      return { displayName: null, boundAt: null, usedAt: null, ...own, provider: code, providerName: name, bound: own !== undefined };
    });
  }

  async begin(caller: Caller, code: ProviderCode, browser: string): Promise<string> {
    const provider = this.providers.of(code);
    const state = await this.steps.remember('state', browser, { provider: code, userId: caller.userId, subject: null, displayName: null });
    return provider.addressFor(state, this.providers.returnAddress(code));
  }

  /** Binds, or binds anew. */
  async bind(caller: Caller, code: ProviderCode, given: ProviderReturn, browser: string): Promise<void> {
    const provider = this.providers.of(code);
    const step = await this.steps.look('state', given.state, browser);
    if (!step || step.provider !== code || step.userId !== caller.userId || !(await this.steps.take(given.state))) {
      throw new Refusal(409, 'EXTERNAL_STALE', '这次扫码已过期、已使用过，或不是由您在本浏览器发起的，请重新扫码。');
    }
    const { subject, displayName } = await provider.identify(given.code);
    await this.db.asCaller(caller, async (em) => {
      const [before]: { subject: string }[] = await em.query('select subject from outside_identity where user_id = $1 and provider = $2 for update', [
        caller.userId, code,
      ]);
      await em.query(
        `insert into outside_identity (user_id, provider, subject, display_name) values ($1, $2, $3, $4)
         on conflict (user_id, provider) do update set subject = excluded.subject, display_name = excluded.display_name, bound_at = now(), used_at = null`,
        [caller.userId, code, subject, displayName],
      );
      await this.changed(em, caller, before ? `更换了${provider.name}绑定` : `绑定了${provider.name}`);
    }).catch((problem: { code?: string }) => {
      // Whose it is stays unsaid.
      if (problem.code === UNIQUE_VIOLATION) throw new Conflict('ALREADY_BOUND', `该${provider.name}身份已绑定其他账号，不能重复绑定。`);
      throw problem;
    });
    if (code === 'wecom') await this.profiles.takeByItself(caller.userId, subject);
  }

  async unbind(caller: Caller, code: ProviderCode): Promise<void> {
    await this.db.asCaller(caller, async (em) => {
      const [removed]: [unknown[], number] = await em.query('delete from outside_identity where user_id = $1 and provider = $2 returning id', [
        caller.userId, code,
      ]);
      if (removed.length === 0) throw new NotFound('绑定');
      await this.changed(em, caller, `解除了${this.providers.of(code).name}绑定`);
    });
  }

  private async changed(em: EntityManager, { userId, sessionId, username, request }: Caller, what: string): Promise<void> {
    await em.query(`update session set ended_at = now(), end_reason = 'binding changed' where user_id = $1 and id <> $2 and ended_at is null`, [userId, sessionId]);
    await this.notices.post(em, {
      permission: 'session:read', level: 'info', title: '账号绑定变更', body: `账号 ${username} ${what}。`, link: null, dedupeKey: `binding ${request.traceId}`,
    });
  }
}
