import { createContext, use, type ReactNode } from 'react';
import type { Schema } from '@cadre/api-client/typed-paths';

export type Me = Schema<'Me'>;
/** Every permission of the API document. */
export type Permission = Me['permissions'][number];

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
