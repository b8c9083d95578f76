import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import type { EntityManager } from 'typeorm';
import { Environment } from '../../../config/config.module.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { Refusal } from '../../../platform/http/refusal.js';
import { Parameters } from '../../settings/parameters.port.js';
import { Notices } from '../../sms/notices.port.js';
import { WecomDirectory, type WecomProfile } from './wecom-directory.js';
import { write } from './wecom-profiles.service.js';

/** More than this at once, and more than a tenth of all, is a directory that was mistaken, not a wave of farewells. */
const FEW = 10;
const SHARE = 0.1;
const LEFT = 'left-wecom';

interface Bound {
  readonly userId: string;
  readonly username: string;
  readonly subject: string;
}

/** Looks every hour who of the bound has left 企业微信, and takes over what the others are called by now where a parameter says so. */
@Injectable()
export class WecomLeaversJob {
  private readonly log = new Logger('wecom');

  constructor(
    private readonly db: ScopedDatabase,
    private readonly directory: WecomDirectory,
    private readonly parameters: Parameters,
    private readonly notices: Notices,
    private readonly environment: Environment,
  ) {}

  @Cron('20 15 * * * *')
  async look(): Promise<void> {
    if (!this.environment.values.ROLE.includes('jobs') || !this.directory.isThere) return;
    await this.follow().catch((problem: unknown) => {
      if (!(problem instanceof Refusal)) throw problem;
      this.log.warn({ code: problem.code }, 'the directory was not looked through');
    });
  }

  /** Nothing is written before everybody has been asked for: a directory that fails in the middle shuts nobody out. */
  async follow(): Promise<{ left: number }> {
    const bound: Bound[] = await this.db.asSystem('wecom', (em) =>
      em.query(
        `select u.id as "userId", u.username, i.subject from outside_identity i join app_user u on u.id = i.user_id
         where i.provider = 'wecom' and u.status in ('active', 'pending', 'disabled') order by u.id`,
      ),
    );
    if (bound.length === 0) return { left: 0 };
    const token = await this.directory.enter();
    const found: (Bound & { profile: WecomProfile | null })[] = [];
    for (const one of bound) found.push({ ...one, profile: await this.directory.profileOf(token, one.subject) });
    const left = found.filter(({ profile }) => profile === null);
    if (left.length > Math.max(FEW, bound.length * SHARE)) {
      this.log.error({ left: left.length, bound: bound.length }, 'too many would have left at once; nothing was done');
      return { left: 0 };
    }
    return this.db.asSystem('wecom', async (em) => {
      for (const { userId, profile } of found) if (profile) await this.present(em, userId, profile);
      for (const one of left) await this.gone(em, one);
      return { left: left.length };
    });
  }

  private async present(em: EntityManager, userId: string, profile: WecomProfile): Promise<void> {
    await em.query(`update app_user set status_reason = null where id = $1 and status = 'active' and status_reason = $2`, [userId, LEFT]);
    if (this.parameters.value('wecom.profile') === 'auto') await write(em, userId, profile, ['name', 'phone']);
  }

  /** The last of a power stays: somebody has to let the next one in. */
  private async gone(em: EntityManager, { userId, username }: Bound): Promise<void> {
    await em.query(`select pg_advisory_xact_lock(hashtext('last administrator'))`);
    const disables = this.parameters.value('wecom.leavers') === 'disable';
    const [marked]: [{ status: string }[], number] = await em.query(
      `update app_user set status_reason = $2, status = case when $3 and only_holder_of(id) = '{}' then 'disabled' else status end,
         status_changed_at = case when $3 and only_holder_of(id) = '{}' then now() else status_changed_at end
       where id = $1 and status in ('active', 'pending') and (status_reason is distinct from $2 or ($3 and only_holder_of(id) = '{}')) returning status`,
      [userId, LEFT, disables],
    );
    if (!marked[0]) return;
    const shut = marked[0].status === 'disabled';
    if (shut) await em.query(`update session set ended_at = now(), end_reason = 'left wecom' where user_id = $1 and ended_at is null`, [userId]);
    await this.notices.post(em, {
      permission: 'user:write', level: 'warning', title: '账号已离开企业微信', link: '/users',
      body: `账号 ${username} 已不在企业微信通讯录中，${shut ? '已自动停用，请复核。' : '请核对后决定是否停用。'}`, dedupeKey: `left wecom ${userId} ${shut ? 'shut' : 'flag'}`,
    });
  }
}
