import type { Schema } from '@cadre/api-client/typed-paths';

export type Checkup = Schema<'CheckupRow'>;
export type CheckupDetail = Schema<'CheckupDetail'>;
export type Section = Schema<'CheckupSectionRow'>;
export type CheckupItem = Schema<'CheckupItemRow'>;
export type CheckupListRow = Schema<'CheckupListRow'>;
export type SummaryView = Schema<'SummaryView'>;
export type Edition = Schema<'SummaryRow'>;
export type Advice = Schema<'SummaryAdvice'>;
export type CheckupCompare = Schema<'CheckupCompare'>;

export const CHECKUP_STATUS: Readonly<Record<string, string>> = {
  booked: '已预约',
  registered: '已到检',
  examining: '检查中',
  pending_summary: '待总检',
  summarized: '已总检',
  issued: '已出报告',
  cancelled: '已取消',
};
/** Until the chief doctor has summed up, what is shown may still change. */
export const FINISHED: ReadonlySet<string> = new Set(['summarized', 'issued']);
export const ITEM_STATES: Readonly<Record<CheckupItem['state'], string>> = {
  done: '',
  refused: '拒检',
  missed: '未检',
};
export const FLAG_SOURCES: Readonly<Record<string, string>> = {
  lis: '体检系统标记',
  printed: '按报告所附区间判断',
  local: '按本院区间判断',
};
export const SUMMARY_STATES: Readonly<Record<string, string>> = {
  none: '未写',
  draft: '草稿',
  submitted: '待审核',
  approved: '待发布',
  published: '已发布',
  superseded: '旧版',
  withdrawn: '已撤回',
};
export const SUMMARY_TAGS: Readonly<Record<string, string>> = {
  draft: 'tag-late',
  submitted: 'tag-late',
  approved: 'tag-late',
  published: 'tag-good',
};
export const RISK_LEVELS: Readonly<Record<string, string>> = { low: '低风险', medium: '中风险', high: '高风险' };
export const REPORT_KINDS = [
  { key: 'own', label: '含小结版' },
  { key: 'compare', label: '历年对比版' },
] as const;
export type ReportKind = (typeof REPORT_KINDS)[number]['key'];
