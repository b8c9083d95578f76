import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { LiveEvents } from '../../platform/http/live-events.js';
import { BadInput, Conflict, NotFound } from '../../platform/http/refusal.js';
import { Parameters } from '../settings/parameters.port.js';
import type { NewOpening, OpeningReview, OwnOpening } from './opening.dto.js';
import { PrivacyNotices } from './privacy-notices.js';

/** Opening a 机密 person for a while, with a reason; every read meanwhile carries it. */
@Injectable()
export class Openings {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly parameters: Parameters,
    private readonly privacy: PrivacyNotices,
  ) {}

  /** Whom the caller may not open is not there for him. An opening that runs is replaced by the new one. */
  open(caller: Caller, { beneficiaryId, reason }: NewOpening): Promise<OwnOpening> {
    caller.request.reason = reason;
    return this.db.asCaller(caller, async (em) => {
      const [may]: unknown[] = await em.query('select 1 from clearable_people($1) p where p = $2', [caller.userId, beneficiaryId]);
      if (!may) throw new NotFound('保健对象');
      await em.query(
        `update confidential_opening set ended_at = now() where user_id = $1 and session_id = $2 and beneficiary_id = $3 and kind = 'clearance' and ended_at is null`,
        [caller.userId, caller.sessionId, beneficiaryId],
      );
      return this.record(em, caller, { beneficiaryId, kind: 'clearance', reason, minutes: this.parameters.value('confidential.openingMinutes') });
    });
  }

  /** In the caller's transaction: the row, and the word to whoever answers for it. No word, no opening. */
  async record(
    em: EntityManager, caller: Caller,
    { beneficiaryId, kind, reason, minutes }: { beneficiaryId: string; kind: 'clearance' | 'emergency'; reason: string; minutes: number },
  ): Promise<OwnOpening> {
    const [made]: { id: string; validUntil: Date }[] = await em.query(
      `insert into confidential_opening (beneficiary_id, user_id, session_id, kind, reason, valid_until, review_state)
       values ($1, $2, $3, $4, $5, now() + $6 * interval '1 minute', $7) returning id, valid_until as "validUntil"`,
      [beneficiaryId, caller.userId, caller.sessionId, kind, reason, minutes, kind === 'emergency' ? 'open' : null],
    );
    await this.privacy.opened(em, caller, { id: made!.id, kind, reason });
    return { ...made!, beneficiaryId, kind, reason, mayCopy: this.mayCopy(kind) };
  }

  /** What is open to the caller in this session, those in his daily care among them. */
  own(caller: Caller): Promise<OwnOpening[]> {
    return this.db.asCaller(caller, async (em) => {
      const rows: Omit<OwnOpening, 'mayCopy'>[] = await em.query(
        `select (select o.id from confidential_opening o where o.user_id = $1 and o.session_id = $2 and o.beneficiary_id = p.beneficiary_id
             and o.kind = p.kind and o.ended_at is null and o.valid_until = p.valid_until limit 1) as id,
           p.beneficiary_id as "beneficiaryId", p.kind, p.reason, p.valid_until as "validUntil" from opened_people($1, $2) p order by p.valid_until`,
        [caller.userId, caller.sessionId],
      );
      return rows.map((row) => ({ ...row, mayCopy: this.mayCopy(row.kind) }));
    });
  }

  end(caller: Caller, id: string): Promise<void> {
    return this.db.asCaller(caller, async (em) => {
      const [ended]: [{ beneficiaryId: string }[], number] = await em.query(
        `update confidential_opening set ended_at = now() where id = $1 and user_id = $2 and ended_at is null and valid_until > now()
         returning beneficiary_id as "beneficiaryId"`,
        [id, caller.userId],
      );
      if (!ended[0]) throw new NotFound('打开记录');
      await LiveEvents.announce(em, [{ topic: 'roster', beneficiaryId: ended[0].beneficiaryId }]);
    });
  }

  /** Somebody else judges afterwards whether an emergency was one. */
  async review(caller: Caller, id: string, { decision, note }: OpeningReview): Promise<void> {
    if (decision === 'unjustified' && !note) throw new BadInput('请写明认定不当的理由。', [{ field: 'note', message: '请写明理由' }]);
    caller.request.reason = note ?? null;
    await this.db.asCaller(caller, async (em) => {
      const [opening]: { userId: string; reviewState: string | null }[] = await em.query(
        `select user_id as "userId", review_state as "reviewState" from confidential_opening where id = $1 and beneficiary_id in (select clearable_people($2)) for update`,
        [id, caller.userId],
      );
      if (!opening?.reviewState) throw new NotFound('待复核的紧急访问');
      if (opening.userId === caller.userId) throw new Conflict('SECOND_PERSON_NEEDED', '不能复核自己的紧急访问，请由另一位有权人员复核。');
      if (opening.reviewState !== 'open') throw new Conflict('CHANGED_MEANWHILE', '这次紧急访问已经复核，请刷新后查看。');
      await em.query(
        `update confidential_opening set review_state = $2, reviewed_by = $3, reviewed_at = now(), review_note = $4, ended_at = coalesce(ended_at, case when valid_until > now() and $2 = 'unjustified' then now() end) where id = $1`,
        [id, decision, caller.userId, note ?? null],
      );
    });
  }

  private mayCopy(kind: string): boolean {
    return kind !== 'emergency' && this.parameters.value('confidential.export');
  }
}
