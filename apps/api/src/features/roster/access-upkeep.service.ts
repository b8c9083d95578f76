import { hospitalDay } from '@cadre/clinical/calendar-day';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TODAY_LIST } from '../../platform/access/caller.js';
import { AccessUpkeep, type AccessVisit } from './access-upkeep.port.js';

/** How long a department goes on seeing somebody after the visit. */
const DAYS_AFTER = 30;
const MOST_ROWS = 5_000;

const GIVEN = `select * from json_to_recordset($1)
  as v (b uuid, d text, s text, stay boolean, until timestamptz, open boolean, today boolean)`;

@Injectable()
export class AccessUpkeepService implements AccessUpkeep {
  async visited(em: EntityManager, rows: readonly AccessVisit[]): Promise<void> {
    for (let at = 0; at < rows.length; at += MOST_ROWS) {
      const visits = JSON.stringify(rows.slice(at, at + MOST_ROWS).map(asVisit));
      await this.grant(em, visits);
      await this.closeEndedStays(em, visits);
    }
  }

  /** Later ends win, and no end wins over every end: re-reading old visits takes nothing away. */
  private async grant(em: EntityManager, visits: string): Promise<void> {
    await em.query(
      `with v as (${GIVEN})
       insert into person_access (beneficiary_id, department_code, staff_no, reason, valid_until)
       select b, d, '', case when stay then 'stay' else 'outpatient' end,
         case when bool_or(open) then null else max(until) + interval '${DAYS_AFTER} days' end
       from v where d <> '' group by b, d, stay
       union all select distinct b, '', s, 'treated', null::timestamptz from v where s <> ''
       union all select distinct b, '${TODAY_LIST}', '', 'today', (date_trunc('day', now() at time zone 'Asia/Shanghai') + interval '1 day')
         at time zone 'Asia/Shanghai' from v where today
       on conflict (beneficiary_id, department_code, staff_no, reason) do update set valid_until = excluded.valid_until
       where person_access.valid_until is not null
         and (excluded.valid_until is null or excluded.valid_until > person_access.valid_until)`,
      [visits],
    );
  }

  /** Where nobody of the person's stays is open any more, a department's access gets the end it was missing. */
  private async closeEndedStays(em: EntityManager, visits: string): Promise<void> {
    await em.query(
      `with v as (${GIVEN})
       update person_access a set valid_until = coalesce(greatest(
         (select max(f.ended_at) from visit f where f.beneficiary_id = a.beneficiary_id and f.department_code = a.department_code
           and f.visit_class = 'inpatient' and f.deleted_at is null),
         (select max(case when v.open then now() else v.until end) from v where v.stay and v.b = a.beneficiary_id and v.d = a.department_code)), now()) + interval '${DAYS_AFTER} days'
       where a.beneficiary_id in (select b from v where stay) and a.reason = 'stay' and a.valid_until is null and a.department_code <> ''
         and not exists (select 1 from visit f where f.beneficiary_id = a.beneficiary_id and f.department_code = a.department_code
           and f.visit_class = 'inpatient' and f.status = 'in_hospital' and f.deleted_at is null)`,
      [visits],
    );
  }
}

function asVisit({ beneficiaryId, departmentCode, staffNo, from, until, kind }: AccessVisit): object {
  const stay = kind === 'inpatient';
  const isToday = hospitalDay(from) === hospitalDay(new Date());
  return { b: beneficiaryId, d: departmentCode, s: staffNo ?? '', stay, until: until ?? from, open: stay && until === null, today: isToday };
}
