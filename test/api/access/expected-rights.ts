/** What a role may do and whom it sees, written by hand: a role that was widened is noticed by whoever changes this file. */
export interface ExpectedRights {
  readonly scope: string;
  readonly pastAccess: boolean;
  readonly mayBeCleared: boolean;
  readonly permissions: readonly string[];
}

export const EXPECTED_RIGHTS: Readonly<Record<string, ExpectedRights>> = {
  HOSPITAL_LEADER: {
    scope: 'all',
    pastAccess: true,
    mayBeCleared: true,
    permissions: [
      'beneficiary:export',
      'beneficiary:read',
      'checkup:read',
      'diagnosis:read',
      'lab:read',
      'visit:export',
      'visit:read',
    ],
  },
  OFFICE_DIRECTOR: {
    scope: 'all',
    pastAccess: true,
    mayBeCleared: false,
    permissions: [
      'beneficiary:export',
      'beneficiary:read',
      'beneficiary:reveal',
      'beneficiary:write',
      'checkup:read',
      'diagnosis:read',
      'lab:read',
      'match:decide',
      'match:read',
      'sync:payload',
      'sync:read',
      'visit:export',
      'visit:read',
    ],
  },
  OFFICE_STAFF: {
    scope: 'all',
    pastAccess: true,
    mayBeCleared: false,
    permissions: [
      'beneficiary:export',
      'beneficiary:read',
      'beneficiary:reveal',
      'beneficiary:write',
      'checkup:read',
      'diagnosis:read',
      'lab:read',
      'match:decide',
      'match:read',
      'sync:read',
      'visit:export',
      'visit:read',
    ],
  },
  DEPT_DIRECTOR: {
    scope: 'department-tree',
    pastAccess: true,
    mayBeCleared: true,
    permissions: ['beneficiary:read', 'checkup:read', 'diagnosis:read', 'lab:read', 'visit:export', 'visit:read'],
  },
  HEAD_NURSE: {
    scope: 'department',
    pastAccess: true,
    mayBeCleared: false,
    permissions: ['beneficiary:read', 'checkup:read', 'diagnosis:read', 'lab:read', 'visit:read'],
  },
  DOCTOR: {
    scope: 'own-patients',
    pastAccess: false,
    mayBeCleared: false,
    permissions: ['beneficiary:read', 'checkup:read', 'diagnosis:read', 'lab:read', 'visit:read'],
  },
  NURSE: {
    scope: 'department',
    pastAccess: false,
    mayBeCleared: false,
    permissions: ['beneficiary:read', 'checkup:read', 'diagnosis:read', 'lab:read', 'visit:read'],
  },
  GUIDE: { scope: 'today', pastAccess: false, mayBeCleared: false, permissions: ['visit:read'] },
  SYS_ADMIN: {
    scope: 'none',
    pastAccess: false,
    mayBeCleared: false,
    permissions: ['sync:configure', 'sync:read', 'sync:replay', 'sync:run'],
  },
  SEC_ADMIN: { scope: 'none', pastAccess: false, mayBeCleared: false, permissions: [] },
  AUDITOR: { scope: 'none', pastAccess: false, mayBeCleared: false, permissions: ['audit:read'] },
};

export const ROLES = Object.keys(EXPECTED_RIGHTS);
