import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { Conflict } from '../../../platform/http/refusal.js';
import { Jobs } from '../../../platform/jobs/jobs.service.js';
import { EXAMINED, UNIT_OF } from '../checkup-batches.queries.js';
import { ReportBatchJob } from './report-batch.job.js';
import type { ReportBatchAsked, ReportBatchStarted } from './report.dto.js';

const MOST = 500;

/** The reports of a unit and a year, made without anybody waiting. */
@Injectable()
export class ReportBatches {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly jobs: Jobs,
    private readonly handler: ReportBatchJob,
  ) {}

  /** Throws Conflict when no check-up, or more than one file should hold, would be in it. */
  start(caller: Caller, { unit, year, kind }: ReportBatchAsked): Promise<ReportBatchStarted> {
    return this.db.asCaller(caller, async (em) => {
      const found: { id: string }[] = await em.query(
        `select c.id from checkup c join beneficiary b on b.id = c.beneficiary_id
         where b.status = 'active' and ${UNIT_OF} = $1 and extract(year from c.checkup_date)::int = $2 and c.deleted_at is null and c.status in ${EXAMINED}
         order by c.checkup_date, c.checkup_no, c.id limit ${MOST + 1}`,
        [unit, year],
      );
      if (found.length === 0) throw new Conflict('NO_CHECKUPS', '这个单位在该年度没有已到检的体检，请换一个单位或年度。');
      if (found.length > MOST) throw new Conflict('TOO_MANY', `这个单位在该年度的体检超过 ${MOST} 次，一个文件放不下。请在体检记录中逐份下载。`);
      const id = await this.jobs.submit(em, caller, this.handler, {
        title: `批量下载体检报告（${year} 年度，${found.length} 份）`, asked: { checkups: found.map((one) => one.id), kind }, total: found.length,
      });
      return { id, checkups: found.length };
    });
  }
}
