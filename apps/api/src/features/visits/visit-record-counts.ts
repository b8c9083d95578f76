import type { Permission } from '../../platform/access/permissions.js';
import type { VisitRecordCounts } from './visit-detail.dto.js';

/** Records of one visit by kind: the table, what counts, and who may know. */
const KINDS: readonly (readonly [name: keyof VisitRecordCounts, table: string, permission: Permission, counted?: string])[] = [
  ['labs', 'lab_report', 'lab:read', `r.status in ('final', 'corrected')`],
  ['exams', 'exam_report', 'exam:view'],
  ['orders', 'clinical_order', 'order:read'],
  ['prescriptions', 'prescription', 'order:read'],
  ['notes', 'clinical_note', 'note:read'],
  ['surgeries', 'surgery', 'surgery:read'],
  ['consultations', 'consultation', 'surgery:read'],
];

/** `json_build_object` of how many records a visit `v` has of each kind; null where the reader may not read the kind. */
export function recordCounts(permissions: ReadonlySet<string>): string {
  const parts = KINDS.map(([name, table, permission, counted = 'true']) =>
    permissions.has(permission)
      ? `'${name}', (select count(*) from ${table} r where r.visit_no = v.visit_no and r.beneficiary_id = v.beneficiary_id and r.deleted_at is null and ${counted})`
      : `'${name}', null`,
  );
  return `json_build_object(${parts.join(', ')})`;
}
