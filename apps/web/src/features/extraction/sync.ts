import type { Schema } from '@cadre/api-client/typed-paths';

/** What became of the records of a run or a day: fetched is the sum of all the others. */
export type RunCounts = Schema<'TodayCounts'>;
export type SyncSource = Schema<'SourceRow'>;
export type SyncRun = Schema<'RunRow'>;
export type CheckItem = Schema<'CheckRow'>;
/** A record that could not be used, kept until somebody mends the cause. */
export type Failure = Schema<'QuarantineRow'>;
/** What became, or in a dry run would become, of failures that are tried again. */
export type ReplayAnswer = Schema<'ReplayAnswer'>;

export type CodeMap = Schema<'CodeMapRow'>;
export type ReplayTask = Schema<'ReplayTaskRow'>;
export type Scan = Schema<'ScanRow'>;
export type Reconciliation = Schema<'ReconciliationRow'>;
export type AlarmRule = Schema<'AlarmRuleRow'>;

/** What kind of system a source is, in the words of the house. */
export const SYSTEM_NAMES: Readonly<Record<string, string>> = {
  HIS: 'HIS',
  LIS: '检验 LIS',
  RIS: '检查 RIS',
  PACS: '影像 PACS',
  EMR: '电子病历',
  PEIS: '体检',
  SURGERY: '手术麻醉',
  ENDOSCOPY: '内镜',
  BOOKING: '预约',
  CITY_CARE_OFFICE: '市保健办',
  BASE_HOSPITAL: '基地医院',
};

export const TASK_STATES: Readonly<Record<string, string>> = {
  queued: '等待中',
  running: '进行中',
  paused: '已暂停',
  done: '已完成',
  cancelled: '已取消',
};
export const ITEM_OUTCOMES: Readonly<Record<string, string>> = {
  stored: '已写入',
  filtered: '非保健对象',
  failed: '仍失败',
  skipped: '已跳过',
};
export const SCAN_STATES: Readonly<Record<string, string>> = {
  running: '进行中',
  applied: '已核对',
  held: '等待确认',
  confirmed: '已确认删除',
  dismissed: '已驳回',
  failed: '失败',
};
export const ALARM_KINDS: Readonly<Record<string, { readonly name: string; readonly unit: string; readonly words: string }>> = {
  failures: { name: '连续失败', unit: '次', words: '连续失败达到多少次' },
  rate: { name: '失败率', unit: '%', words: '时间窗内失败记录占读取的百分比超过多少' },
  silence: { name: '长时间没有新数据', unit: '分钟', words: '多少分钟没有任何新数据' },
  backlog: { name: '积压', unit: '条', words: '等待处理的超过多少条' },
  difference: { name: '对账不符', unit: '条', words: '对账相差超过多少条' },
  missed: { name: '到时未运行', unit: '个周期', words: '连续多少个周期没有运行' },
};
export const MODE_NAMES: Readonly<Record<string, string>> = {
  incremental: '增量',
  full: '全量校验',
  window: '按时间段',
  person: '按人',
  keys: '补取差异',
  push: '推送',
  replay: '失败重试',
};
export const OUTCOME_NAMES: Readonly<Record<string, string>> = {
  running: '进行中',
  done: '完成',
  failed: '失败',
  cancelled: '已取消',
};
export const FAILURE_KINDS: Readonly<Record<string, string>> = {
  format: '格式错误',
  mapping: '字段不能转换',
  rule: '内容不合要求',
  conflict: '数据冲突',
  transport: '来源拒收或无法读取',
  reference: '关联资料未到',
};
export const PROBLEM_RULES: Readonly<Record<string, string>> = {
  required: '缺少必填内容',
  integer: '不是整数',
  decimal: '不是数字',
  date: '不是有效日期',
  instant: '不是有效时间',
  flag: '不是可识别的是/否标志',
  unmapped: '代码没有对照',
};
export const FAILURE_STATUS: Readonly<Record<string, string>> = {
  open: '待处理',
  replayed: '已重试成功',
  ignored: '已忽略',
};

const REQUESTERS: Readonly<Record<string, string>> = { schedule: '定时', push: '来源推送', history: '补取历史' };

/** Who asked for a run: the clock, the source, or the user of that name. */
export function requesterName(requestedBy: string): string {
  return REQUESTERS[requestedBy] ?? requestedBy;
}

/** The counters in the order they are read, with what each means. */
export const COUNTERS: readonly { readonly key: keyof RunCounts; readonly name: string; readonly note: string }[] = [
  { key: 'fetched', name: '读取', note: '从来源读到的条数，等于其余各项之和' },
  { key: 'added', name: '新增', note: '第一次写入' },
  { key: 'changed', name: '更新', note: '内容有变化，旧版本保留' },
  { key: 'removed', name: '撤销', note: '来源已删除或作废' },
  { key: 'unchanged', name: '未变', note: '与已有内容相同' },
  { key: 'filtered', name: '非保健对象', note: '不是保健对象，不保存' },
  { key: 'superseded', name: '已有更新', note: '到达时已有更新的版本' },
  { key: 'quarantined', name: '失败', note: '写入失败，见失败记录' },
];
