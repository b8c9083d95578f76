import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { Conflict, NotFound, Refusal } from '../../../platform/http/refusal.js';
import { Parameters } from '../../settings/parameters.port.js';
import type { ProfileField, ProfileProposals } from './profile.dto.js';
import { WecomDirectory, type WecomProfile } from './wecom-directory.js';

interface Held extends WecomProfile {
  readonly name: string;
}

/** Name and phone as 通讯录 has them, offered to whoever is bound: taken field by field, or by themselves where a parameter says so. */
@Injectable()
export class WecomProfiles {
  private readonly log = new Logger('wecom');

  constructor(
    private readonly db: ScopedDatabase,
    private readonly directory: WecomDirectory,
    private readonly parameters: Parameters,
  ) {}

  /** Takes the named fields, and answers what still differs. What is taken is read from 通讯录 now, never from the page. */
  async take(caller: Caller, userId: string, fields: readonly ProfileField[]): Promise<ProfileProposals> {
    await this.db.asCaller(caller, (em) => heldBy(em, userId));
    const subject = await this.subjectOf(userId);
    if (!subject) throw new Conflict('NOT_BOUND', '该账号没有绑定企业微信，请先绑定。');
    const profile = await this.directory.profileOf(await this.directory.enter(), subject);
    return this.db.asCaller(caller, async (em) => {
      const held = await heldBy(em, userId);
      if (profile) await write(em, userId, profile, fields);
      const now = profile && fields.length ? await heldBy(em, userId) : held;
      return { id: userId, left: profile === null, items: profile ? differences(now, profile) : [] };
    });
  }

  /** After a binding, where the parameter says so. 企业微信 may be out of reach: the binding stands all the same. */
  async takeByItself(userId: string, subject: string): Promise<void> {
    if (this.parameters.value('wecom.profile') !== 'auto' || !this.directory.isThere) return;
    try {
      const profile = await this.directory.profileOf(await this.directory.enter(), subject);
      if (profile) await this.db.asSystem('wecom', (em) => write(em, userId, profile, ['name', 'phone']));
    } catch (problem) {
      if (!(problem instanceof Refusal)) throw problem;
      this.log.warn({ code: problem.code }, 'no profile was taken over after a binding');
    }
  }

  private async subjectOf(userId: string): Promise<string | null> {
    const [found]: { subject: string }[] = await this.db.asSystem('wecom', (em) =>
      em.query(`select subject from outside_identity where user_id = $1 and provider = 'wecom'`, [userId]),
    );
    return found?.subject ?? null;
  }
}

/** Only what differs is written; number, department and roles are not touched. */
export async function write(em: EntityManager, userId: string, { name, phone }: WecomProfile, fields: readonly ProfileField[]): Promise<void> {
  const said = [fields.includes('name') ? name : null, fields.includes('phone') ? phone : null];
  await em.query(
    `update app_user set name = coalesce($2, name), phone = coalesce($3, phone)
     where id = $1 and status <> 'closed' and (name, phone) is distinct from (coalesce($2, name), coalesce($3, phone))`,
    [userId, ...said],
  );
}

/** Throws NotFound for an account that is neither the asker's own nor in his reach. */
async function heldBy(em: EntityManager, userId: string): Promise<Held> {
  const [held]: Held[] = await em.query('select name, phone from app_user where id = $1 and (id = (select scope_user()) or account_in_reach(department_code))', [userId]);
  if (!held) throw new NotFound('账号');
  return held;
}

function differences(held: Held, profile: WecomProfile): ProfileProposals['items'] {
  return (['name', 'phone'] as const).flatMap((field) => {
    const proposed = profile[field];
    return proposed !== null && proposed !== held[field] ? [{ field, current: held[field], proposed }] : [];
  });
}
