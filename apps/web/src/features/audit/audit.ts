import type { Schema } from '@cadre/api-client/typed-paths';

export type TrailRow = Schema<'TrailRow'>;
export type Finding = Schema<'FindingRow'>;
export type Rule = Schema<'RuleRow'>;

export const ACTION_NAMES: Readonly<Record<string, string>> = {
  view: '查看',
  search: '查询',
  change: '修改',
  export: '导出',
  reveal: '显示号码',
  'sign-in': '登录',
  operate: '操作',
  skip: '其他',
};

export const OUTCOME_NAMES: Readonly<Record<string, string>> = {
  allowed: '成功',
  refused: '拒绝',
  failed: '失败',
  'second factor asked': '要求二次验证',
};

export const FINDING_STATUS: Readonly<Record<string, string>> = {
  open: '待处理',
  explained: '已说明，属正常工作',
  violation: '确认违规',
};

export const choicesOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

const SHANGHAI_MS = 8 * 3_600_000;

/** To the millisecond, by the hospital's clock: the order of two acts may be what is asked about. */
export function momentOf(at: string): string {
  return new Date(Date.parse(at) + SHANGHAI_MS).toISOString().slice(0, 23).replace('T', ' ');
}
