import { hospitalDay } from '@cadre/clinical/calendar-day';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { BadInput, Conflict } from '../../../platform/http/refusal.js';
import { Jobs } from '../../../platform/jobs/jobs.service.js';
import { mustSeeEverybody } from '../reports/whole-house.js';
import { FiguresRebuildJob } from './figures-rebuild.job.js';
import type { FigureCheckRow, RebuildAsked } from './rebuild.dto.js';

const MOST_MONTHS = 60;

/** Counting anew by hand: after a parameter or a dictionary of what counts was changed, or when somebody doubts a figure. */
@Injectable()
export class RebuildService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly jobs: Jobs,
    private readonly job: FiguresRebuildJob,
  ) {}

  /** Answers the id of the job. Throws BadInput for months that are none, Conflict while one is under way. */
  start(caller: Caller, { from, to, reason }: RebuildAsked): Promise<string> {
    mustSeeEverybody(caller);
    if (from > to) throw new BadInput('末月不能早于首月。', [{ field: 'to', message: '不能早于首月' }]);
    if (from > hospitalDay(new Date()).slice(0, 7)) throw new BadInput('首月还没有开始。', [{ field: 'from', message: '不能晚于本月' }]);
    if (monthsBetween(from, to) > MOST_MONTHS) throw new BadInput('一次最多重算 60 个月，请分次进行。', [{ field: 'to', message: '超过 60 个月' }]);
    caller.request.reason = reason;
    return this.db.asCaller(caller, async (em) => {
      await em.query(`select pg_advisory_xact_lock(hashtextextended('figures-rebuild', 0))`);
      const [open] = await em.query(`select 1 from background_job where kind = $1 and state in ('waiting', 'running')`, [this.job.kind]);
      if (open) throw new Conflict('REBUILD_UNDER_WAY', '正在重算统计，请等待完成后再试。');
      return this.jobs.submit(em, caller, this.job, { title: `重算统计 ${from} 至 ${to}`, asked: { from, to }, reason });
    });
  }

  checks(caller: Caller): Promise<FigureCheckRow[]> {
    mustSeeEverybody(caller);
    return this.db.asCaller(caller, (em) =>
      em.query(`select id, at, kind, actor, first_day::text as "from", last_day::text as "to", cells, differing from figure_check order by at desc limit 30`),
    );
  }
}

function monthsBetween(from: string, to: string): number {
  const of = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  return of(to) - of(from) + 1;
}
