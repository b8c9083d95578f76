import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { Conditions } from '../../../platform/database/conditions.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { EXACT_TOTAL, type Page } from '../../../platform/http/page.dto.js';
import { NotFound } from '../../../platform/http/refusal.js';
import type { ScanQuery, ScanRow } from './scan.dto.js';

const COLUMNS = `id, source_id as source, stream_id as stream, run_id as "runId", started_at as "startedAt", finished_at as "finishedAt", state,
  fetched, live, gone, removed, reason, decided_by as "decidedBy", decided_at as "decidedAt", decide_reason as "decideReason"`;

@Injectable()
export class ScanQueries {
  constructor(private readonly db: ScopedDatabase) {}

  page(caller: Caller, { page, pageSize, source, stream, state }: ScanQuery): Promise<Page<ScanRow>> {
    const { where, values } = new Conditions()
      .when(source, (bound) => `source_id = ${bound}`)
      .when(stream, (bound) => `stream_id = ${bound}`)
      .when(state, (bound) => `state = ${bound}`);
    return this.db.asCaller(caller, async (em) => {
      const [items, [{ total }]] = await Promise.all([
        em.query<ScanRow[]>(
          `select ${COLUMNS} from full_scan where ${where} order by started_at desc, id desc limit ${pageSize} offset ${(page - 1) * pageSize}`, values,
        ),
        em.query<[{ total: number }]>(`select count(*)::int as total from (select 1 from full_scan where ${where} limit ${EXACT_TOTAL + 1}) counted`, values),
      ]);
      return { items, total: Math.min(total, EXACT_TOTAL), totalIsExact: total <= EXACT_TOTAL };
    });
  }

  async one(caller: Caller, id: number): Promise<ScanRow> {
    const [row]: ScanRow[] = await this.db.asCaller(caller, (em) => em.query(`select ${COLUMNS} from full_scan where id = $1`, [id]));
    if (!row) throw new NotFound('扫描记录');
    return row;
  }
}
