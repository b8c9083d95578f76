import { Injectable } from '@nestjs/common';
import type { Caller } from '../../../platform/access/caller.js';
import { ScopedDatabase } from '../../../platform/database/scoped-database.js';
import type { VisitHandlingEffect, VisitHandlingEffects } from './department-tree.dto.js';

/** What would change, and what is still open there. Figures are those of the caller's own scope, as everywhere. */
@Injectable()
export class VisitHandlingQueries {
  constructor(private readonly db: ScopedDatabase) {}

  async effects(caller: Caller, codes: readonly string[], handlesVisits: boolean): Promise<VisitHandlingEffects> {
    const items: VisitHandlingEffect[] = await this.db.asCaller(caller, (em) =>
      em.query(
        `select d.code, d.name, d.handles_visits <> $2 as changes,
           (select count(*) from visit v where v.department_code = d.code and v.deleted_at is null and v.ended_at is null
              and v.status not in ('finished', 'refunded', 'discharged', 'cancelled')) as "openVisits",
           (select count(*) from appointment a where a.department_code = d.code and a.deleted_at is null and a.appointed_at > now()
              and a.status in ('pending', 'confirmed')) as "openAppointments"
         from department d where d.code = any ($1) order by d.sort, d.code`,
        [codes, handlesVisits],
      ),
    );
    return { items, openItemsVisible: caller.permissions.has('visit:read') };
  }
}
