const CONFIDENTIAL = ['care-team:manage', 'confidential:classify', 'confidential:open'];
const LEADING = [...CONFIDENTIAL, 'clearance:propose', 'clearance:read', 'clearance:revoke', 'confidential:review'];

/** What each role may do about 机密, written by hand like the rest; most of it opens nobody without a personal clearance. */
const RIGHTS: Readonly<Record<string, readonly string[]>> = {
  HOSPITAL_LEADER: LEADING,
  OFFICE_DIRECTOR: LEADING,
  DEPT_DIRECTOR: CONFIDENTIAL,
  DOCTOR: ['confidential:emergency'],
  SYS_ADMIN: ['clearance:propose'],
  SEC_ADMIN: ['clearance:approve', 'clearance:read', 'clearance:revoke'],
};

export function withSecrecyRights<R extends { readonly permissions: readonly string[] }>(rights: Readonly<Record<string, R>>): Readonly<Record<string, R>> {
  return Object.fromEntries(
    Object.entries(rights).map(([role, expected]) => [
      role,
      { ...expected, permissions: [...new Set([...expected.permissions, ...(RIGHTS[role] ?? [])])].sort((a, b) => (a < b ? -1 : 1)) },
    ]),
  );
}
