import type { Permission } from '../../platform/access/permissions.js';

/** What a role that may be cleared can do with it; without a clearance that holds it opens nobody. */
const CONFIDENTIAL: readonly Permission[] = ['confidential:open', 'confidential:classify', 'care-team:manage'];
const LEADING: readonly Permission[] = [...CONFIDENTIAL, 'confidential:review', 'clearance:read', 'clearance:propose', 'clearance:revoke'];

/** Rights about 机密 of the preset roles. The head of the care office has them for the case that he is cleared by name. */
const SECRECY_RIGHTS: Readonly<Record<string, readonly Permission[]>> = {
  HOSPITAL_LEADER: LEADING,
  OFFICE_DIRECTOR: LEADING,
  DEPT_DIRECTOR: CONFIDENTIAL,
  DOCTOR: ['confidential:emergency'],
  SYS_ADMIN: ['clearance:propose'],
  SEC_ADMIN: ['clearance:read', 'clearance:approve', 'clearance:revoke'],
};

export function withSecrecyRights<R extends { readonly code: string; readonly permissions: readonly Permission[] }>(role: R): R {
  return { ...role, permissions: [...role.permissions, ...(SECRECY_RIGHTS[role.code] ?? [])] };
}
