import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { LiveEvents } from '../../platform/http/live-events.js';
import { Conflict } from '../../platform/http/refusal.js';
import type { PersonStatusChange } from './person-change.dto.js';
import { type KeptPerson, PersonRecord } from './person-record.queries.js';

/** Whether somebody is looked after: he may be suspended, leave, die, be taken off the roster, and come back. */
@Injectable()
export class PersonStanding {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly records: PersonRecord,
  ) {}

  async change(caller: Caller, id: string, { status, reason }: PersonStatusChange): Promise<void> {
    await this.set(caller, id, { status, reason }, ({ status: now }) => {
      if (now === 'cancelled') throw new Conflict('NOT_ON_ROSTER', '该对象已移出名册，请先恢复。');
      if (now === status) throw new Conflict('CHANGED_MEANWHILE', '该对象已是这个状态，请刷新后查看。');
    });
  }

  /** Off the roster: his visits, what he is known by and the log stay, and no new visits are looked at. */
  async remove(caller: Caller, id: string, reason: string): Promise<void> {
    await this.set(caller, id, { status: 'cancelled', reason }, ({ status }) => {
      if (status === 'cancelled') throw new Conflict('CHANGED_MEANWHILE', '该对象已移出名册，请刷新后查看。');
    });
  }

  /** Under care again; what happened meanwhile is fetched. */
  async restore(caller: Caller, id: string, reason: string): Promise<void> {
    await this.set(caller, id, { status: 'active', reason }, ({ status }) => {
      if (status === 'active' || status === 'suspended') throw new Conflict('CHANGED_MEANWHILE', '该对象已在名册中，请刷新后查看。');
    });
  }

  /** Gone for good, if nothing ever happened under his name. */
  async erase(caller: Caller, id: string, reason: string): Promise<void> {
    caller.request.reason = reason;
    await this.db.asCaller(caller, async (em) => {
      await this.records.hold(em, id);
      const [{ erased }]: [{ erased: boolean }] = await em.query('select erase_unused($1) as erased', [id]);
      if (!erased) throw new Conflict('IN_USE', '该对象已有就诊、关联或待匹配记录，不能彻底删除。可以改为移出名册。');
    });
  }

  private async set(
    caller: Caller, id: string, { status, reason }: { status: string; reason: string }, check: (person: KeptPerson) => void,
  ): Promise<void> {
    caller.request.reason = reason;
    await this.db.asCaller(caller, async (em: EntityManager) => {
      check(await this.records.hold(em, id));
      await em.query(
        `update beneficiary set status = $2, status_reason = $3, version = version + 1, updated_at = now(),
           field_origins = field_origins || jsonb_build_object('status', jsonb_build_object('source', 'manual', 'at', now())) where id = $1`,
        [id, status, reason],
      );
      await LiveEvents.announce(em, [{ topic: 'roster', beneficiaryId: id }]);
    });
  }
}
