import { Injectable } from '@nestjs/common';
import { ScopedDatabase } from '../../../../platform/database/scoped-database.js';
import { LiveEvents } from '../../../../platform/http/live-events.js';
import { type ReplayedRecord, type ReplayOutcome, ReplayRecord } from '../../replay-record.js';
import { RunLedger } from '../../run-ledger.js';
import { type ActiveSource, SourceRegistry } from '../../source-registry.js';
import { KeptPayloads, type ReplayItemInHand } from './kept-payloads.js';

export interface TaskInHand {
  readonly id: string;
  readonly dryRun: boolean;
  readonly batchSize: number;
  readonly requestedBy: string;
  /** The runs of this stretch of work, one a data set. */
  readonly runs: Map<string, number>;
}

type Result = { readonly position: number; readonly outcome: ReplayOutcome; readonly message: string | null };

/** Sends the records of a task again, batch by batch. Doing one twice does no harm: what is stored already is unchanged. */
@Injectable()
export class ReplayWorker {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly payloads: KeptPayloads,
    private readonly registry: SourceRegistry,
    private readonly record: ReplayRecord,
    private readonly ledger: RunLedger,
  ) {}

  /** The oldest task that nobody works at; undefined when there is none. */
  async take(owner: string, seconds: number): Promise<TaskInHand | undefined> {
    const [[task]]: [Omit<TaskInHand, 'runs'>[], number] = await this.db.asSystem('replay', (em) =>
      em.query(
        `update replay_task set state = 'running', lease_owner = $1, lease_until = now() + $2 * interval '1 second'
         where id = (select id from replay_task where state in ('queued', 'running') and coalesce(lease_until, '-infinity') < now()
           order by created_at, id limit 1 for update skip locked)
         returning id, dry_run as "dryRun", batch_size as "batchSize", requested_by as "requestedBy"`,
        [owner, seconds],
      ),
    );
    return task && { ...task, runs: new Map() };
  }

  /** False when the task is at its end, paused, cancelled or somebody else's by now. */
  async batch(task: TaskInHand, owner: string, seconds: number): Promise<boolean> {
    if (!(await this.hold(task, owner, seconds))) return false;
    const items = await this.payloads.next(task.id, task.batchSize);
    if (items.length === 0) {
      await this.end(task, owner);
      return false;
    }
    const sources = new Map((await this.registry.active()).map((source) => [source.id, source]));
    for (const item of items) {
      const result = await this.sendOne(task, item, sources.get(item.sourceId));
      if (!(await this.note(task, item, result, { owner, seconds }))) return false;
    }
    await this.db.asSystem('replay', (em) => LiveEvents.announce(em, [{ topic: 'sync', beneficiaryId: null }]));
    return true;
  }

  async release(task: TaskInHand, owner: string): Promise<void> {
    for (const runId of task.runs.values())
      await this.ledger.finish(runId, 'done', task.dryRun ? '试运行，未写入任何数据' : null);
    await this.db.asSystem('replay', (em) =>
      em.query(`update replay_task set lease_owner = null, lease_until = null where id = $1 and lease_owner = $2`, [
        task.id,
        owner,
      ]),
    );
  }

  private async sendOne(task: TaskInHand, item: ReplayItemInHand, source: ActiveSource | undefined): Promise<Result> {
    const { position } = item;
    const kept = await this.payloads.of(item);
    if ('skip' in kept) return { position, outcome: kept.failed ? 'failed' : 'skipped', message: kept.skip };
    const asked: ReplayedRecord = { source, streamId: item.streamId, raw: kept.raw, dryRun: task.dryRun };
    const { outcome, message } = await this.record.send(asked, () => this.runOf(task, item));
    return { position, outcome, message };
  }

  private async runOf(task: TaskInHand, { sourceId, streamId }: ReplayItemInHand): Promise<number> {
    const name = `${sourceId} ${streamId}`;
    const known =
      task.runs.get(name) ??
      (await this.ledger.start({
        sourceId,
        streamId,
        mode: 'replay',
        dryRun: task.dryRun,
        requestedBy: task.requestedBy,
        asked: { task: task.id },
      }));
    task.runs.set(name, known);
    return known;
  }

  /** The record's outcome, the failure's end and the task's count are one act. False when the task may not go on. */
  private note(
    task: TaskInHand,
    item: ReplayItemInHand,
    { outcome, message }: Result,
    { owner, seconds }: { owner: string; seconds: number },
  ): Promise<boolean> {
    return this.db.asSystem('replay', async (em) => {
      await em.query(
        `update replay_item set outcome = $3, message = $4, at = now() where task_id = $1 and position = $2 and outcome is null`,
        [task.id, item.position, outcome, message],
      );
      const closes = !task.dryRun && item.quarantineId !== null && (outcome === 'stored' || outcome === 'filtered');
      if (closes) {
        await em.query(
          `update quarantine set status = 'replayed', closed_by = $2, closed_at = now(), close_reason = '重试成功' where id = $1 and status = 'open'`,
          [item.quarantineId, task.requestedBy],
        );
      }
      const [rows]: [{ state: string }[], number] = await em.query(
        `update replay_task set done = done + 1, ${outcome} = ${outcome} + 1, lease_until = now() + $3 * interval '1 second'
         where id = $1 and lease_owner = $2 returning state`,
        [task.id, owner, seconds],
      );
      return rows[0]?.state === 'running';
    });
  }

  private async hold(task: TaskInHand, owner: string, seconds: number): Promise<boolean> {
    const [rows]: [unknown[], number] = await this.db.asSystem('replay', (em) =>
      em.query(
        `update replay_task set lease_until = now() + $3 * interval '1 second' where id = $1 and lease_owner = $2 and state = 'running' returning 1`,
        [task.id, owner, seconds],
      ),
    );
    return rows.length > 0;
  }

  private async end(task: TaskInHand, owner: string): Promise<void> {
    await this.db.asSystem('replay', async (em) => {
      await em.query(
        `update replay_task set state = 'done', finished_at = now() where id = $1 and lease_owner = $2 and state = 'running'`,
        [task.id, owner],
      );
      await LiveEvents.announce(em, [{ topic: 'sync', beneficiaryId: null }]);
    });
  }
}
