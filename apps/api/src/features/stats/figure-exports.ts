import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import type { FigureSheet, FigureWorkbook } from '../../platform/http/export-sheets.js';
import type { PeriodQuery } from './figure-filter.dto.js';
import { DEFINITION_VERSION, GENERAL_RULES, LEVEL_COLUMNS, LEVEL_NAMES, type MeasureName, MEASURES } from './measures.js';
import { type ReceptionVolume, SOURCES, type VolumeQuery } from './reception-volume.dto.js';
import { ReceptionVolumeQueries } from './reception-volume.queries.js';
import type { StaffReceptionQuery, StaffReceptionReport } from './staff-reception.dto.js';
import { StaffReceptionQueries } from './staff-reception.queries.js';
import { staffReceptionSheet } from './staff-reception-sheet.js';
import type { Workload, WorkloadQuery } from './workload.dto.js';
import { WorkloadQueries } from './workload.queries.js';

export const SOURCE_NAMES: Readonly<Record<string, string>> = { checkup: '体检', outpatient: '门诊', inpatient: '住院（入院）', all: '合计' };
/** What 接待量 counts, in the order of its table. */
export const VOLUME_MEASURES: readonly MeasureName[] = ['checkup', 'outpatient', 'admission'];
const COLUMN_NAMES: Readonly<Record<string, string>> = { ...LEVEL_NAMES, cadre: '干保小计', all: '合计' };
/** Measures with their levels that stand side by side on an A4 page that lies. */
const MEASURES_ON_PAGE = 2;
const COLUMNS = ['L1', 'L2', 'L3', 'L9', 'cadre', 'VIP', 'all'];

/** Pages of figures as tables: the same queries, so that screen and file agree. */
@Injectable()
export class FigureExports {
  constructor(
    private readonly volumes: ReceptionVolumeQueries,
    private readonly workloads: WorkloadQueries,
    private readonly staff: StaffReceptionQueries,
  ) {}

  async volume(caller: Caller, query: VolumeQuery): Promise<FigureWorkbook> {
    const volume = await this.volumes.volume(caller, query);
    return { title: '接待量统计', period: [volume.from, volume.to], caller, sheets: [volumeSheet(volume), comparedSheet(volume), courseSheet(volume)] };
  }

  async workload(caller: Caller, query: WorkloadQuery): Promise<FigureWorkbook & { readonly measures: readonly MeasureName[] }> {
    const workload = await this.workloads.workload(caller, { ...query, withPeople: true });
    return { title: '全院工作量', measures: workload.measures as MeasureName[], period: [workload.from, workload.to], caller, sheets: [workloadSheet(workload, query, 'visits'), workloadSheet(workload, query, 'people')] };
  }

  async staffReception(caller: Caller, query: StaffReceptionQuery): Promise<FigureWorkbook & { readonly report: StaffReceptionReport }> {
    const report = await this.staff.report(caller, query);
    return { title: '医护接待量', report, period: [report.from, report.to], caller, sheets: [staffReceptionSheet(report)] };
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
      sheets: [volumeSheet(volume), comparedSheet(volume), courseSheet(volume), named('visits'), named('people'), ...staff],
    };
  }
}

/** 口径 beneath a table: a file is read where nobody can ask. */
export function definitionNotes(measures: readonly MeasureName[]): string[] {
  return [
    `口径版本 ${DEFINITION_VERSION}`,
    ...measures.map((name) => `${MEASURES[name].name}：${MEASURES[name].definition}`),
    ...GENERAL_RULES,
  ];
}

const periodWords = ({ from, to }: { from: string; to: string }): string => `统计区间：${from} 至 ${to}；不含制表人无权查看的机密对象`;

function volumeSheet(volume: ReceptionVolume): FigureSheet {
  const cell = (source: string, column: string): number[] => {
    const found = volume.cells.find((one) => one.source === source && one.column === column);
    return [found?.visits ?? 0, found?.people ?? 0];
  };
  return {
    name: '接待量', title: '接待量统计', filters: periodWords(volume),
    head: [['', ...COLUMNS.flatMap((column) => [COLUMN_NAMES[column]!, ''])].map((one, at) => (at === 0 ? '来源' : one)), [null, ...COLUMNS.flatMap(() => ['人次', '人数'])]],
    rows: [...SOURCES, 'all'].map((source) => [SOURCE_NAMES[source]!, ...COLUMNS.flatMap((column) => cell(source, column))]),
    sums: 1, notes: [...hiddenNote(volume.hidden), ...definitionNotes(['outpatient', 'admission', 'checkup', 'reception'])],
  };
}

