import type { Power } from '../../platform/access/permission-tree.js';
import { withSecrecyRights } from './secrecy-rights.js';
import type { Permission } from '../../platform/access/permissions.js';

/**
 * Which people a role sees: everybody; those of his department and the ones below it; of his department; of chosen departments;
 * his own patients and his department's present ones; chosen people; today's list; nobody.
 */
export const ROLE_SCOPES = ['all', 'department-tree', 'department', 'departments', 'own-patients', 'persons', 'today', 'none'] as const;
export type RoleScope = (typeof ROLE_SCOPES)[number];

export interface PresetRole {
  readonly code: string;
  readonly name: string;
  /** Which power it belongs to: nobody holds roles of two. */
  readonly power: Power;
  readonly dataScope: RoleScope;
  readonly pastAccess: boolean;
  /** Whether a personal clearance for 机密 people may take effect for this role (ruling 1). */
  readonly mayBeCleared: boolean;
  readonly permissions: readonly Permission[];
}

const CLINICAL_READING: readonly Permission[] = [
  'beneficiary:read', 'visit:read', 'diagnosis:read', 'lab:read', 'checkup:read', 'order:read', 'note:read', 'surgery:read', 'exam:view',
  'registration:read', 'appointment:read', 'archive:read',
];

const ROLES: readonly PresetRole[] = [
  {
    code: 'HOSPITAL_LEADER', name: '院领导', power: 'care', dataScope: 'all', pastAccess: true, mayBeCleared: true,
    permissions: [...CLINICAL_READING, 'note:restricted', 'archive:download', 'filter:share', 'image:view', 'visit:export', 'registration:export', 'beneficiary:export', 'asset:read', 'audit:person', 'lab:export', 'exam:export', 'lab:print', 'exam:print', 'archive:export', 'checkup:export', 'checkup:download', 'recall:read', 'stats:read', 'stats:export', 'report:read', 'report:export', 'reception:read', 'reception:export', 'mission:read', 'stats:staff'],
  },
  {
    code: 'OFFICE_DIRECTOR', name: '干保办主任', power: 'care', dataScope: 'all', pastAccess: true, mayBeCleared: false,
    permissions: [...CLINICAL_READING, 'archive:generate', 'archive:download', 'archive:send', 'archive:template', 'archive:sign', 'archive:publish', 'archive:rule', 'filter:share', 'image:view', 'beneficiary:write', 'beneficiary:remove', 'beneficiary:export', 'beneficiary:reveal', 'beneficiary:account', 'visit:export', 'registration:export', 'asset:read',
      'match:read', 'match:decide', 'department:read', 'department:write', 'department:export', 'staff:read', 'staff:export', 'sync:read', 'sync:payload', 'audit:person', 'audit:alert', 'role:people', 'image:export', 'lab:export', 'exam:export', 'lab:print', 'exam:print', 'lab:handle', 'lab:configure', 'archive:export', 'checkup:export', 'checkup:download', 'checkup:summarize', 'checkup:approve', 'recall:read', 'recall:write', 'stats:read', 'stats:export', 'report:read', 'report:export', 'report:write', 'stats:rebuild', 'report:lock', 'reception:read', 'reception:write', 'reception:export', 'mission:read', 'mission:write', 'stats:staff'],
  },
  {
    code: 'OFFICE_STAFF', name: '干保办人员', power: 'care', dataScope: 'all', pastAccess: true, mayBeCleared: false,
    permissions: [...CLINICAL_READING, 'archive:generate', 'archive:download', 'archive:send', 'archive:template', 'filter:share', 'image:view', 'beneficiary:write', 'beneficiary:export', 'beneficiary:reveal', 'beneficiary:account', 'visit:export', 'registration:export', 'asset:read',
      'match:read', 'match:decide', 'sync:read', 'lab:export', 'exam:export', 'lab:print', 'exam:print', 'lab:handle', 'archive:export', 'checkup:export', 'checkup:download', 'checkup:summarize', 'recall:read', 'recall:write', 'stats:read', 'stats:export', 'report:read', 'report:export', 'report:write', 'reception:read', 'reception:write', 'reception:export', 'mission:read', 'mission:write', 'stats:staff'],
  },
  {
    code: 'DEPT_DIRECTOR', name: '科主任', power: 'care', dataScope: 'department-tree', pastAccess: true, mayBeCleared: true,
    permissions: [...CLINICAL_READING, 'note:restricted', 'archive:generate', 'archive:download', 'archive:send', 'archive:template', 'archive:sign', 'archive:publish', 'filter:share', 'image:view', 'visit:export', 'registration:export', 'image:export', 'lab:export', 'exam:export', 'lab:print', 'exam:print', 'lab:handle', 'archive:export', 'checkup:export', 'checkup:download', 'checkup:summarize', 'checkup:approve', 'recall:read', 'recall:write', 'stats:read', 'stats:export', 'reception:read', 'mission:read', 'stats:staff'],
  },
  { code: 'HEAD_NURSE', name: '护士长', power: 'care', dataScope: 'department', pastAccess: true, mayBeCleared: false, permissions: [...CLINICAL_READING, 'lab:print', 'exam:print', 'lab:handle', 'checkup:summarize', 'recall:read', 'recall:write', 'stats:read', 'reception:read', 'reception:write', 'mission:read', 'stats:staff'] },
  { code: 'DOCTOR', name: '医生', power: 'care', dataScope: 'own-patients', pastAccess: false, mayBeCleared: false, permissions: [...CLINICAL_READING, 'note:restricted', 'archive:generate', 'archive:download', 'archive:send', 'archive:template', 'archive:sign', 'image:view', 'lab:print', 'exam:print', 'lab:handle', 'checkup:download', 'checkup:summarize', 'checkup:approve', 'recall:read', 'recall:write', 'stats:read', 'reception:read', 'reception:write', 'mission:read'] },
  { code: 'NURSE', name: '护士', power: 'care', dataScope: 'department', pastAccess: false, mayBeCleared: false, permissions: [...CLINICAL_READING, 'lab:print', 'exam:print', 'checkup:summarize', 'recall:read', 'recall:write', 'reception:read', 'reception:write', 'mission:read'] },
  { code: 'GUIDE', name: '导医', power: 'care', dataScope: 'today', pastAccess: false, mayBeCleared: false, permissions: ['visit:read', 'registration:read'] },
  {
    code: 'SYS_ADMIN', name: '系统管理员', power: 'system', dataScope: 'none', pastAccess: false, mayBeCleared: false,
    permissions: ['sync:read', 'sync:run', 'sync:replay', 'sync:configure', 'user:read', 'user:write', 'user:all', 'role:read', 'role:write',
      'department:read', 'department:write', 'department:export', 'staff:read', 'staff:write', 'staff:export', 'parameter:read', 'parameter:write', 'dictionary:write', 'system:read', 'system:handle'],
  },
  { code: 'SEC_ADMIN', name: '安全管理员', power: 'security', dataScope: 'none', pastAccess: false, mayBeCleared: false, permissions: ['session:read', 'session:end', 'user:provision', 'role:read', 'role:review', 'clearance:words'] },
  { code: 'AUDITOR', name: '安全审计员', power: 'audit', dataScope: 'none', pastAccess: false, mayBeCleared: false, permissions: ['audit:read', 'audit:export', 'audit:handle', 'role:read'] },
];

/** The roles that every installation starts with. Administrators and auditors have no clinical data (separation of powers). */
export const PRESET_ROLES: readonly PresetRole[] = ROLES.map(withSecrecyRights);
