import type { Schema } from '@cadre/api-client/typed-paths';

export type Recall = Schema<'RecallRow'>;

export const TERMS: Readonly<Record<string, string>> = { overdue: '逾期', week: '本周', month: '本月', later: '以后' };
export const TERM_TAGS: Readonly<Record<string, string>> = { overdue: 'tag-bad', week: 'tag-late', month: 'tag-late' };
export const STATUSES: Readonly<Record<string, string>> = { open: '待处理', done: '已完成', cancelled: '已取消' };
export const METHODS: Readonly<Record<string, string>> = { phone: '电话', sms: '短信', visit: '门诊', other: '其他' };
