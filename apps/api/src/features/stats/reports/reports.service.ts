import { createHash } from 'node:crypto';
import { hospitalDay } from '@cadre/clinical/calendar-day';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { BadInput, Conflict } from '../../../platform/http/refusal.js';
import type { Period } from '../period.js';
import { ReportFigureQueries } from './report-figures.queries.js';
import { periodWords, reportDays, type ReportPeriodKind } from './report-templates.js';
import { firstTexts } from './report-words.js';
import type { ReportAsked, ReportDetail, ReportLock, ReportTexts, ReportTextsChange } from './report.dto.js';
import { ReportQueries } from './reports.queries.js';
import { mustSeeEverybody } from './whole-house.js';

/** Making, writing, locking and opening of reports. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly counting: ReportFigureQueries,
    private readonly reports: ReportQueries,
  ) {}

  /** Throws Conflict when there is one of the period already. */
  make(caller: Caller, { kind, period }: ReportAsked): Promise<ReportDetail> {
    const days = daysOf(kind, period);
    return this.change(caller, async (em) => {
      const figures = await this.counting.figures(em, kind, days);
      const [made]: { id: string }[] = await em.query(
        `insert into work_report (kind, period, from_day, to_day, figures, texts, made_by, changed_by) values ($1, $2, $3, $4, $5, $6, $7, $7)
         on conflict (kind, period) do nothing returning id`,
        [kind, period, days.from, days.to, JSON.stringify(figures), JSON.stringify(firstTexts(period, figures)), caller.name],
      );
      if (!made) throw new Conflict('REPORT_EXISTS', `${periodWords(period)}的报告已经编制，请在列表中打开。`);
      return made.id;
    });
  }

  /** Counts a draft anew; its words stay. */
  recalculate(caller: Caller, id: string): Promise<ReportDetail> {
    return this.change(caller, async (em) => {
      const report = await this.draft(em, id);
      const figures = await this.counting.figures(em, report.kind as ReportPeriodKind, report);
      await em.query(
        `update work_report set figures = $2, calculated_at = now(), version = version + 1, changed_by = $3, changed_at = now() where id = $1`,
        [id, JSON.stringify(figures), caller.name],
      );
      return id;
    });
  }

  write(caller: Caller, id: string, { version, ...texts }: ReportTextsChange): Promise<ReportDetail> {
    return this.change(caller, async (em) => {
      refuseStale(await this.draft(em, id), version);
      await em.query(`update work_report set texts = $2, version = version + 1, changed_by = $3, changed_at = now() where id = $1`, [id, JSON.stringify(texts), caller.name]);
      return id;
    });
  }

  /** Counts once more, so that what is locked is what is there now, and keeps figures, words and rows under one digest. */
  lock(caller: Caller, id: string, { version, reason }: ReportLock): Promise<ReportDetail> {
    caller.request.reason = reason;
    return this.change(caller, async (em) => {
      const report = await this.draft(em, id);
      refuseStale(report, version);
      if (report.to >= hospitalDay(new Date())) throw new BadInput('这一期还没有结束，结束后才能锁定。');
      const [figures, eventIds] = await Promise.all([this.counting.figures(em, report.kind as ReportPeriodKind, report), this.counting.eventIds(em, report)]);
      const next = report.version + 1;
      const digest = digestOf({ kind: report.kind, period: report.period, version: next, figures, texts: report.texts, eventIds });
      await em.query(
        `update work_report set status = 'locked', figures = $2, calculated_at = now(), version = $3, changed_by = $4, changed_at = now() where id = $1`,
        [id, JSON.stringify(figures), next, caller.name],
      );
      await em.query(
        `insert into work_report_lock (report_id, version, figures, texts, event_ids, digest, locked_by, locked_name, reason) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [id, next, JSON.stringify(figures), JSON.stringify(report.texts), JSON.stringify(eventIds), digest, caller.username, caller.name, reason],
      );
      return id;
    });
  }

  unlock(caller: Caller, id: string, reason: string): Promise<ReportDetail> {
    caller.request.reason = reason;
    return this.change(caller, async (em) => {
      const report = await this.reports.detail(em, id, true);
      if (report.status !== 'locked') throw new Conflict('NOT_LOCKED', '报告没有锁定，无需解锁。');
      await em.query(`update work_report_lock set unlocked_by = $2, unlocked_at = now(), unlock_reason = $3 where report_id = $1 and unlocked_at is null`, [id, caller.name, reason]);
      await em.query(`update work_report set status = 'draft', version = version + 1, changed_by = $2, changed_at = now() where id = $1`, [id, caller.name]);
      return id;
    });
  }

  private change(caller: Caller, work: (em: EntityManager) => Promise<string>): Promise<ReportDetail> {
    mustSeeEverybody(caller);
    return this.db.asCaller(caller, async (em) => this.reports.detail(em, await work(em)));
  }

  /** Held until the commit. Throws Conflict when it is locked. */
  private async draft(em: EntityManager, id: string): Promise<ReportDetail> {
    const report = await this.reports.detail(em, id, true);
    if (report.status === 'locked') throw new Conflict('REPORT_LOCKED', '报告已锁定上报，不能修改。如需更正，请先解锁并说明原因。');
    return report;
  }
}

function refuseStale(report: ReportDetail, version: number): void {
  if (report.version !== version) throw new Conflict('STALE_VERSION', '报告已被其他人修改，请刷新后再试。');
}

function daysOf(kind: ReportPeriodKind, period: string): Period {
  const days = reportDays(kind, period);
  if (days.from > hospitalDay(new Date())) throw new BadInput('这一期还没有开始。', [{ field: 'period', message: '不能晚于本期' }]);
  return days;
}

/** SM3 over one written form: the same contents always give the same digest. */
export function digestOf(content: { kind: string; period: string; version: number; figures: unknown; texts: ReportTexts; eventIds: Record<string, string[]> }): string {
  return createHash('sm3').update(inOrder(content)).digest('hex');
}

function inOrder(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOrder).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${fields.map(([name, part]) => `${JSON.stringify(name)}:${inOrder(part)}`).join(',')}}`;
}
