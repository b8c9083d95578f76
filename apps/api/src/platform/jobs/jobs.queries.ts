import { Injectable } from '@nestjs/common';
import type { Caller } from '../access/caller.js';
import { Conditions } from '../database/conditions.js';
import { ScopedDatabase } from '../database/scoped-database.js';
import { EXACT_TOTAL, type Page } from '../http/page.dto.js';
import { NotFound } from '../http/refusal.js';
import type { JobItemQuery, JobItemRow, JobQuery, JobRow } from './job.dto.js';

const COLUMNS = `j.id, j.kind, j.title, j.state, j.done, j.failed, j.total, j.message, j.error_no as "errorNo", j.reason,
  j.cancel_requested and j.state = 'running' as stopping, j.created_at as "createdAt", j.finished_at as "finishedAt",
  f.id as "fileId", f.name as "fileName", f.bytes as "fileBytes", f.row_count as "fileRows", f.expires_at as "fileUntil"`;
const FROM = 'from background_job j left join stored_file f on f.id = j.file_id and f.expires_at > now()';

/** The caller's own jobs, the newest first. */
@Injectable()
export class JobQueries {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller, query: JobQuery): Promise<Page<JobRow>> {
    const conditions = new Conditions()
      .and((bind) => `j.owner_id = ${bind(caller.userId)}`)
      .when(query.state, (bound) => `j.state = any (${bound}::text[])`)
      .when(query.kind, (bound) => `j.kind = any (${bound}::text[])`);
    return this.db.asCaller(caller, async (em) => {
      const [items, [counted]]: [JobRow[], [{ total: number }]] = await Promise.all([
        em.query(
          `select ${COLUMNS} ${FROM} where ${conditions.where} order by j.created_at desc, j.id limit ${query.pageSize} offset ${(query.page - 1) * query.pageSize}`,
          conditions.values,
        ),
        em.query(`select count(*)::int as total from (select 1 from background_job j where ${conditions.where} limit ${EXACT_TOTAL + 1}) c`, conditions.values),
      ]);
      return { items, total: Math.min(counted.total, EXACT_TOTAL), totalIsExact: counted.total <= EXACT_TOTAL };
    });
  }

  async one(caller: Caller, id: string): Promise<JobRow> {
    const [row]: JobRow[] = await this.db.asCaller(caller, (em) => em.query(`select ${COLUMNS} ${FROM} where j.id = $1 and j.owner_id = $2`, [id, caller.userId]));
    if (!row) throw new NotFound('任务');
    return row;
  }

  /** The things of a job: failed ones first, then as they were settled. */
  items(caller: Caller, id: string, query: JobItemQuery): Promise<Page<JobItemRow>> {
    return this.db.asCaller(caller, async (em) => {
      const [job]: unknown[] = await em.query('select 1 from background_job where id = $1 and owner_id = $2', [id, caller.userId]);
      if (!job) throw new NotFound('任务');
      const conditions = new Conditions().and((bind) => `job_id = ${bind(id)}`).when(query.outcome, (bound) => `outcome = any (${bound}::text[])`);
      const [items, [{ total }]]: [JobItemRow[], [{ total: number }]] = await Promise.all([
        em.query(
          `select ref, outcome, message, at from background_job_item where ${conditions.where}
           order by outcome = 'failed' desc, at, ref limit ${query.pageSize} offset ${(query.page - 1) * query.pageSize}`,
          conditions.values,
        ),
        em.query(`select count(*)::int as total from background_job_item where ${conditions.where}`, conditions.values),
      ]);
      return { items, total, totalIsExact: true };
    });
  }
}
