import type { EntityManager } from 'typeorm';
import type { Caller } from '../../../platform/access/caller.js';
import { PERMISSIONS } from '../../../platform/access/permissions.js';
import type { Conditions } from '../../../platform/database/conditions.js';
import { Forbidden, NotFound } from '../../../platform/http/refusal.js';
import type { Period } from '../period.js';
import { mustSeeEverybody } from './whole-house.js';

/** Throws Forbidden for whoever has no report. */
export function mustReadReports(caller: Caller): void {
  mustSeeEverybody(caller);
  if (!caller.permissions.has('report:read')) throw new Forbidden(PERMISSIONS['report:read']);
}

/**
 * Leaves of events `v` those that a report counts: nobody 机密, and of a locked one's own period those that were locked with it. What
 * has gone since cannot be listed any more; the report says how many. `addedSince`: those instead that came after the locking. Throws NotFound.
 */
export async function addReported(em: EntityManager, conditions: Conditions, reportId: string, { from, to, addedSince = false }: Period & { readonly addedSince?: boolean }): Promise<void> {
  const [report]: { locked: boolean }[] = await em.query(
    `select r.from_day = $2 and r.to_day = $3 and k.id is not null as locked
     from work_report r left join work_report_lock k on k.report_id = r.id and k.unlocked_at is null where r.id = $1`,
    [reportId, from, to],
  );
  if (!report) throw new NotFound('工作报告');
  conditions.always('not v.confidential');
  if (!report.locked) {
    if (addedSince) conditions.always('false');
    return;
  }
  conditions.and((bind) => `v.id ${addedSince ? 'not in' : 'in'} (select one::uuid from work_report_lock k, jsonb_each(k.event_ids) e (kind, ids), jsonb_array_elements_text(e.ids) one
    where k.report_id = ${bind(reportId)}::uuid and k.unlocked_at is null)`);
}
