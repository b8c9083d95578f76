import type { Schema } from '@cadre/api-client/typed-paths';

export type User = Schema<'UserRow'>;
export type UserDetail = Schema<'UserDetail'>;
export type CreatedUser = Schema<'CreatedUser'>;

export const USER_STATES: Readonly<Record<string, { name: string; tag: string }>> = {
  active: { name: '✓ 启用', tag: 'tag tag-good' },
  pending: { name: '○ 待开通', tag: 'tag tag-late' },
  disabled: { name: '– 停用', tag: 'tag tag-off' },
  closed: { name: '✕ 已注销', tag: 'tag tag-off' },
};
export const LEFT = 'left-hospital';
const WORDS: Readonly<Record<string, string>> = { [LEFT]: 'HIS 中已离职，待复核', 'left-wecom': '已不在企业微信通讯录中，请核对', imported: '由文件导入，待开通', provisioned: '随 HIS 人员自动建立，待开通' };

/** Why an account is not in use, as the list and its details say it. */
export const reasonOf = ({ statusReason }: Pick<User, 'statusReason'>): string | null =>
  WORDS[statusReason ?? ''] ?? statusReason;
