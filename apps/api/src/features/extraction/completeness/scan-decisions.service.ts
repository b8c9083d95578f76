import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { BadInput, Conflict, NotFound } from '../../../platform/http/refusal.js';

interface Held {
  readonly source: string;
  readonly stream: string;
  readonly state: string;
  readonly waiting: number;
}

/** What people decide about removals that a scan did not believe. */
@Injectable()
export class ScanDecisions {
  constructor(private readonly db: ScopedDatabase) {}

  /** Nothing goes on an old finding: the data set is scanned again at once, and of the confirmed records those still missing go. */
  async confirm(caller: Caller, id: number, count: number, reason: string): Promise<void> {
    await this.decide(caller, id, 'confirmed', reason, async (em, held) => {
      if (held.waiting !== count) {
        throw new BadInput('输入的数量与待确认的数量不一致，请核对后重新输入。', [{ field: 'count', message: '请输入待确认的记录数' }]);
      }
      await em.query(`update source_stream set full_requested = true, next_run_at = now() where source_id = $1 and stream_id = $2`, [held.source, held.stream]);
    });
  }

  async dismiss(caller: Caller, id: number, reason: string): Promise<void> {
    await this.decide(caller, id, 'dismissed', reason, async (em) => {
      await em.query('delete from removal_candidate where scan_id = $1', [id]);
    });
  }

  private async decide(
    caller: Caller, id: number, state: 'confirmed' | 'dismissed', reason: string, act: (em: EntityManager, held: Held) => Promise<void>,
  ): Promise<void> {
    caller.request.reason = reason;
    await this.db.asCaller(caller, (em) => em.query('select 1 from full_scan where id = $1', [id]));
    // What is waiting is nobody's to read; the decision is the system's act on the caller's word.
    await this.db.asSystem(`scan decision of ${caller.username}`, async (em) => {
      const [held]: Held[] = await em.query(
        `select source_id as source, stream_id as stream, state, (select count(*)::int from removal_candidate where scan_id = s.id) as waiting
         from full_scan s where id = $1 for update`,
        [id],
      );
      if (!held) throw new NotFound('扫描记录');
      if (held.state !== 'held') throw new Conflict('ALREADY_DECIDED', '该扫描结果已处理或已被新的扫描取代，请刷新后查看。');
      await act(em, held);
      await em.query(
        `update full_scan set state = $2, decided_by = $3, decided_at = now(), decide_reason = $4 where id = $1`,
        [id, state, caller.username, reason],
      );
    });
  }
}
