import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import type { FigureSheet, FigureWorkbook } from '../../platform/http/export-sheets.js';
import type { PeriodQuery } from './figure-filter.dto.js';
import type { MeasureName } from './measures.js';
import type { VolumeQuery } from './reception-volume.dto.js';
import { ReceptionVolumeQueries } from './reception-volume.queries.js';
import type { StaffReceptionQuery, StaffReceptionReport } from './staff-reception.dto.js';
import { StaffReceptionQueries } from './staff-reception.queries.js';
import { staffReceptionSheet } from './staff-reception-sheet.js';
import { volumeSheets } from './volume-sheets.js';
import type { WeekQuery } from './weekly.dto.js';
import { WeeklyQueries } from './weekly.queries.js';
import { weeklySheet } from './weekly-sheet.js';
import type { WorkloadQuery } from './workload.dto.js';
import { WorkloadQueries } from './workload.queries.js';
import { workloadSheet } from './workload-sheets.js';

/** Pages of figures as tables: the same queries, so that screen and file agree. */
@Injectable()
export class FigureExports {
  constructor(
    private readonly volumes: ReceptionVolumeQueries,
    private readonly workloads: WorkloadQueries,
    private readonly staff: StaffReceptionQueries,
    private readonly weeks: WeeklyQueries,
  ) {}

  async volume(caller: Caller, query: VolumeQuery): Promise<FigureWorkbook> {
    const volume = await this.volumes.volume(caller, query);
    return { title: '接待量统计', period: [volume.from, volume.to], caller, sheets: volumeSheets(volume) };
  }

  async workload(caller: Caller, query: WorkloadQuery): Promise<FigureWorkbook & { readonly measures: readonly MeasureName[] }> {
    const workload = await this.workloads.workload(caller, { ...query, withPeople: true });
    return { title: '全院工作量', measures: workload.measures as MeasureName[], period: [workload.from, workload.to], caller, sheets: [workloadSheet(workload, query, 'visits'), workloadSheet(workload, query, 'people')] };
  }

  async staffReception(caller: Caller, query: StaffReceptionQuery): Promise<FigureWorkbook & { readonly report: StaffReceptionReport }> {
    const report = await this.staff.report(caller, query);
    return { title: '医护接待量', report, period: [report.from, report.to], caller, sheets: [staffReceptionSheet(report)] };
  }

  async weekly(caller: Caller, { week }: WeekQuery): Promise<FigureWorkbook> {
    const found = await this.weeks.week(caller, week);
    return { title: '每周工作接待', period: [found.from, found.to], caller, sheets: [weeklySheet(found)] };
  }

  /** Every page of figures of one period in one workbook; 医护接待量 for those only who may read receptions. */
  async everything(caller: Caller, period: PeriodQuery): Promise<FigureWorkbook> {
    const of = { from: period.from, to: period.to };
    const workloadQuery: WorkloadQuery = { ...of, attribution: 'executing', departments: 'current', inpatient: 'discharge', withPeople: true };
    const volume = await this.volumes.volume(caller, { ...of, groupBy: 'month' });
    const workload = await this.workloads.workload(caller, workloadQuery);
    const staff = caller.permissions.has('reception:read') ? [staffReceptionSheet(await this.staff.report(caller, of))] : [];
    const named = (unit: 'visits' | 'people'): FigureSheet => {
      const sheet = workloadSheet(workload, workloadQuery, unit);
      return { ...sheet, name: `全院工作量${sheet.name}` };
    };
    return {
      title: '统计汇总', period: [of.from, of.to], caller,
      sheets: [...volumeSheets(volume), named('visits'), named('people'), ...staff],
    };
  }
}
