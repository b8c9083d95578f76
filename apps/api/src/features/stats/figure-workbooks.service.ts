import { Injectable, type StreamableFile } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { type ExportedList, openList } from '../../platform/http/export-list.js';
import { exportSheets, type FigureWorkbook } from '../../platform/http/export-sheets.js';
import { type CountedPage, CountedRowQueries } from './counted-rows.queries.js';
import { FigureExports } from './figure-exports.js';
import type { StaffFileQuery, VolumeFileQuery, WeekFileQuery, WorkloadFileQuery } from './figure-files.dto.js';
import type { MeasureName } from './measures.js';
import { StaffWorkRows } from './staff-work-rows.queries.js';
import { SOURCE_NAMES, VOLUME_MEASURES } from './volume-sheets.js';
import { WITH_CASES, workloadName } from './workload-sheets.js';

/** Pages of figures as workbooks: the figures alone, or with the rows behind them, both of one moment. */
@Injectable()
export class FigureWorkbooks {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly exports: FigureExports,
    private readonly counted: CountedRowQueries,
    private readonly staffWork: StaffWorkRows,
  ) {}

  /** Throws Conflict when there are too many rows to be waited for. */
  volume(caller: Caller, { withRows, ...query }: VolumeFileQuery): Promise<StreamableFile> {
    return this.file(caller, withRows, () => this.exports.volume(caller, query), (em, workbook) =>
      this.counted.list(em, caller, { ...ofVolume(workbook), ...(query.stays ? { measures: [...VOLUME_MEASURES, 'discharge'], inHouse: SOURCE_NAMES['inHouse'] } : {}) }));
  }

  /** Stays of a day are not among the rows of a week: each would stand there seven times. */
  weekly(caller: Caller, { withRows, ...query }: WeekFileQuery): Promise<StreamableFile> {
    return this.file(caller, withRows, () => this.exports.weekly(caller, query), (em, workbook) => this.counted.list(em, caller, ofVolume(workbook)));
  }

  workload(caller: Caller, { withRows, ...query }: WorkloadFileQuery): Promise<StreamableFile> {
    return this.file(caller, withRows, () => this.exports.workload(caller, query), (em, { sheets: [first], measures }) =>
      this.counted.list(em, caller, { title: '全院工作量明细', filters: first!.filters, rule: query, measures, withCases: WITH_CASES, nameOf: workloadName }));
  }

  staffReception(caller: Caller, { withRows, ...query }: StaffFileQuery): Promise<StreamableFile> {
    return this.file(caller, withRows, () => this.exports.staffReception(caller, query), async (_, { sheets: [first], report }) =>
      this.staffWork.list(caller, query, report, first!.filters));
  }

  private async file<W extends FigureWorkbook>(
    caller: Caller, withRows: boolean | undefined, made: () => Promise<W>, rowsOf: (em: EntityManager, workbook: W) => Promise<ExportedList<object>>,
  ): Promise<StreamableFile> {
    if (!withRows) return exportSheets(await made());
    const { file } = await this.db.atOneMoment(caller, async (em) => {
      const workbook = await made();
      const detail = await openList(em, await rowsOf(em, workbook));
      return { file: await exportSheets({ ...workbook, detail }), items: detail.items };
    });
    return file;
  }
}

const VOLUME_NAMES: Readonly<Partial<Record<MeasureName, string | undefined>>> = {
  checkup: SOURCE_NAMES['checkup'], outpatient: SOURCE_NAMES['outpatient'], admission: SOURCE_NAMES['inpatient'], discharge: SOURCE_NAMES['discharge'],
};

/** What 接待量 counts in the days of a workbook. */
const ofVolume = ({ title, period: [from, to], sheets: [first] }: FigureWorkbook): CountedPage => ({
  title: `${title}明细`, filters: first!.filters, rule: { from, to, attribution: 'executing', departments: 'current' },
  measures: VOLUME_MEASURES, withCases: [], nameOf: (name) => VOLUME_NAMES[name] ?? name,
});
