import { Injectable, type StreamableFile } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import { exportSheets } from '../../../platform/http/export-sheets.js';
import { NotFound } from '../../../platform/http/refusal.js';
import { Parameters } from '../../settings/parameters.port.js';
import { lastYear, previousPeriod } from '../period.js';
import { ReportFigureQueries } from './report-figures.queries.js';
import { REPORT_LINES } from './report-lines.js';
import { reportSheets } from './report-sheets.js';
import { templateOf } from './report-templates.js';
import type { Adjustments, ReportDetail, ReportFigures, ReportListRow, ReportLockRow } from './report.dto.js';
import { mustSeeEverybody } from './whole-house.js';

const ROW = `r.id, r.kind, r.period, r.from_day::text as "from", r.to_day::text as "to", r.status, r.version, r.made_by as "madeBy", r.changed_at as "changedAt",
  k.locked_name as "lockedBy", k.locked_at as "lockedAt", k.digest`;
const LAST_LOCK = `left join work_report_lock k on k.report_id = r.id and k.unlocked_at is null`;

/** Reports as they are read: the list, one with its history, what changed since it was locked, the file. */
@Injectable()
export class ReportQueries {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly counting: ReportFigureQueries,
    private readonly parameters: Parameters,
  ) {}

  list(caller: Caller): Promise<ReportListRow[]> {
    mustSeeEverybody(caller);
    return this.db.asCaller(caller, (em) => em.query(`select ${ROW} from work_report r ${LAST_LOCK} order by r.from_day desc, r.kind`));
  }

  one(caller: Caller, id: string): Promise<ReportDetail> {
    mustSeeEverybody(caller);
    return this.db.asCaller(caller, (em) => this.detail(em, id));
  }

  /** Throws NotFound. `held`: nobody else changes it until the commit. */
  async detail(em: EntityManager, id: string, held = false): Promise<ReportDetail> {
    const [[found], locks]: [Omit<ReportDetail, 'locks' | 'previous' | 'lastYear'>[], ReportLockRow[]] = await Promise.all([
      em.query(
        `select ${ROW}, r.calculated_at as "calculatedAt", coalesce(k.figures, r.figures) as figures, coalesce(k.texts, r.texts) as texts
         from work_report r ${LAST_LOCK} where r.id = $1 ${held ? 'for update of r' : ''}`,
        [id],
      ),
      em.query(
        `select version, locked_name as "lockedBy", locked_at as "lockedAt", reason, digest, unlocked_by as "unlockedBy", unlocked_at as "unlockedAt", unlock_reason as "unlockReason"
         from work_report_lock where report_id = $1 order by version desc`,
        [id],
      ),
    ]);
    if (!found) throw new NotFound('工作报告');
    // What was locked before these figures existed is without them.
    return { ...found, figures: { ...found.figures, work: found.figures.work ?? [] }, previous: previousPeriod(found), lastYear: lastYear(found), locks };
  }

  /** What a locked report would say today: by line, with the events that came and went since. */
  adjustments(caller: Caller, id: string): Promise<Adjustments> {
    mustSeeEverybody(caller);
    return this.db.asCaller(caller, async (em) => {
      const report = await this.detail(em, id);
      const [lock]: { figures: ReportFigures; eventIds: Record<string, string[]> }[] = await em.query(
        `select figures, event_ids as "eventIds" from work_report_lock where report_id = $1 and unlocked_at is null`,
        [id],
      );
      if (!lock) return { lockedAt: null, items: [] };
      const [counted, ids] = await Promise.all([this.counting.count(em, report), this.counting.eventIds(em, report)]);
      const items = REPORT_LINES.map(({ key, name, kinds }) => {
        const [then, now] = [lock.eventIds, ids].map((of) => new Set(kinds.flatMap((kind) => of[kind] ?? []))) as [Set<string>, Set<string>];
        return {
          key, name, reported: lock.figures.rows.find((row) => row.key === key)?.cells.at(-1)?.visits ?? 0,
          now: counted.find((row) => row.line === key && row.level === null)?.visits ?? 0,
          added: [...now].filter((one) => !then.has(one)).length, gone: [...then].filter((one) => !now.has(one)).length,
        };
      });
      return { lockedAt: report.lockedAt, items: items.filter(({ reported, now, added, gone }) => reported !== now || added > 0 || gone > 0) };
    });
  }

  async export(caller: Caller, id: string): Promise<StreamableFile> {
    const [report, adjusted] = [await this.one(caller, id), await this.adjustments(caller, id)];
    return exportSheets({ title: templateOf(report.kind).title, period: [report.from, report.to], caller, sheets: reportSheets(report, adjusted, this.parameters.value('hospital.code')) });
  }
}
