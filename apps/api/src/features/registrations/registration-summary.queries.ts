import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { RegistrationQuery, RegistrationSummary } from './registration.dto.js';
import { conditionsOf, FREE, STATE } from './registration-conditions.js';

const COUNTS = [
  ['total', 'count(*)'],
  ['seen', `count(*) filter (where state = 'seen')`],
  ['waiting', `count(*) filter (where state = 'waiting')`],
  ['missed', `count(*) filter (where state = 'missed')`],
  ['refunded', `count(*) filter (where state = 'refunded')`],
  ['free', `count(*) filter (where free and state <> 'refunded')`],
] as const;

/** How many registrations the list has under the same filters, whole and by department and class. */
@Injectable()
export class RegistrationSummaryQueries {
  constructor(private readonly db: ScopedDatabase) {}

  async summary(caller: Caller, query: RegistrationQuery): Promise<RegistrationSummary> {
    const { where, values } = conditionsOf(caller, query);
    const [found]: [{ summary: RegistrationSummary }] = await this.db.asCaller(caller, (em) =>
      em.query(
        `with r as materialized (
           select v.department_code, v.department_name, v.registration_class, coalesce(${FREE}, false) as free, ${STATE} as state
           from registration v where ${where})
         select json_build_object(${COUNTS.map(([name, sql]) => `'${name}', (select ${sql} from r)`).join(', ')},
           'departments', (select coalesce(json_agg(d order by total desc, "departmentCode"), '[]') from (
             select department_code as "departmentCode", max(department_name) as "departmentName",
               ${COUNTS.map(([name, sql]) => `${sql} as "${name}"`).join(', ')} from r group by department_code) d),
           'classes', (select coalesce(json_agg(c order by total desc, "registrationClass"), '[]') from (
             select registration_class as "registrationClass", count(*) as total from r where registration_class is not null
             group by registration_class) c)) as summary`,
        values,
      ),
    );
    return found.summary;
  }
}
