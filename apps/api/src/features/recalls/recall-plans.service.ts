import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import type { PlannedRecalls, Recalls } from './recalls.port.js';

@Injectable()
export class RecallPlans implements Recalls {
  async plan(em: EntityManager, caller: Caller, { summaryId, checkupId, beneficiaryId, lines }: PlannedRecalls): Promise<void> {
    await em.query(
      `insert into recall (beneficiary_id, confidential, origin, origin_id, checkup_id, line, item, advice, due_date, created_by, created_by_name)
       select b.id, b.confidential, 'checkup', $2, $3, l.line, l.item, l.advice, l.due_date, $5, $6
       from beneficiary b cross join jsonb_to_recordset($4) as l (line integer, item text, advice text, due_date date)
       where b.id = $1 and not exists (select 1 from recall r where r.checkup_id = $3 and r.status = 'done' and r.item = l.item and r.due_date = l.due_date)`,
      [beneficiaryId, summaryId, checkupId, JSON.stringify(lines.map(({ dueDate, ...line }) => ({ ...line, due_date: dueDate }))), caller.username, caller.name],
    );
  }

  async dropOpen(em: EntityManager, summaryId: string, reason: string): Promise<void> {
    await em.query(
      `update recall set status = 'cancelled', result = $2, handled_at = now(), version = version + 1, updated_at = now()
       where origin_id = $1 and status = 'open'`,
      [summaryId, reason],
    );
  }
}
