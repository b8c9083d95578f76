import { Injectable, type StreamableFile } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { type ExportedList, openList } from '../../platform/http/export-list.js';
import { exportSheets, type FigureWorkbook } from '../../platform/http/export-sheets.js';
import { type CountedPage, CountedRowQueries } from './counted-rows.queries.js';
import { FigureExports } from './figure-exports.js';
import type { StaffFileQuery, VolumeFileQuery, WorkloadFileQuery } from './figure-files.dto.js';
import type { MeasureName } from './measures.js';
import { StaffWorkRows } from './staff-work-rows.queries.js';
import { SOURCE_NAMES, VOLUME_MEASURES } from './volume-sheets.js';
import { workloadName } from './workload-sheets.js';

const BY_CASES: readonly MeasureName[] = ['surgery', 'endoscopy'];

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
    return this.file(caller, withRows, () => this.exports.volume(caller, query), (em, { sheets: [first] }) => {
      const names: Readonly<Partial<Record<MeasureName, string>>> = { checkup: SOURCE_NAMES['checkup']!, outpatient: SOURCE_NAMES['outpatient']!, admission: SOURCE_NAMES['inpatient']!, discharge: SOURCE_NAMES['discharge']! };
      const rule: CountedPage['rule'] = { from: query.from, to: query.to, attribution: 'executing', departments: 'current' };
      return this.counted.list(em, caller, { title: '接待量明细', filters: first!.filters, rule, measures: [...VOLUME_MEASURES, ...(query.stays ? (['discharge'] as const) : [])], withCases: [], inHouse: query.stays ? SOURCE_NAMES['inHouse'] : undefined, nameOf: (name) => names[name] ?? name });
    });
  }

  workload(caller: Caller, { withRows, ...query }: WorkloadFileQuery): Promise<StreamableFile> {
    return this.file(caller, withRows, () => this.exports.workload(caller, query), (em, { sheets: [first], measures }) =>
      this.counted.list(em, caller, { title: '全院工作量明细', filters: first!.filters, rule: query, measures, withCases: BY_CASES, nameOf: workloadName }));
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
