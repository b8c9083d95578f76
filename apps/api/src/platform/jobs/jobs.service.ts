import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../access/caller.js';
import { ScopedDatabase } from '../database/scoped-database.js';
import { LiveEvents } from '../http/live-events.js';
import { Conflict, NotFound } from '../http/refusal.js';
import { JobDelivery } from './job-delivery.js';
import type { JobHandler, Lane } from './job-handler.js';
import type { JobOrigin } from './job-store.js';

export interface NewJob<Asked extends object> {
  /** Chinese, for the list of jobs and the notice; no data of people. */
  readonly title: string;
  /** What the handler needs to know: ids and conditions, never what they stand for. */
  readonly asked: Asked;
  readonly reason?: string;
  /** How many things there are to do, when that is known. */
  readonly total?: number;
}

/** Unfinished jobs of one account at the same time. */
const MOST_OPEN = 20;

/** Work that goes on in the background, for the account that asks for it. */
@Injectable()
export class Jobs {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly delivery: JobDelivery,
  ) {}

  /**
   * In the transaction of `em`, which is the caller's: the job exists exactly when what was done with it does. Answers its id.
   * Throws Conflict when the caller has too many unfinished ones.
   */
  async submit<Asked extends object>(em: EntityManager, caller: Caller, handler: JobHandler<Asked>, { title, asked, reason, total }: NewJob<Asked>): Promise<string> {
    const [{ open }]: [{ open: number }] = await em.query(
      `select count(*)::int as open from background_job where owner_id = $1 and state in ('waiting', 'running')`, [caller.userId],
    );
    if (open >= MOST_OPEN) throw new Conflict('TOO_MANY_JOBS', `您有 ${open} 项后台任务尚未完成，请等待完成或取消后再提交。`);
    const { traceId, ip, device, operation, object } = caller.request;
    const origin: JobOrigin = { sessionId: caller.sessionId, traceId, ip, device, operation, object };
    const [{ id }]: [{ id: string }] = await em.query(
      `insert into background_job (kind, lane, title, owner_id, asked, origin, reason, total) values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
      [handler.kind, handler.lane, title, caller.userId, JSON.stringify(asked), JSON.stringify(origin), reason ?? null, total ?? null],
    );
    await this.delivery.send(em, handler.lane, id);
    await told(em, caller);
    return id;
  }

  /** A job that waits is over at once; one in hand stops at its next step. */
  cancel(caller: Caller, id: string): Promise<void> {
    return this.db.asCaller(caller, async (em) => {
      const [changed]: [unknown[], number] = await em.query(
        `update background_job set cancel_requested = true,
           state = case when state = 'waiting' then 'cancelled' else state end,
           message = case when state = 'waiting' then '已按您的要求取消，没有生成结果。' else message end,
           finished_at = case when state = 'waiting' then now() end
         where id = $1 and state in ('waiting', 'running') returning id`,
        [id],
      );
      if (changed.length === 0) await this.mustExist(em, id, '任务已经结束，不能取消。');
      await told(em, caller);
    });
  }

  /** A failed or cancelled job once more; what it has settled stays settled, what failed is tried again. */
  retry(caller: Caller, id: string): Promise<void> {
    return this.db.asCaller(caller, async (em) => {
      const [[job]]: [{ lane: Lane }[], number] = await em.query(
        `update background_job set state = 'waiting', cancel_requested = false, attempts = 0, message = null, code = null, error_no = null,
           finished_at = null, done = done - failed, failed = 0
         where id = $1 and state in ('failed', 'cancelled') returning lane`,
        [id],
      );
      if (!job) return this.mustExist(em, id, '只有失败或已取消的任务可以重试。');
      await em.query(`delete from background_job_item where job_id = $1 and outcome = 'failed'`, [id]);
      await this.delivery.send(em, job.lane, id);
      await told(em, caller);
    });
  }

  private async mustExist(em: EntityManager, id: string, otherwise: string): Promise<void> {
    const [found]: unknown[] = await em.query('select 1 from background_job where id = $1', [id]);
    if (!found) throw new NotFound('任务');
    throw new Conflict('JOB_STATE', otherwise);
  }
}

const told = (em: EntityManager, { userId }: Caller): Promise<void> => LiveEvents.announce(em, [{ topic: 'jobs', beneficiaryId: null, userId }]);
