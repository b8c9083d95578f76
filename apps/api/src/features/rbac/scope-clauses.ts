import { EVERYONE, isDepartment, type DataScope, type ScopeClause, TODAY_LIST } from '../../platform/access/caller.js';
import type { RoleScope } from './roles.js';

/** What a role says of the people it sees. */
export interface RoleSight {
  readonly code: string;
  readonly dataScope: RoleScope;
  readonly pastAccess: boolean;
  /** Chosen departments, for the scope `departments`. */
  readonly scopeDepartments: readonly string[];
  readonly levels: readonly string[] | null;
  readonly categories: readonly string[] | null;
}

/** Where the holder stands today. */
export interface Standing {
  readonly staffNo: string | null;
  readonly bound: readonly string[];
  /** His departments and everything below them. */
  readonly tree: readonly string[];
}

/** The union of what all roles see. A role that says nothing, or whose departments are none, adds nothing. */
export function scopeOf(roles: readonly RoleSight[], standing: Standing): Omit<DataScope, 'cleared' | 'opened'> {
  const clauses = roles.map((role) => clauseOf(role, standing)).filter(({ departments, staffNo }) => departments.length > 0 || staffNo !== null);
  const allPeople = roles.some(({ dataScope, levels, categories }) => dataScope === 'all' && !levels && !categories);
  return {
    allPeople,
    clauses: allPeople ? [] : clauses,
    departments: [...new Set(clauses.flatMap(({ departments }) => departments))],
    staffNo: clauses.find(({ staffNo }) => staffNo !== null)?.staffNo ?? null,
    pastAccess: clauses.some(({ pastAccess }) => pastAccess),
  };
}

function clauseOf({ code, dataScope, pastAccess, scopeDepartments, levels, categories }: RoleSight, { staffNo, bound, tree }: Standing): ScopeClause {
  const seen: Readonly<Record<RoleScope, readonly string[]>> = {
    all: [EVERYONE], persons: [EVERYONE], today: [TODAY_LIST], none: [],
    'department-tree': tree.filter(isDepartment), department: bound.filter(isDepartment), 'own-patients': bound.filter(isDepartment),
    departments: scopeDepartments.filter(isDepartment),
  };
  return {
    departments: seen[dataScope], staffNo: dataScope === 'own-patients' ? staffNo : null, pastAccess, levels, categories,
    peopleOf: dataScope === 'persons' ? code : null,
  };
}
