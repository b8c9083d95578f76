import { withSecrecyRights } from './expected-secrecy-rights.js';

/** What a role may do and whom it sees, written by hand: a role that was widened is noticed by whoever changes this file. */
export interface ExpectedRights {
  readonly scope: string;
  readonly pastAccess: boolean;
  readonly mayBeCleared: boolean;
  readonly permissions: readonly string[];
}

const RIGHTS: Readonly<Record<string, ExpectedRights>> = {
  HOSPITAL_LEADER: {
    scope: 'all',
    pastAccess: true,
    mayBeCleared: true,
    permissions: [
      'appointment:read', 'archive:download', 'archive:export', 'archive:read', 'asset:read', 'audit:person', 'beneficiary:export', 'beneficiary:read',
      'checkup:download', 'checkup:export', 'checkup:read', 'diagnosis:read', 'exam:export', 'exam:print', 'exam:view', 'filter:share', 'image:view',
      'lab:export', 'lab:print', 'lab:read', 'mission:read', 'note:read', 'note:restricted', 'order:read', 'recall:read',
      'reception:export', 'reception:read', 'registration:export', 'registration:read', 'report:export', 'report:read', 'stats:export',
      'stats:read', 'stats:staff', 'surgery:read', 'visit:export', 'visit:read',
    ],
  },
  OFFICE_DIRECTOR: {
    scope: 'all',
    pastAccess: true,
    mayBeCleared: false,
    permissions: [
      'appointment:read', 'archive:download', 'archive:export', 'archive:generate', 'archive:publish', 'archive:read', 'archive:rule', 'archive:send',
      'archive:sign', 'archive:template', 'asset:read', 'audit:alert', 'audit:person', 'beneficiary:account', 'beneficiary:export', 'beneficiary:read',
      'beneficiary:remove', 'beneficiary:reveal', 'beneficiary:write', 'checkup:approve', 'checkup:download', 'checkup:export', 'checkup:read',
      'checkup:summarize', 'department:export', 'department:read', 'department:write', 'diagnosis:read', 'exam:export', 'exam:print',
      'exam:view', 'filter:share', 'image:export', 'image:view', 'lab:configure', 'lab:export', 'lab:handle', 'lab:print', 'lab:read',
      'match:decide', 'match:read', 'mission:read', 'mission:write', 'note:read', 'order:read', 'recall:read', 'recall:write',
      'reception:export', 'reception:read', 'reception:write', 'registration:export', 'registration:read', 'report:export', 'report:lock',
      'report:read', 'report:write', 'role:people', 'staff:export', 'staff:read', 'stats:export', 'stats:read', 'stats:rebuild', 'stats:staff',
      'surgery:read', 'sync:payload', 'sync:read', 'visit:export', 'visit:read',
    ],
  },
  OFFICE_STAFF: {
    scope: 'all',
    pastAccess: true,
    mayBeCleared: false,
    permissions: [
      'appointment:read', 'archive:download', 'archive:export', 'archive:generate', 'archive:read', 'archive:send', 'archive:template', 'asset:read',
      'beneficiary:account', 'beneficiary:export', 'beneficiary:read', 'beneficiary:reveal', 'beneficiary:write', 'checkup:download', 'checkup:export', 'checkup:read',
      'checkup:summarize', 'diagnosis:read', 'exam:export', 'exam:print', 'exam:view', 'filter:share', 'image:view', 'lab:export',
      'lab:handle', 'lab:print', 'lab:read', 'match:decide', 'match:read', 'mission:read', 'mission:write', 'note:read', 'order:read',
      'recall:read', 'recall:write', 'reception:export', 'reception:read', 'reception:write', 'registration:export', 'registration:read',
      'report:export', 'report:read', 'report:write', 'stats:export', 'stats:read', 'stats:staff', 'surgery:read', 'sync:read',
      'visit:export', 'visit:read',
    ],
  },
  DEPT_DIRECTOR: {
    scope: 'department-tree',
    pastAccess: true,
    mayBeCleared: true,
    permissions: [
      'appointment:read', 'archive:download', 'archive:export', 'archive:generate', 'archive:publish', 'archive:read', 'archive:send', 'archive:sign',
      'archive:template', 'beneficiary:read', 'checkup:approve', 'checkup:download', 'checkup:export', 'checkup:read', 'checkup:summarize', 'diagnosis:read',
      'exam:export', 'exam:print', 'exam:view', 'filter:share', 'image:export', 'image:view', 'lab:export', 'lab:handle', 'lab:print',
      'lab:read', 'mission:read', 'note:read', 'note:restricted', 'order:read', 'recall:read', 'recall:write', 'reception:read',
      'registration:export', 'registration:read', 'stats:export', 'stats:read', 'stats:staff', 'surgery:read', 'visit:export', 'visit:read',
    ],
  },
  HEAD_NURSE: {
    scope: 'department',
    pastAccess: true,
    mayBeCleared: false,
    permissions: [
      'appointment:read', 'archive:read', 'beneficiary:read', 'checkup:read', 'checkup:summarize', 'diagnosis:read', 'exam:print',
      'exam:view', 'lab:handle', 'lab:print', 'lab:read', 'mission:read', 'note:read', 'order:read', 'recall:read', 'recall:write',
      'reception:read', 'reception:write', 'registration:read', 'stats:read', 'stats:staff', 'surgery:read', 'visit:read',
    ],
  },
  DOCTOR: {
    scope: 'own-patients',
    pastAccess: false,
    mayBeCleared: false,
    permissions: [
      'appointment:read', 'archive:download', 'archive:generate', 'archive:read', 'archive:send', 'archive:sign', 'archive:template',
      'beneficiary:read', 'checkup:approve', 'checkup:download', 'checkup:read', 'checkup:summarize', 'diagnosis:read', 'exam:print',
      'exam:view', 'image:view', 'lab:handle', 'lab:print', 'lab:read', 'mission:read', 'note:read', 'note:restricted', 'order:read',
      'recall:read', 'recall:write', 'reception:read', 'reception:write', 'registration:read', 'stats:read', 'surgery:read', 'visit:read',
    ],
  },
  NURSE: {
    scope: 'department',
    pastAccess: false,
    mayBeCleared: false,
    permissions: [
      'appointment:read', 'archive:read', 'beneficiary:read', 'checkup:read', 'checkup:summarize', 'diagnosis:read', 'exam:print',
      'exam:view', 'lab:print', 'lab:read', 'mission:read', 'note:read', 'order:read', 'recall:read', 'recall:write', 'reception:read',
      'reception:write', 'registration:read', 'surgery:read', 'visit:read',
    ],
  },
  GUIDE: { scope: 'today', pastAccess: false, mayBeCleared: false, permissions: ['registration:read', 'visit:read'] },
  SYS_ADMIN: {
    scope: 'none',
    pastAccess: false,
    mayBeCleared: false,
    permissions: [
      'department:export',
      'department:read',
      'department:write',
      'dictionary:write',
      'parameter:read',
      'parameter:write',
      'role:read',
      'role:write',
      'staff:export',
      'staff:read',
      'staff:write',
      'sync:configure',
      'sync:read',
      'sync:replay',
      'sync:run',
      'system:handle',
      'system:read',
      'user:all',
      'user:read',
      'user:write',
    ],
  },
  SEC_ADMIN: { scope: 'none', pastAccess: false, mayBeCleared: false, permissions: ['clearance:words', 'role:read', 'role:review', 'session:end', 'session:read', 'user:provision'] },
  AUDITOR: { scope: 'none', pastAccess: false, mayBeCleared: false, permissions: ['audit:export', 'audit:handle', 'audit:read', 'role:read'] },
};

export const EXPECTED_RIGHTS = withSecrecyRights(RIGHTS);
export const ROLES = Object.keys(EXPECTED_RIGHTS);
