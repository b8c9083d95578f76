import type { Schema } from '@cadre/api-client/typed-paths';
import { queries } from '../../shared/api/api.js';

export type Role = Schema<'RoleRow'>;
export type RoleDetail = Schema<'RoleDetail'>;
export type PermissionTree = Schema<'PermissionTree'>;
export type RightsChange = Schema<'RightsChangeRow'>;
export type Definition = Pick<
  RoleDetail,
  'name' | 'note' | 'dataScope' | 'pastAccess' | 'mayBeCleared' | 'scopeDepartments' | 'levels' | 'categories' | 'fields' | 'permissions'
>;

export const POWERS: Readonly<Record<Role['power'], string>> = { care: '业务', system: '系统管理', security: '安全管理', audit: '审计' };
export const SCOPES: Readonly<Record<Role['dataScope'], string>> = {
  all: '全院',
  'department-tree': '本科室及下级',
  department: '本科室',
  departments: '指定科室',
  'own-patients': '本人经治与本科室在诊',
  persons: '固定服务对象（由干保办指定）',
  today: '今日名单',
  none: '无',
};
/** Roles of the other powers read no people: their scope only bounds what they administer. */
export const SCOPES_WITHOUT_PEOPLE: readonly Role['dataScope'][] = ['none', 'department', 'department-tree', 'departments'];
export const DISPLAYS = { plain: '明文', masked: '脱敏', hidden: '隐藏' } as const;
export const CHANGE_KINDS: Readonly<Record<RightsChange['kind'], string>> = { role: '角色内容', member: '角色成员', grant: '单独授权', denial: '单独禁止' };
export const CHANGE_STATES: Readonly<Record<RightsChange['state'], { name: string; tag: string }>> = {
  pending: { name: '○ 待复核', tag: 'tag tag-late' },
  approved: { name: '✓ 已通过', tag: 'tag tag-good' },
  rejected: { name: '✕ 已驳回', tag: 'tag tag-bad' },
  withdrawn: { name: '– 已撤回', tag: 'tag tag-off' },
  applied: { name: '✓ 直接生效', tag: 'tag tag-good' },
};

export const definitionOf = ({
  name, note, dataScope, pastAccess, mayBeCleared, scopeDepartments, levels, categories, fields, permissions,
}: Definition): Definition => ({ name, note, dataScope, pastAccess, mayBeCleared, scopeDepartments, levels, categories, fields, permissions: [...permissions].sort() });

/** What the outcome of a change is called. */
export const outcomeWords = (outcome: 'applied' | 'pending'): string => (outcome === 'pending' ? '已提交，由安全管理员复核后生效' : '已生效');

/** Everything that shows rights is read again. */
export function readRightsAgain(): void {
  void queries.invalidateQueries({ predicate: ({ queryKey }) => /^\/(roles|rights-changes|users|people-roles)/.test(String(queryKey[0])) });
}
