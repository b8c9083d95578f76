import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { Conditions } from '../../platform/database/conditions.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { EXACT_TOTAL, type Page } from '../../platform/http/page.dto.js';
import { NotFound } from '../../platform/http/refusal.js';
import type { RunFilter, RunQuery, RunRow } from './run.dto.js';

const COLUMNS = `id, source_id as source, stream_id as stream, mode, started_at as "startedAt", finished_at as "finishedAt", outcome,
  fetched, added, changed, removed, unchanged, filtered, superseded, quarantined, dry_run as "dryRun", message, requested_by as "requestedBy",
  mapping_version as "mappingVersion"`;

/** The summaries that runs leave. */
@Injectable()
export class RunQueries {
  constructor(private readonly db: ScopedDatabase) {}

  page(caller: Caller, { page, pageSize, ...filter }: RunQuery): Promise<Page<RunRow>> {
    const { where, values } = conditionsOf(filter);
    return this.db.asCaller(caller, async (em) => {
      const [items, [{ total }]] = await Promise.all([
        em.query<RunRow[]>(
          `select ${COLUMNS} from sync_run where ${where} order by started_at desc, id desc limit ${pageSize} offset ${(page - 1) * pageSize}`, values,
        ),
        em.query<[{ total: number }]>(`select count(*)::int as total from (select 1 from sync_run where ${where} limit ${EXACT_TOTAL + 1}) counted`, values),
      ]);
      return { items, total: Math.min(total, EXACT_TOTAL), totalIsExact: total <= EXACT_TOTAL };
    });
  }

  async one(caller: Caller, id: number): Promise<RunRow> {
    const [row]: RunRow[] = await this.db.asCaller(caller, (em) => em.query(`select ${COLUMNS} from sync_run where id = $1`, [id]));
    if (!row) throw new NotFound('运行记录');
    return row;
  }
}

function conditionsOf(filter: RunFilter): Conditions {
  return new Conditions()
    .when(filter.source, (bound) => `source_id = ${bound}`)
    .when(filter.stream, (bound) => `stream_id = ${bound}`)
    .when(filter.outcome, (bound) => `outcome = ${bound}`)
    .when(filter.from, (bound) => `started_at >= ${bound}::date`)
    .when(filter.to, (bound) => `started_at < ${bound}::date + 1`)
    .when(filter.withChanges, (bound) => `(added + changed + removed + quarantined > 0 or outcome <> 'done') = ${bound}::boolean`);
}
