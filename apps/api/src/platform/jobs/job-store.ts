import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ScopedDatabase } from '../database/scoped-database.js';
import { LiveEvents } from '../http/live-events.js';
import { JobNews } from './job-news.js';
import { type ItemOutcome, JobStopped } from './job-stopped.js';

/** From where a job was asked for; its run stands on the access trail under the same trace. */
export interface JobOrigin {
  readonly sessionId: string;
  readonly traceId: string;
  readonly ip: string;
  readonly device: string;
  readonly operation: string;
  readonly object: string;
}

export interface TakenJob {
  readonly id: string;
  readonly kind: string;
  readonly ownerId: string;
  readonly title: string;
  readonly asked: object;
  readonly origin: JobOrigin;
  readonly reason: string | null;
  readonly attempts: number;
  readonly fence: number;
}

export interface JobEnding {
  readonly state: 'done' | 'failed' | 'cancelled';
  readonly message: string;
  readonly code?: string | undefined;
  readonly errorNo?: string | undefined;
  readonly fileId?: string | undefined;
}

const TAKEN = `id, kind, owner_id as "ownerId", title, asked, origin, reason, attempts, fence`;

/** The record of a job: who has it in hand writes with its fence, and whoever lost it writes nothing. */
@Injectable()
export class JobStore {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly news: JobNews,
  ) {}

  /** Null when there is nothing left to do. A job that still says "running" belonged to a process that is gone. */
  take(id: string): Promise<TakenJob | null> {
    return this.db.asSystem('jobs', async (em) => {
      const [[taken]]: [TakenJob[], number] = await em.query(
        `update background_job set state = 'running', fence = fence + 1, attempts = attempts + 1, started_at = coalesce(started_at, now())
         where id = $1 and state in ('waiting', 'running') returning ${TAKEN}`,
        [id],
      );
      if (taken) await announce(em, taken.ownerId);
      return taken ?? null;
    });
  }

  async progress(job: TakenJob, done: number, total: number | null): Promise<void> {
    await this.hold(job, 'done = $3, total = $4', [done, total]);
  }

  async expect(job: TakenJob, total: number): Promise<void> {
    await this.hold(job, 'total = $3', [total]);
  }

  async settled(job: TakenJob): Promise<ReadonlySet<string>> {
    const rows: { ref: string }[] = await this.db.asSystem('jobs', (em) => em.query('select ref from background_job_item where job_id = $1', [job.id]));
    return new Set(rows.map(({ ref }) => ref));
  }

  async settle(job: TakenJob, { ref, outcome, message }: { ref: string; outcome: ItemOutcome; message: string | null }): Promise<void> {
    await this.hold(job, `done = done + 1, failed = failed + $3`, [outcome === 'failed' ? 1 : 0], (em) =>
      em.query(
        `insert into background_job_item (job_id, ref, outcome, message) values ($1, $2, $3, $4)
         on conflict (job_id, ref) do update set outcome = excluded.outcome, message = excluded.message, at = excluded.at`,
        [job.id, ref, outcome, message],
      ),
    );
  }

  /** Looks whether the owner wants it stopped, and whether it is still ours. */
  async look(job: TakenJob): Promise<JobStopped | null> {
    const [row]: { cancel: boolean; fence: number; state: string }[] = await this.db.asSystem('jobs', (em) =>
      em.query('select cancel_requested as cancel, fence, state from background_job where id = $1', [job.id]),
    );
    if (!row || row.fence !== job.fence || row.state !== 'running') return new JobStopped('lost');
    return row.cancel ? new JobStopped('cancelled') : null;
  }

  async end(job: TakenJob, { state, message, code, errorNo, fileId }: JobEnding): Promise<void> {
    await this.hold(
      job,
      `state = $3, message = $4, code = $5, error_no = $6, file_id = $7, finished_at = now()`,
      [state, message, code ?? null, errorNo ?? null, fileId ?? null],
      (em) => this.news.ended(em, { jobId: job.id, ownerId: job.ownerId, title: job.title, state, message, attempt: job.attempts }),
    );
  }

  /** Somebody will take it up again. */
  async handBack(job: TakenJob): Promise<void> {
    await this.hold(job, `state = 'waiting'`, []);
  }

  /** A job that was in hand of processes that died again and again. */
  async giveUp(id: string): Promise<void> {
    const job = await this.take(id);
    if (job) await this.end(job, { state: 'failed', code: 'INTERRUPTED', message: '处理过程多次中断，未能完成。请重试；如仍失败，请联系信息科。' });
  }

  private async hold(job: TakenJob, set: string, values: readonly unknown[], also?: (em: EntityManager) => Promise<unknown>): Promise<void> {
    await this.db.asSystem('jobs', async (em) => {
      const [held]: [unknown[], number] = await em.query(
        `update background_job set ${set} where id = $1 and fence = $2 and state = 'running' returning id`, [job.id, job.fence, ...values],
      );
      if (held.length === 0) throw new JobStopped('lost');
      await also?.(em);
      await announce(em, job.ownerId);
    });
  }
}

const announce = (em: EntityManager, userId: string): Promise<void> => LiveEvents.announce(em, [{ topic: 'jobs', beneficiaryId: null, userId }]);
