import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { mustSeePerson } from '../../platform/database/visible-person.js';
import { LiveEvents } from '../../platform/http/live-events.js';
import { Conflict, NotFound, Refusal } from '../../platform/http/refusal.js';
import type { KeptRecall, NewRecall, RecallCancellation, RecallPostponement, RecallResult } from './recall.dto.js';

const KEPT = 'id, beneficiary_id as "beneficiaryId", version';

/** What is done about tasks of 复查与随访. */
@Injectable()
export class RecallService {
  constructor(private readonly db: ScopedDatabase) {}

  add(caller: Caller, { beneficiaryId, item, dueDate, advice }: NewRecall): Promise<KeptRecall> {
    return this.db.asCaller(caller, async (em) => {
      await mustSeePerson(em, beneficiaryId);
      const [made]: KeptRecall[] = await em.query(
        `insert into recall (beneficiary_id, confidential, origin, line, item, advice, due_date, created_by, created_by_name)
         select id, confidential, 'manual', 1, $2, $3, $4, $5, $6 from beneficiary where id = $1 returning ${KEPT}`,
        [beneficiaryId, item, advice ?? null, dueDate, caller.username, caller.name],
      );
      return told(em, made!);
    });
  }

  finish(caller: Caller, id: string, { version, method, result }: RecallResult): Promise<KeptRecall> {
    return this.change(caller, id, version, `status = 'done', method = $4, result = $5, handled_by = $2, handled_by_name = $3, handled_at = now()`, [method, result]);
  }

  cancel(caller: Caller, id: string, { version, reason }: RecallCancellation): Promise<KeptRecall> {
    return this.change(caller, id, version, `status = 'cancelled', result = $4, handled_by = $2, handled_by_name = $3, handled_at = now()`, [reason]);
  }

  postpone(caller: Caller, id: string, { version, dueDate, reason }: RecallPostponement): Promise<KeptRecall> {
    return this.change(caller, id, version, `due_date = $4, result = $5, handled_by = $2, handled_by_name = $3`, [dueDate, reason]);
  }

  private change(caller: Caller, id: string, version: number, set: string, values: readonly unknown[]): Promise<KeptRecall> {
    return this.db.asCaller(caller, async (em) => {
      const [held]: { status: string; version: number }[] = await em.query('select status, version from recall where id = $1 for update', [id]);
      if (!held) throw new NotFound('复查任务');
      if (held.version !== version) throw new Refusal(412, 'STALE_VERSION', '这项复查在您打开之后已被他人处理。请刷新后查看现在的状态。');
      if (held.status !== 'open') throw new Conflict('RECALL_CLOSED', '这项复查已经结束，不能再处理。');
      const [changed]: [KeptRecall[], number] = await em.query(
        `update recall set ${set}, version = version + 1, updated_at = now() where id = $1 returning ${KEPT}`,
        [id, caller.username, caller.name, ...values],
      );
      return told(em, changed[0]!);
    });
  }
}

async function told(em: EntityManager, kept: KeptRecall): Promise<KeptRecall> {
  await LiveEvents.announce(em, [{ topic: 'checkups', beneficiaryId: kept.beneficiaryId }]);
  return kept;
}
