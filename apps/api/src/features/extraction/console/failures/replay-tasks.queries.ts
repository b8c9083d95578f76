import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../../platform/access/caller.js';
import { Conditions } from '../../../../platform/database/conditions.js';
import { ScopedDatabase } from '../../../../platform/database/scoped-database.js';
import { EXACT_TOTAL, type Page } from '../../../../platform/http/page.dto.js';
import { NotFound } from '../../../../platform/http/refusal.js';
import type { ReplayItemQuery, ReplayItemRow, ReplayTaskQuery, ReplayTaskRow } from './replay-task.dto.js';

const TASK = `id, kind, state, reason, dry_run as "dryRun", batch_size as "batchSize", total, done, stored, filtered, failed, skipped,
  requested_by as "requestedBy", created_at as "createdAt", finished_at as "finishedAt"`;
const ITEM = `position, source_id as source, stream_id as stream, key, quarantine_id as "quarantineId", outcome, message, at`;

/** Replays as tasks and what became of their records. */
@Injectable()
export class ReplayTaskQueries {
  constructor(private readonly db: ScopedDatabase) {}

  page(caller: Caller, { page, pageSize, state }: ReplayTaskQuery): Promise<Page<ReplayTaskRow>> {
    const conditions = new Conditions().when(state, (bound) => `state = ${bound}`);
    return this.db.asCaller(caller, (em) =>
      pageOf<ReplayTaskRow>(em, conditions, {
        page,
        pageSize,
        columns: TASK,
        table: 'replay_task',
        order: 'created_at desc, id',
      }),
    );
  }

  async one(caller: Caller, id: string): Promise<ReplayTaskRow> {
    return this.db.asCaller(caller, async (em) => {
      const [row]: ReplayTaskRow[] = await em.query(`select ${TASK} from replay_task where id = $1`, [id]);
      if (!row) throw new NotFound('重试任务');
      return row;
    });
  }

  async items(caller: Caller, id: string, { page, pageSize, outcome }: ReplayItemQuery): Promise<Page<ReplayItemRow>> {
    await this.one(caller, id);
    const conditions = new Conditions()
      .and((bind) => `task_id = ${bind(id)}`)
      .when(outcome, (bound) => `outcome = ${bound}`);
    return this.db.asCaller(caller, (em) =>
      pageOf<ReplayItemRow>(em, conditions, { page, pageSize, columns: ITEM, table: 'replay_item', order: 'position' }),
    );
  }
}

interface Listed {
  readonly page: number;
  readonly pageSize: number;
  readonly columns: string;
  readonly table: string;
  readonly order: string;
}

async function pageOf<T>(
  em: EntityManager,
  { where, values }: Conditions,
  { page, pageSize, columns, table, order }: Listed,
): Promise<Page<T>> {
  const [items, [{ total }]] = await Promise.all([
    em.query<T[]>(
      `select ${columns} from ${table} where ${where} order by ${order} limit ${pageSize} offset ${(page - 1) * pageSize}`,
      values,
    ),
    em.query<[{ total: number }]>(
      `select count(*)::int as total from (select 1 from ${table} where ${where} limit ${EXACT_TOTAL + 1}) counted`,
      values,
    ),
  ]);
  return { items, total: Math.min(total, EXACT_TOTAL), totalIsExact: total <= EXACT_TOTAL };
}
