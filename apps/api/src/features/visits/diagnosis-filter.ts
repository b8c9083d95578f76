import type { Caller } from '../../platform/access/caller.js';
import { Forbidden } from '../../platform/http/refusal.js';
import { PERMISSIONS } from '../../platform/access/permissions.js';
import type { Conditions } from '../../platform/database/conditions.js';

/** A diagnosis by a part of its name or the begin of its code. Who may not read diagnoses may not ask by them either. */
export function addDiagnosis(conditions: Conditions, caller: Caller, text: string | undefined, others: boolean): void {
  if (!text) return;
  if (!caller.permissions.has('diagnosis:read')) throw new Forbidden(PERMISSIONS['diagnosis:read']);
  const means = (name: string, code: string, bound: string): string =>
    `strpos(lower(${name}), lower(${bound})) > 0 or starts_with(upper(${code}), upper(${bound}))`;
  conditions.when(text, (bound) => `(${means('v.main_diagnosis', 'v.main_diagnosis_code', bound)}
    ${others ? `or exists (select 1 from visit_diagnosis d where d.visit_id = v.id and (${means('d.name', 'd.code', bound)}))` : ''})`);
}
