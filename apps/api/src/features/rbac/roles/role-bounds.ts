import type { Caller } from '../../../platform/access/caller.js';
import { type Power, powersOf } from '../../../platform/access/permission-tree.js';
import { type Permission, PERMISSIONS } from '../../../platform/access/permissions.js';
import { FIELD_DISPLAYS, PERSON_FIELD_NAMES, PERSON_FIELDS, type PersonField } from '../../../platform/access/person-fields.js';
import { BadInput, Conflict, Refusal } from '../../../platform/http/refusal.js';
import type { RoleScope } from '../roles.js';
import type { RoleDefinition } from './role-input.dto.js';

/** A role as it stands. */
export interface StoredRole extends RoleDefinition {
  readonly code: string;
  readonly power: Power;
  readonly preset: boolean;
  readonly active: boolean;
  readonly version: number;
}

/** The whole hospital, by its scope, or only what the holder's own departments give. */
const OF_HIS_OWN_PLACE: readonly RoleScope[] = ['none', 'department', 'own-patients'];
/** Roles of the other powers read no people; their scope only bounds what they administer. */
const WITHOUT_PEOPLE: readonly RoleScope[] = ['none', 'department', 'department-tree', 'departments'];

/** Whether the caller may hand the permission out: his own, or, administering the whole hospital, those of care, which he never holds himself. */
export const mayAssign = (caller: Caller, permission: Permission): boolean =>
  caller.permissions.has(permission) || (caller.permissions.has('user:all') && powersOf(permission).includes('care'));

/** Roles of security and audit and the preset administrator are the program's: whoever could change them could undo the separation. */
export const isLocked = ({ power, preset }: Pick<StoredRole, 'power' | 'preset'>): boolean =>
  power === 'security' || power === 'audit' || (preset && power !== 'care');

/** Nobody works at his own rights. */
export function refuseOwnRole(caller: Caller, code: string): void {
  if (caller.roles.includes(code)) throw new Refusal(403, 'OWN_RIGHTS', '不能修改自己持有的角色，请由另一名管理员操作。');
}

export function refuseLocked(role: Pick<StoredRole, 'power' | 'preset'>): void {
  if (isLocked(role)) throw new Conflict('ROLE_LOCKED', '三权分立的角色由程序规定，不能修改、停用或删除。如需不同的权限，请新建角色。');
}

/** The definition must make sense for its power, and hold nothing that the caller may not hand out. */
export function refuseBeyond(caller: Caller, power: Power, role: RoleDefinition): void {
  refuseMixed(power, role);
  const beyond = role.permissions.filter((permission) => !mayAssign(caller, permission));
  if (beyond.length) {
    throw new Refusal(403, 'BEYOND_OWN_RIGHTS', `您没有这些权限，不能授予：${beyond.map((one) => PERMISSIONS[one]).join('、')}。`);
  }
  if (caller.permissions.has('user:all')) return;
  const fields = PERSON_FIELD_NAMES.filter((field) => opennessOf(role, field) < FIELD_DISPLAYS.indexOf(caller.fields[field]));
  if (fields.length) throw new Refusal(403, 'BEYOND_OWN_RIGHTS', `字段的显示不能比您自己看到的更多：${fields.map((one) => PERSON_FIELDS[one]).join('、')}。`);
  const isOutside = role.dataScope === 'departments'
    ? role.scopeDepartments.some((code) => !caller.scope.departments.includes(code)) : !OF_HIS_OWN_PLACE.includes(role.dataScope);
  if (isOutside) throw new Refusal(403, 'BEYOND_OWN_SCOPE', '数据范围超出了您所管理的科室，请只选择您管理的科室。');
  if (role.mayBeCleared) throw new Refusal(403, 'BEYOND_OWN_RIGHTS', '机密许可只能由系统管理员设置。');
}

function refuseMixed(power: Power, role: RoleDefinition): void {
  const strange = role.permissions.filter((permission) => !powersOf(permission).includes(power));
  if (strange.length) {
    throw new Conflict('POWERS_MIXED', `业务、系统、安全、审计的权限不能放在同一个角色里：${strange.map((one) => PERMISSIONS[one]).join('、')}。`);
  }
  const unknown = Object.entries(role.fields).filter(([field, display]) => !Object.hasOwn(PERSON_FIELDS, field) || !FIELD_DISPLAYS.includes(display));
  if (unknown.length) throw new BadInput('字段权限的内容不正确。', [{ field: 'fields', message: '不在可选范围内' }]);
  if (role.dataScope === 'departments' && role.scopeDepartments.length === 0) {
    throw new BadInput('请至少选择一个科室，或选择其他数据范围。', [{ field: 'scopeDepartments', message: '请至少选择一个科室' }]);
  }
  if (power === 'care') return;
  const readsPeople = !WITHOUT_PEOPLE.includes(role.dataScope) || role.mayBeCleared || role.levels || role.categories || Object.keys(role.fields).length > 0;
  if (readsPeople) throw new Conflict('POWERS_MIXED', '系统管理类角色没有业务数据：数据范围只能是无或科室，不能设置级别、字段和机密许可。');
}

const opennessOf = ({ fields }: Pick<RoleDefinition, 'fields'>, field: PersonField): number => FIELD_DISPLAYS.indexOf(fields[field] ?? 'masked');

/** Whether anybody who holds the role would gain by the change. Another kind of scope counts as more unless it is none. */
export function isWider(before: RoleDefinition, after: RoleDefinition): boolean {
  const gains = (was: readonly string[], is: readonly string[]): boolean => is.some((one) => !was.includes(one));
  const loosens = (was: readonly string[] | null, is: readonly string[] | null): boolean => was !== null && (is === null || gains(was, is));
  return gains(before.permissions, after.permissions)
    || (after.dataScope !== before.dataScope && after.dataScope !== 'none')
    || (after.dataScope === 'departments' && gains(before.scopeDepartments, after.scopeDepartments))
    || (after.pastAccess && !before.pastAccess) || (after.mayBeCleared && !before.mayBeCleared)
    || loosens(before.levels, after.levels) || loosens(before.categories, after.categories)
    || PERSON_FIELD_NAMES.some((field) => opennessOf(after, field) < opennessOf(before, field));
}
