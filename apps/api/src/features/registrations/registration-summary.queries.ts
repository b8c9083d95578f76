import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { ClassRegistrations, DepartmentRegistrations, RegistrationQuery, RegistrationSummary } from './registration.dto.js';
import { conditionsOf, FREE, STATE } from './registration-conditions.js';

const COUNTS = `count(*) as total, count(*) filter (where state = 'seen') as seen, count(*) filter (where state = 'waiting') as waiting,
  count(*) filter (where state = 'missed') as missed, count(*) filter (where state = 'refunded') as refunded,
  count(*) filter (where free and state <> 'refunded') as free`;

/** How many registrations the list has under the same filters, whole and by department and class. */
@Injectable()
export class RegistrationSummaryQueries {
  constructor(private readonly db: ScopedDatabase) {}

  async summary(caller: Caller, query: RegistrationQuery): Promise<RegistrationSummary> {
    const { where, values } = conditionsOf(caller, query);
    const rows = `(select v.department_code, v.department_name, v.registration_class, coalesce(${FREE}, false) as free, ${STATE} as state
      from registration v where ${where}) r`;
    return this.db.asCaller(caller, async (em) => {
      const [[counts], departments, classes]: [Omit<RegistrationSummary, 'departments' | 'classes'>[], DepartmentRegistrations[], ClassRegistrations[]] =
        await Promise.all([
          em.query(`select ${COUNTS} from ${rows}`, values),
          em.query(
            `select department_code as "departmentCode", max(department_name) as "departmentName", ${COUNTS} from ${rows}
             group by department_code order by total desc, department_code`,
            values,
          ),
          em.query(
            `select registration_class as "registrationClass", count(*) as total from ${rows} where registration_class is not null
             group by registration_class order by total desc, registration_class`,
            values,
          ),
        ]);
      return { ...counts!, departments, classes };
    });
  }
}
