import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import type { EntityManager } from 'typeorm';
import { Environment } from '../../config/config.module.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { Notices } from '../sms/notices.port.js';

/** Cells that are compared in a night, of so many days. */
const CELLS = 200;
const DAYS = 12;

interface Cell {
  readonly day: string;
  readonly kind: string;
  readonly departmentCode: string;
  readonly kept: number;
  readonly counted: number;
  readonly same: boolean;
}

/** Every night: sums are folded, a sample of them is compared with a recount from the records; what differs is told and counted anew. */
@Injectable()
export class FigureUpkeep {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly environment: Environment,
    private readonly notices: Notices,
  ) {}

  @Cron('0 50 3 * * *', { timeZone: 'Asia/Shanghai' })
  async nightly(): Promise<void> {
    if (!this.environment.values.ROLE.includes('jobs')) return;
    await this.check();
  }

  /** Answers how many cells were compared and how many differed. */
  async check(): Promise<{ cells: number; differing: number }> {
    return this.db.asSystem('figures', async (em) => {
      const [{ mine }]: [{ mine: boolean }] = await em.query(`select pg_try_advisory_xact_lock(hashtext('figures')) as mine`);
      if (!mine) return { cells: 0, differing: 0 };
      await em.query('select fold_care_days()');
      const cells = await this.sample(em);
      const differing = cells.filter(({ same }) => !same);
      const days = cells.map(({ day }) => day).sort();
      await em.query(
        `insert into figure_check (kind, actor, first_day, last_day, cells, differing, differences) values ('sample', 'system:figures', $1, $2, $3, $4, $5)`,
        [days[0] ?? null, days.at(-1) ?? null, cells.length, differing.length, JSON.stringify(differing)],
      );
      if (differing.length > 0) await this.putRight(em, differing);
      return { cells: cells.length, differing: differing.length };
    });
  }

  /** Some cells of some days, at random; a cell that only one side has is among them. */
  private sample(em: EntityManager): Promise<Cell[]> {
    return em.query(
      `with days as (select array_agg(day) as chosen from (select day from (select distinct day from care_day where span = 'day'
          union select (now() at time zone 'Asia/Shanghai')::date) d order by random() limit ${DAYS}) picked)
       select f.day::text, f.kind, f.department_code as "departmentCode", f.kept_visits::integer as kept, f.counted_visits::integer as counted,
         (f.kept_visits, f.kept_cases) = (f.counted_visits, f.counted_cases) as same
       from days, figures_compared(days.chosen) f order by random() limit ${CELLS}`,
    );
  }

  private async putRight(em: EntityManager, differing: readonly Cell[]): Promise<void> {
    const days = differing.map(({ day }) => day).sort();
    await em.query('select rebuild_figures($1, $2)', [days[0], days.at(-1)]);
    await em.query(
      `insert into figure_check (kind, actor, first_day, last_day, cells, differing) values ('rebuild', 'system:figures', $1, $2, 0, 0)`,
      [days[0], days.at(-1)],
    );
    await this.notices.post(em, {
      permission: 'system:read', level: 'error', title: '统计核对不一致', link: null, dedupeKey: `figures ${days[0]} ${days.at(-1)}`,
      body: `夜间抽查 ${CELLS} 格统计，${differing.length} 格与明细不一致（${days[0]} 至 ${days.at(-1)}），相关月份已重算。请查看系统事件并报告工程师。`,
    });
  }
}
