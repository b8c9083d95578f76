import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { mustSeePerson } from '../../platform/database/visible-person.js';
import { LiveEvents } from '../../platform/http/live-events.js';
import { Conflict, NotFound } from '../../platform/http/refusal.js';
import { Notices } from '../sms/notices.port.js';
import { Proposals } from './proposals.service.js';
import type { ChangedSecrecy, ManySecrecies, NewSecrecy } from './secrecy.dto.js';

/** Setting and lifting 机密: by whoever is cleared for the person, with a reason; of several at once by two. */
@Injectable()
export class SecrecyChanges {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly proposals: Proposals,
    private readonly notices: Notices,
  ) {}

  /** The person is visible to the caller: an ordinary one, or one whom he has opened. */
  set(caller: Caller, id: string, { secrecy, aliasName, reviewOn, reason }: NewSecrecy): Promise<ChangedSecrecy> {
    caller.request.reason = reason;
    return this.db.asCaller(caller, async (em) => {
      await mustSeePerson(em, id);
      mustBeCleared(caller);
      const [changed] = await this.write(em, [id], { secrecy, aliasName, reason, reviewOn });
      return { beneficiaryId: id, changed: changed !== undefined };
    });
  }

  lift(caller: Caller, id: string, reason: string): Promise<ChangedSecrecy> {
    caller.request.reason = reason;
    return this.db.asCaller(caller, async (em) => {
      await mustSeePerson(em, id);
      mustBeCleared(caller);
      const [changed] = await this.write(em, [id], { secrecy: 'N', reason });
      return { beneficiaryId: id, changed: changed !== undefined };
    });
  }

  /** Nothing changes before somebody else agrees. Whoever is not visible to the caller is not on the list, whoever he is. */
  proposeMany(caller: Caller, { beneficiaryIds, secrecy, reason }: ManySecrecies): Promise<{ id: string }> {
    caller.request.reason = reason;
    return this.db.asLister(caller, async (em) => {
      mustBeCleared(caller);
      const seen: { id: string }[] = await em.query('select id from beneficiary where id = any ($1) order by id', [beneficiaryIds]);
      if (seen.length !== beneficiaryIds.length) throw new NotFound('保健对象');
      const id = await this.proposals.propose(em, caller, { kind: 'secrecy', beneficiaryIds: seen.map((one) => one.id), secrecy, reason });
      const others: { id: string }[] = await em.query('select id from privacy_watchers($1) as id where id <> $2', ['', caller.userId]);
      if (others.length) {
        await this.notices.post(em, {
          permission: 'care-team:manage', recipients: others.map((one) => one.id), level: 'info', title: '有一份机密事项等待确认',
          body: `批量设定 ${seen.length} 人的密级，须由另一位有权人员确认。`, link: '/confidential/matters', dedupeKey: `secrecy-proposal ${id}`,
        });
      }
      return { id };
    });
  }

  approveMany(caller: Caller, id: string, note: string | undefined): Promise<void> {
    return this.proposals.approve(caller, id, ['secrecy'], {
      note,
      grant: async (em, { beneficiaryIds, secrecy, reason }) => {
        mustBeCleared(caller);
        const [{ within }]: [{ within: boolean }] = await em.query(
          'select $2::uuid[] <@ array(select people_in_reach($1, $2)) as within', [caller.userId, beneficiaryIds],
        );
        if (!within) throw new Conflict('BEYOND_REACH', '其中有不在您授权范围内的对象，请由院领导确认。');
        await this.write(em, beneficiaryIds, { secrecy: secrecy!, reason });
      },
    });
  }

  private async write(
    em: EntityManager, people: readonly string[], said: { secrecy: string; reason: string; aliasName?: string | undefined; reviewOn?: string | undefined },
  ): Promise<string[]> {
    const changed: { id: string }[] = await em.query('select set_secrecy($1, $2, $3, $4, $5) as id', [
      people, said.secrecy, said.aliasName || null, said.reason, said.reviewOn ?? null,
    ]);
    await LiveEvents.announce(em, changed.map(({ id }) => ({ topic: 'roster', beneficiaryId: id })));
    return changed.map(({ id }) => id);
  }
}

/** The right alone is not enough: his own clearance has to hold. */
function mustBeCleared({ scope }: Caller): void {
  if (!scope.cleared) throw new Conflict('CLEARANCE_NEEDED', '设定或解除机密须本人有有效的机密授权。请先由他人提请授权。');
}
