import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../../platform/access/caller.js';
import { Conditions } from '../../../../platform/database/conditions.js';
import { ScopedDatabase } from '../../../../platform/database/scoped-database.js';
import { BadInput, Conflict, NotFound } from '../../../../platform/http/refusal.js';
import { quarantineConditions } from '../../quarantine.queries.js';
import { SourceRegistry } from '../../source-registry.js';
import { affectedFacts } from '../codes/affected-facts.js';
import {
  type FailureChoice,
  type NewCodeReplay,
  type NewReplayTask,
  type ReplayPreview,
  UNCONFIRMED,
} from './replay-task.dto.js';

type Options = Pick<NewReplayTask, 'batchSize' | 'confirmCount' | 'reason' | 'dryRun'>;

/** Writes down what is to be sent again; the runner does it in the background. */
@Injectable()
export class ReplayTasksService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly registry: SourceRegistry,
  ) {}

  preview(caller: Caller, choice: FailureChoice): Promise<ReplayPreview> {
    return this.db.asCaller(caller, async (em) => {
      await refuseUnknown(em, choice);
      const { where, values } = chosen(choice, true);
      const [row]: [{ open: number; succeeded: number }] = await em.query(
        `select count(*) filter (where q.status = 'open')::int as open, count(*) filter (where q.status = 'replayed')::int as succeeded from quarantine q where ${where}`,
        values,
      );
      const count = row.open + (choice.includeSucceeded ? row.succeeded : 0);
      return { count, succeededBefore: row.succeeded, needsConfirmation: count > UNCONFIRMED };
    });
  }

  create(caller: Caller, request: NewReplayTask): Promise<string> {
    return this.db
      .asCaller(caller, async (em) => {
        await refuseUnknown(em, request);
        const { where, values } = chosen(request, request.includeSucceeded ?? false);
        const task = await begin(
          em,
          caller,
          'failures',
          { ids: request.ids, filter: request.filter, includeSucceeded: request.includeSucceeded },
          request,
        );
        await em.query(
          `insert into replay_item (task_id, position, source_id, stream_id, key, quarantine_id)
         select $${values.length + 1}, row_number() over (order by q.at, q.id), q.source_id, q.stream_id, q.key, q.id from quarantine q where ${where}`,
          [...values, task.id],
        );
        await confirm(em, task.id, request);
        return task;
      })
      .then(({ id }) => id);
  }

  /** What was stored with a code that meant nothing then is mapped again from its kept raw form. */
  async createForCode(caller: Caller, request: NewCodeReplay): Promise<string> {
    const source = await this.registry.configuredById(request.source);
    if (!source) throw new NotFound('数据源');
    const { table, code } = request;
    // Whoever mends codes need not see the people: the records are found by the system, he sees how many.
    const items = await this.db.asSystem(`codes for ${caller.username}`, async (em) => {
      const found: { key: string; streamId: string; inboxId: number; inboxIndex: number }[] = [];
      for (const { stream, select } of affectedFacts(source, { table, code })) {
        found.push(
          ...(await em.query(
            `select key, $3 as "streamId", inbox_id as "inboxId", inbox_index as "inboxIndex" from (${select}) affected order by inbox_id`,
            [source.id, code, stream.id],
          )),
        );
      }
      return found;
    });
    return this.db
      .asCaller(caller, async (em) => {
        const task = await begin(em, caller, 'codes', { source: source.id, table, code }, request);
        await em.query(
          `insert into replay_item (task_id, position, source_id, stream_id, key, inbox_id, inbox_index)
         select $1, position, $2, stream_id, key, inbox_id, inbox_index
         from unnest($3::text[], $4::text[], $5::bigint[], $6::integer[]) with ordinality as item (stream_id, key, inbox_id, inbox_index, position)`,
          [
            task.id,
            source.id,
            items.map(({ streamId }) => streamId),
            items.map(({ key }) => key),
            items.map(({ inboxId }) => inboxId),
            items.map(({ inboxIndex }) => inboxIndex),
          ],
        );
        await confirm(em, task.id, request);
        return task;
      })
      .then(({ id }) => id);
  }

  /** What is on its way is finished first; the task stops between two records. */
  async move(caller: Caller, id: string, to: 'paused' | 'queued' | 'cancelled'): Promise<void> {
    const from = { paused: ['queued', 'running'], queued: ['paused'], cancelled: ['queued', 'running', 'paused'] }[to];
    await this.db.asCaller(caller, async (em) => {
      const [rows]: [unknown[], number] = await em.query(
        `update replay_task set state = $2, finished_at = case when $2 = 'cancelled' then now() end where id = $1 and state = any ($3) returning id`,
        [id, to, from],
      );
      if (rows.length) return { id };
      const known: unknown[] = await em.query('select 1 from replay_task where id = $1', [id]);
      throw known.length
        ? new Conflict('TASK_STATE', '任务当前的状态不能进行此操作，请刷新后再看。')
        : new NotFound('重试任务');
    });
  }
}

/** Failures of the line have no record that could be sent again. */
function chosen({ ids, filter }: FailureChoice, withSucceeded: boolean): Conditions {
  if ((ids === undefined) === (filter === undefined))
    throw new BadInput('请选择失败记录或筛选条件之一。', [{ field: 'ids', message: '二者须且只须给出其一' }]);
  const conditions = filter
    ? quarantineConditions(filter)
    : new Conditions().and((bind) => `q.id = any (${bind(ids)})`);
  return conditions
    .always(`q.kind <> 'transport'`)
    .always(withSucceeded ? `q.status in ('open', 'replayed')` : `q.status = 'open'`);
}

async function refuseUnknown(em: EntityManager, { ids }: FailureChoice): Promise<void> {
  if (!ids) return;
  const [{ known }]: [{ known: number }] = await em.query(
    'select count(*)::int as known from quarantine where id = any ($1)',
    [ids],
  );
  if (known < new Set(ids).size) throw new NotFound('失败记录');
}

async function begin(
  em: EntityManager,
  caller: Caller,
  kind: string,
  asked: object,
  { batchSize, reason, dryRun }: Options,
): Promise<{ id: string }> {
  caller.request.reason = reason;
  const [task]: [{ id: string }] = await em.query(
    `insert into replay_task (kind, asked, reason, dry_run, batch_size, total, requested_by) values ($1, $2, $3, $4, $5, 0, $6) returning id`,
    [kind, JSON.stringify(asked), reason, dryRun ?? false, batchSize, caller.username],
  );
  return task;
}

/** Counts what was written down; too many need the number typed, or nothing of it stays. */
async function confirm(em: EntityManager, id: string, { confirmCount }: Options): Promise<void> {
  const [[{ total }]]: [[{ total: number }], number] = await em.query(
    `update replay_task set total = (select count(*) from replay_item where task_id = $1) where id = $1 returning total`,
    [id],
  );
  if (total === 0) throw new BadInput('没有需要重新处理的记录。', [{ field: 'ids', message: '所选记录此前均已处理' }]);
  if (total > UNCONFIRMED && confirmCount !== total) {
    throw new BadInput(`将重新处理 ${total} 条，请输入这个数字以确认。`, [
      { field: 'confirmCount', message: `应为 ${total}` },
    ]);
  }
}
