import type { Schema } from '@cadre/api-client/typed-paths';

export type ReportKind = Schema<'ReportAsked'>['kind'];

export const REPORT_NAMES: Readonly<Record<ReportKind, string>> = { month: '月报', quarter: '季报', year: '年报' };
export const REPORT_TITLES: Readonly<Record<ReportKind, string>> = { month: '干部保健工作量月报表', quarter: '干部保健工作量季报表', year: '干部保健工作量年报表' };

/** `2026-Q1` as it is read; months and years are read as they are written. */
export const periodWords = (period: string) => period.replace(/^(\d{4})-Q(\d)$/, '$1 年第 $2 季度');
