import type { ChangedField } from './trail.dto.js';

/** Tables of the system's own affairs; of every other table only fields that tell nothing of a person are shown. */
const OWN_AFFAIRS = new Set([
  'department', 'role', 'role_permission', 'user_role', 'user_override', 'rights_change', 'app_user', 'user_department', 'clearance', 'parameter', 'dictionary_item',
  'dictionary_type', 'code_mapping', 'source', 'source_stream', 'connector_definition', 'stream_version', 'alarm_rule', 'audit_rule', 'audit_finding',
]);
const TELLS_NOTHING = new Set([
  'id', 'beneficiary_id', 'user_id', 'status', 'kind', 'care_level', 'categories', 'primary_category', 'valid_from', 'valid_until', 'version',
  'source_system', 'created_at', 'updated_at', 'changed_at', 'changed_by', 'decided_by', 'decided_at', 'matched_by', 'active', 'reason',
  'granted_by', 'approved_by', 'department_code', 'staff_no', 'deleted_at',
]);
const SEALED = /(_cipher|_hash|blind_index|token)$/;

/** Whether a table is the system's own and holds no data of people. */
export const isOwnAffair = (table: string): boolean => OWN_AFFAIRS.has(table);

type Row = Readonly<Record<string, unknown>> | null;

/** What differs between before and after. An auditor proves that something was changed; he needs no data of people for that. */
export function changedFields(table: string, before: Row, after: Row): ChangedField[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names.flatMap((field) => {
    const [was, is] = [textOf(before?.[field]), textOf(after?.[field])];
    if (was === is) return [];
    const shown = OWN_AFFAIRS.has(table) ? !SEALED.test(field) : TELLS_NOTHING.has(field);
    return [{ field, before: shown || was === null ? was : '***', after: shown || is === null ? is : '***' }];
  });
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
