import type { TrailFilter } from './trail.dto.js';

export const TRAIL_WORDS = {
  action: {
    view: '查看', search: '查询', change: '修改', export: '导出', reveal: '显示号码', 'sign-in': '登录', operate: '操作', skip: '其他',
  },
  outcome: { allowed: '成功', refused: '拒绝', failed: '失败', 'second factor asked': '要求二次验证' },
} as const;

/** The conditions in words, for the head of an export. */
export function trailSentence(filter: TrailFilter): string {
  const { from, to, actor, action, outcome, operation, person, session, ip, words } = filter;
  const parts: (readonly [string, string | undefined])[] = [
    ['时间', from || to ? `${from ?? '最早'} 至 ${to ?? '今天'}` : undefined], ['账号', actor], ['动作', action && TRAIL_WORDS.action[action]],
    ['结果', outcome && TRAIL_WORDS.outcome[outcome]], ['接口', operation], ['对象', person], ['会话', session], ['IP', ip], ['内容', words],
  ];
  return parts.flatMap(([label, text]) => (text ? [`${label}：${text}`] : [])).join('；') || '全部记录';
}
