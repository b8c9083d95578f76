import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { JobHandler, type JobResult } from '../../../platform/jobs/job-handler.js';
import type { JobInHand } from '../../../platform/jobs/job-in-hand.js';
import { monthEnd } from '../period.js';
import { countAnew } from './count-anew.js';

export interface AskedRebuild {
  /** YYYY-MM, both included. */
  readonly from: string;
  readonly to: string;
}

type Sums = ReadonlyMap<string, string>;

/** Counts months anew from the records, and says how many kept sums were not what the records say. */
@Injectable()
export class FiguresRebuildJob extends JobHandler<AskedRebuild> {
  readonly kind = 'figures-rebuild';
  readonly lane = 'documents';
  readonly permission = 'stats:rebuild';
  readonly audit = 'change';

  constructor(private readonly db: ScopedDatabase) {
    super();
  }

  async run(job: JobInHand<AskedRebuild>, caller: Caller): Promise<JobResult> {
    const [first, last] = [`${job.asked.from}-01`, monthEnd(`${job.asked.to}-01`)];
    await job.progress(0, 3);
    const { cells, differing } = await this.db.asSystem('figures', async (em) => {
      await em.query(`set local statement_timeout = '60min'`);
      const before = await sumsOf(em, first, last);
      await job.progress(1, 3);
      await countAnew(em, first, last);
      await job.progress(2, 3);
      const after = await sumsOf(em, first, last);
      const names = new Set([...before.keys(), ...after.keys()]);
      const counted = { cells: names.size, differing: [...names].filter((name) => before.get(name) !== after.get(name)).length };
      await em.query(
        `insert into figure_check (kind, actor, first_day, last_day, cells, differing) values ('rebuild', $1, $2, $3, $4, $5)`,
        [caller.name, first, last, counted.cells, counted.differing],
      );
      return counted;
    });
    await job.progress(3, 3);
    return { message: differing === 0 ? `已重算，${cells} 项合计与明细一致，没有变化。` : `已重算，${cells} 项合计中更正了 ${differing} 项。` };
  }
}

/** Kept sums by month, kind and department. */
async function sumsOf(em: EntityManager, first: string, last: string): Promise<Sums> {
  const rows: { name: string; sum: string }[] = await em.query(
    `select concat_ws('|', day, kind, department_code) as name, sum(visits) || '/' || sum(cases) as sum from care_day
     where span = 'month' and day between $1 and $2 group by 1 having (sum(visits), sum(cases)) <> (0, 0)`,
    [first, last],
  );
  return new Map(rows.map(({ name, sum }) => [name, sum]));
}
