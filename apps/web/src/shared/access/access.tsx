import { createContext, use, type ReactNode } from 'react';

export type Permission =
  | 'beneficiary:read'
  | 'beneficiary:write'
  | 'beneficiary:export'
  | 'beneficiary:reveal'
  | 'visit:read'
  | 'visit:export'
  | 'diagnosis:read'
  | 'lab:read'
  | 'checkup:read'
  | 'match:read'
  | 'match:decide'
  | 'sync:read'
  | 'sync:run'
  | 'sync:replay'
  | 'audit:read';

export interface Me {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly staffNo: string | null;
  readonly roles: readonly { readonly code: string; readonly name: string }[];
  readonly departmentCode: string | null;
  readonly departmentName: string | null;
  readonly permissions: readonly string[];
  readonly scopeNote: string | null;
}

export interface Access {
  readonly me: Me;
  /** Whether to show something. The server decides again: hiding is courtesy, not protection. */
  can(permission: Permission): boolean;
}

const AccessContext = createContext<Access | null>(null);

export function AccessProvider({ me, children }: { me: Me; children: ReactNode }) {
  const held = new Set(me.permissions);
  return <AccessContext value={{ me, can: (permission) => held.has(permission) }}>{children}</AccessContext>;
}

/** Who is signed in and what he may do. Only inside the shell. */
export function useAccess(): Access {
  const access = use(AccessContext);
  if (!access) throw new Error('useAccess is used outside the shell');
  return access;
}
