import type { DataScope } from '../../platform/access/caller.js';
import type { FieldDisplay, PersonField } from '../../platform/access/person-fields.js';
import type { Permission } from '../../platform/access/permissions.js';

export interface Rights {
  readonly roles: readonly { readonly code: string; readonly name: string }[];
  readonly permissions: ReadonlySet<Permission>;
  readonly scope: Omit<DataScope, 'cleared' | 'opened'>;
  readonly fields: Readonly<Record<PersonField, FieldDisplay>>;
}

export interface RightsHolder {
  readonly userId: string;
  readonly staffNo: string | null;
  readonly departmentCode: string | null;
  /** Raised by every change of the holder's rights. */
  readonly rightsVersion: number;
}

/** What an account may do and whom it sees. */
export abstract class RightsLookup {
  abstract rightsOf(holder: RightsHolder): Promise<Rights>;
}