function comparedSheet(volume: ReceptionVolume): FigureSheet {
  const periods = [volume, volume.previous, volume.lastYear];
  const names = ['本期', '环比（上期）', '同比（上年）'];
  return {
    name: '同比环比', title: '接待量同比环比', filters: periodWords(volume),
    head: [['来源', ...names.flatMap((name) => [name, ''])], [null, ...periods.flatMap(() => ['人次', '人数'])]],
    rows: [...SOURCES, 'all'].map((source) => [
      SOURCE_NAMES[source]!,
      ...periods.flatMap(({ cells }) => {
        const found = cells.find((one) => one.source === source && one.column === 'all');
        return [found?.visits ?? 0, found?.people ?? 0];
      }),
    ]),
    sums: 1, notes: periods.map(({ from, to }, at) => `${names[at]}：${from} 至 ${to}`),
  };
}

function courseSheet(volume: ReceptionVolume): FigureSheet {
  const { buckets } = volume;
  const sum = (of: 'checkup' | 'outpatient' | 'inpatient' | 'visits'): number => buckets.reduce((total, bucket) => total + bucket[of], 0);
  return {
    name: '走势', title: '接待量走势', filters: periodWords(volume),
    head: [['自', '至', '体检人次', '门诊人次', '住院（入院）人次', '合计人次', '合计人数']],
    rows: [
      ...buckets.map(({ from, to, checkup, outpatient, inpatient, visits, people }) => [{ day: from }, { day: to }, checkup, outpatient, inpatient, visits, people]),
      ['合计', null, sum('checkup'), sum('outpatient'), sum('inpatient'), sum('visits'), null],
    ],
    sums: 1, notes: ['人数在时间上不可相加，不列合计。'],
  };
}

/** 住院 is one of two. */
export const workloadName = (measure: MeasureName): string => (measure === 'discharge' || measure === 'admission' ? `住院（${MEASURES[measure].name}）` : MEASURES[measure].name);

function workloadSheet(workload: Workload, query: WorkloadQuery, unit: 'visits' | 'people'): FigureSheet {
  const measures = workload.measures as MeasureName[];
  const columns = [...LEVEL_COLUMNS, 'all'];
  const withCases = (measure: string): boolean => unit === 'visits' && (measure === 'surgery' || measure === 'endoscopy');
  const names = (measure: string): string[] => [...columns.map((column) => COLUMN_NAMES[column]!), ...(withCases(measure) ? ['例数'] : [])];
  const byKey = new Map(workload.rows.map((row) => [row.key, row]));
  const depthOf = ({ parentKey }: { parentKey: string | null }): number => (parentKey ? 1 + depthOf(byKey.get(parentKey) ?? { parentKey: null }) : 0);
  const starts = measures.map((_, at) => 1 + measures.slice(0, at).reduce((sum, one) => sum + names(one).length, 0));
  const busy = workload.rows.filter(({ key, cells }) => key === 'all' || cells.length > 0);
  // As on the page: its own figures are the whole of a department whose lower ones have none.
  const kept = busy.filter(({ own, key, parentKey }) => !own || busy.some((other) => other.parentKey === parentKey && other.key !== key));
  return {
    name: unit === 'visits' ? '人次' : '人数',
    title: `全院工作量（${unit === 'visits' ? '人次' : '人数'}）`,
    filters: `${periodWords(workload)}；胃肠镜、会诊归${query.attribution === 'requesting' ? '申请科室' : '执行（应邀）科室'}；合并的科室${query.departments === 'recorded' ? '按发生时' : '归入现科室'}`,
    head: [
      ['科室', ...measures.flatMap((measure) => [workloadName(measure), ...names(measure).slice(1).map(() => '')])],
      [null, ...measures.flatMap(names)],
    ],
    rows: kept.map(({ name, note, cells, parentKey }) => [
      `${'　'.repeat(depthOf({ parentKey }))}${note ? `${name}（${note}）` : name}`,
      ...measures.flatMap((measure) => {
        const of = (column: string) => cells.find((cell) => cell.measure === measure && cell.column === column);
        return [...columns.map((column) => of(column)?.[unit] ?? 0), ...(withCases(measure) ? [of('all')?.cases ?? 0] : [])];
      }),
    ]),
    sums: 1,
    pages: starts.filter((_, at) => at > 0 && at % MEASURES_ON_PAGE === 0),
    notes: [...hiddenNote(workload.hidden), ...(unit === 'people' ? ['人数按格去重，科室之间、级别之间不可相加。'] : []), ...definitionNotes(measures)],
  };
}

const hiddenNote = (hidden: number | null): string[] => (hidden ? [`机密 ×${hidden}（无权查看，不计入合计）`] : []);
