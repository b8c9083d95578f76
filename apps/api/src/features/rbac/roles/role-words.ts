import type { Power } from '../../../platform/access/permission-tree.js';
import type { FieldDisplay } from '../../../platform/access/person-fields.js';
import type { RoleScope } from '../roles.js';
import type { RoleDefinition } from './role-input.dto.js';

export const SCOPE_WORDS: Readonly<Record<RoleScope, string>> = {
  all: '全院', 'department-tree': '本科室及下级', department: '本科室', departments: '指定科室', 'own-patients': '本人经治与本科室在诊', persons: '固定服务对象',
  today: '今日名单', none: '无',
};
export const POWER_WORDS: Readonly<Record<Power, string>> = { care: '业务', system: '系统管理', security: '安全管理', audit: '审计' };
export const DISPLAY_WORDS: Readonly<Record<FieldDisplay, string>> = { plain: '明文', masked: '脱敏', hidden: '隐藏' };
export const KIND_WORDS = { see: '查看', operate: '操作', export: '导出' } as const;

/** Whom a role sees, on one line. */
export function scopeSentence({ dataScope, scopeDepartments, levels, categories, pastAccess }: Omit<RoleDefinition, 'name' | 'note' | 'fields' | 'permissions' | 'mayBeCleared'>): string {
  const parts = [
    dataScope === 'departments' ? `${SCOPE_WORDS.departments}（${scopeDepartments.join('、')}）` : SCOPE_WORDS[dataScope],
    ...(levels ? [`级别 ${levels.join('、')}`] : []), ...(categories ? [`类型 ${categories.join('、')}`] : []), ...(pastAccess ? ['含已结束的就诊'] : []),
  ];
  return parts.join('；');
}
