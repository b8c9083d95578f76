import type { Schema } from '@cadre/api-client/typed-paths';

export type LabMatrix = Schema<'LabMatrix'>;
export type MatrixReport = Schema<'MatrixReport'>;
export type MatrixGroup = Schema<'MatrixGroup'>;
export type MatrixItem = Schema<'MatrixItem'>;
export type MatrixCell = Schema<'MatrixCell'>;
export type LabSeries = Schema<'LabSeries'>;
export type Series = Schema<'Series'>;
/** One result in a chart; `number`, `low` and `high` are in the unit of its series. */
export type SeriesPoint = Schema<'SeriesPoint'>;
/** What happened at the time: a stay, an operation, a long-term drug. */
export type Stay = Schema<'SeriesEvent'>;
export type LabReportListed = Schema<'LabReportListRow'>;
export type LabReport = Schema<'LabReportRow'>;
export type LabReportDetail = Schema<'LabReportDetail'>;

/** Who judged a result; null when nobody did. */
export const FLAG_SOURCES: Readonly<Record<NonNullable<MatrixCell['flagSource']>, string>> = {
  lis: '检验系统标记',
  printed: '按报告所附区间判断',
  local: '按本院区间判断',
};
export const REPORT_STATUS: Readonly<Record<LabReportDetail['earlier'][number]['status'], string>> = {
  preliminary: '初步',
  final: '已审核',
  corrected: '已更正',
  withdrawn: '已撤回',
};
