import { Injectable } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import type { EntityManager } from 'typeorm';
import { Environment } from '../../config/config.module.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { Period } from './period.js';
import { countAnew } from './rebuild/count-anew.js';
import { Notices } from '../sms/notices.port.js';

/** Cells that are compared in a night, of so many days. */
const CELLS = 200;
const DAYS = 12;
/** Months whose sets of people are held against their events in a night. */
const MONTHS = 2;
/** A month has been left alone for so long when its sets are made anew; until then it is counted from its events. */
const QUIET = '5 minutes';
/** Months in one go: what is left waits for the next. */
const MONTHS_AT_ONCE = 6;

interface Cell {
  readonly day: string;
  readonly kind: string;
  readonly departmentCode: string;
  readonly kept: number;
  readonly counted: number;
  readonly same: boolean;
}

/**
 * Sets of people are made anew for months that were left alone. Every night sums are folded, and a sample of sums and sets is compared with
 * a recount from the records; what differs is told and counted anew.
 */
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

  @Cron('40 */5 * * * *', { timeZone: 'Asia/Shanghai' })
  async now(): Promise<void> {
    if (this.environment.values.ROLE.includes('jobs')) await this.keepSets(QUIET, MONTHS_AT_ONCE);
  }

  /** Makes the sets of some months whose events have changed; answers how many. A month at a time, so that nobody waits long. */
  async keepSets(quiet: string, most: number | null): Promise<number> {
    const due: { month: string }[] = await this.db.asSystem('figures', (em) =>
      em.query('select d::text as month from care_sets_due($1::interval) d limit $2::integer', [quiet, most]));
    for (const { month } of due) await this.db.asSystem('figures', (em) => em.query('select keep_care_sets(array[$1::date])', [month]));
    return due.length;
  }

  /** Answers how many cells were compared and how many differed. */
  async check(): Promise<{ cells: number; differing: number }> {
    await this.keepSets('0', null);
    return this.db.asSystem('figures', async (em) => {
      const [{ mine }]: [{ mine: boolean }] = await em.query(`select pg_try_advisory_xact_lock(hashtext('figures')) as mine`);
      if (!mine) return { cells: 0, differing: 0 };
      await em.query('set local statement_timeout = 0');
      await em.query('select fold_care_days()');
      const cells = [...(await this.sample(em)), ...(await this.sampleOfSets(em))];
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

  /** Counts whole months anew from the records; null: all there is. Writers of facts wait for it; it may take minutes. */
  async rebuild(period: Period | null, actor: string): Promise<void> {
    await this.db.asSystem(actor, async (em) => {
      const [{ from, to }]: [Period] = await em.query(
        `select coalesce($1::date, '1900-01-01')::text as from, coalesce($2::date, '9998-12-31')::text as to`,
        [period?.from ?? null, period?.to ?? null],
      );
      await this.putAnew(em, { from, to }, actor);
    });
  }

  private async putAnew(em: EntityManager, { from, to }: Period, actor: string): Promise<void> {
    await countAnew(em, from, to);
    await em.query(
      `insert into figure_check (kind, actor, first_day, last_day, cells, differing) values ('rebuild', $3, $1, $2, 0, 0)`, [from, to, `system:${actor}`],
    );
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

  /** All cells of some months at random: who was counted, by sets and by events. */
  private sampleOfSets(em: EntityManager): Promise<Cell[]> {
    return em.query(
      `with months as (select array_agg(month) as chosen from (select month from care_set_month order by random() limit ${MONTHS}) picked)
       select f.month::text as day, f.kind, f.department_code as "departmentCode", f.kept_visits::integer as kept, f.counted_visits::integer as counted,
         (f.kept_visits, f.kept_people) = (f.counted_visits, f.counted_people) as same
       from months, care_sets_compared(months.chosen) f`,
    );
  }

  private async putRight(em: EntityManager, differing: readonly Cell[]): Promise<void> {
    const days = differing.map(({ day }) => day).sort();
    await this.putAnew(em, { from: days[0]!, to: days.at(-1)! }, 'figures');
    await this.notices.post(em, {
      permission: 'system:read', level: 'error', title: '统计核对不一致', link: null, dedupeKey: `figures ${days[0]} ${days.at(-1)}`,
      body: `夜间抽查的统计中，有 ${differing.length} 格与明细不一致（${days[0]} 至 ${days.at(-1)}），相关月份已重算。请查看系统事件并报告工程师。`,
    });
  }
}
