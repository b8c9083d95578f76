import { Injectable, Logger } from '@nestjs/common';
import { type Caller, CallerSource, type RequestContext } from '../access/caller.js';
import { PERMISSIONS } from '../access/permissions.js';
import { AccessTrail } from '../audit/access-trail.js';
import { Forbidden, Refusal } from '../http/refusal.js';
import type { JobHandler } from './job-handler.js';
import { JobHandlers } from './job-handlers.js';
import { JobInHand } from './job-in-hand.js';
import { JobStopped } from './job-stopped.js';
import { JobStore, type TakenJob } from './job-store.js';

const LOOK_MS = 1_000;

/** Tells the delivery that the job has to come again. Carries nothing of what went wrong. */
class Again extends Error {}

/** Works on one delivered job: as the account that asked for it, with the rights that the account has now. */
@Injectable()
export class JobRunner {
  private readonly log = new Logger('jobs');
  private readonly inHand = new Set<AbortController>();
  private stopping = false;

  constructor(
    private readonly handlers: JobHandlers,
    private readonly store: JobStore,
    private readonly callers: CallerSource,
    private readonly trail: AccessTrail,
  ) {}

  /** Throws when it has to be delivered again; `last` says that it will not be. */
  async run(id: string, last: boolean): Promise<void> {
    if (this.stopping) throw new Again();
    const job = await this.store.take(id);
    if (!job) return;
    const control = new AbortController();
    this.inHand.add(control);
    const watch = setInterval(() => void this.look(job, control), LOOK_MS);
    try {
      await this.handle(job, control.signal, last);
    } finally {
      clearInterval(watch);
      this.inHand.delete(control);
    }
  }

  /** Handlers hear of it through their signal. */
  stopAll(): void {
    this.stopping = true;
    for (const control of this.inHand) control.abort(new JobStopped('shutdown'));
  }

  private async look(job: TakenJob, control: AbortController): Promise<void> {
    try {
      const stopped = await this.store.look(job);
      if (stopped) control.abort(stopped);
    } catch {
      this.log.warn('a job could not be looked at; it goes on');
    }
  }

  private async handle(job: TakenJob, signal: AbortSignal, last: boolean): Promise<void> {
    const handler = this.handlers.of(job.kind);
    const context = contextOf(job, handler);
    let caller: Caller | null = null;
    try {
      caller = await this.callers.callerOfAccount(job.ownerId, job.origin.sessionId, context);
      if (!caller) throw new Forbidden('后台任务');
      if (handler.permission && !caller.permissions.has(handler.permission)) throw new Forbidden(PERMISSIONS[handler.permission]);
      const { message, fileId } = await handler.run(new JobInHand(job, this.store, signal), caller);
      await this.store.end(job, { state: 'done', message, fileId });
    } catch (problem) {
      await this.stopped(job, signal.aborted ? signal.reason : problem, { context, caller, last });
    }
  }

  private async stopped(job: TakenJob, problem: unknown, { context, caller, last }: { context: RequestContext; caller: Caller | null; last: boolean }): Promise<void> {
    if (problem instanceof JobStopped) {
      if (problem.why === 'cancelled') return this.store.end(job, { state: 'cancelled', message: '已按您的要求取消，没有生成结果。' });
      if (problem.why === 'shutdown') await this.again(job);
      return;
    }
    if (problem instanceof Refusal) {
      await this.trail.refused(context, caller ?? undefined, problem.status);
      return this.store.end(job, { state: 'failed', code: problem.code, message: problem.message });
    }
    const { traceId } = job.origin;
    this.log.error({ errorNo: traceId, name: problem instanceof Error ? problem.name : typeof problem }, `a job failed: ${job.kind}`);
    if (!last) return this.again(job);
    await this.trail.refused(context, caller ?? undefined, 500);
    await this.store.end(job, {
      state: 'failed', code: 'INTERNAL', errorNo: traceId, message: '多次尝试后仍未完成。请稍后重试；如仍失败，请将错误编号告知信息科。',
    });
  }

  private async again(job: TakenJob): Promise<never> {
    await this.store.handBack(job);
    throw new Again();
  }
}

/** The run of a job as the access trail needs it: the request that asked for it, under the same trace. */
function contextOf({ origin, asked, reason }: TakenJob, { audit, kind, isListFile }: JobHandler): RequestContext {
  return {
    ...origin, audit, params: { job: kind }, query: { ...asked }, isListFile, background: true, csv: false, reason, trailed: false,
  };
}
