import type { Schema } from '@cadre/api-client/typed-paths';

export type Finding = Schema<'AbnormalFindingRow'>;
export type FindingTotals = Schema<'AbnormalFindingCounts'>;
export type VariationRow = Schema<'VariationRow'>;

export const KIND_NAMES: Readonly<Record<Finding['kinds'][number], string>> = {
  critical: '危急值',
  change: '显著变化',
  worsening: '持续恶化',
  new: '新出现异常',
};
export const KIND_TAGS: Readonly<Record<Finding['kinds'][number], string>> = {
  critical: 'flag flag-critical',
  change: 'tag tag-bad',
  worsening: 'tag tag-bad',
  new: 'tag tag-late',
};
export const STATUS_NAMES: Readonly<Record<Finding['status'], string>> = {
  unread: '未读',
  known: '已知晓',
  in_progress: '处理中',
  closed: '已关闭',
};
export const STATUS_TAGS: Readonly<Record<Finding['status'], string>> = {
  unread: 'tag tag-bad',
  known: 'tag tag-off',
  in_progress: 'tag tag-late',
  closed: 'tag tag-good',
};
