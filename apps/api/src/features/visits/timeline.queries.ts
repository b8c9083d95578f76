import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { mustSeePerson } from '../../platform/database/visible-person.js';
import { Conditions } from '../../platform/database/conditions.js';
import { addPeriod, checkPeriod } from '../../platform/database/list-conditions.js';
import type { Timeline, TimelineItem, TimelineMonth, TimelineQuery } from './timeline.dto.js';

const MOST_ITEMS = 500;

const VISITS = `
  select started_at as at, case when visit_class = 'inpatient' then ended_at end as until, visit_class as kind,
    case visit_class when 'inpatient' then '住院' when 'emergency' then '急诊' else '门诊' end || coalesce(' · ' || department_name, '') as title,
    case when $2::boolean then main_diagnosis end as subtitle, id as "refId", visit_class <> 'outpatient' as important
  from visit where beneficiary_id = $1 and deleted_at is null and status not in ('cancelled', 'refunded')`;
const REPORTS = `
  select collected_at, null, 'lab', panel_name, case when abnormal_count > 0 then '异常 ' || abnormal_count || ' 项' end, id, abnormal_count > 0
  from lab_report where beneficiary_id = $1 and deleted_at is null and status in ('final', 'corrected')`;
const CHECKUPS = `
  select checkup_date::timestamp at time zone 'Asia/Shanghai', null, 'checkup', coalesce(package_name, '健康体检'),
    case when abnormal_count > 0 then '异常 ' || abnormal_count || ' 项' end, id, abnormal_count > 0
  from checkup where beneficiary_id = $1 and deleted_at is null and status <> 'cancelled'`;

/** What happened to a person, from every kind of record that the caller may read. */
@Injectable()
export class TimelineQueries {
  constructor(private readonly db: ScopedDatabase) {}

  ofPerson(caller: Caller, beneficiaryId: string, { from, to }: TimelineQuery): Promise<Timeline> {
    checkPeriod(from, to, 'to');
    const { permissions } = caller;
    const events = [VISITS, ...(permissions.has('lab:read') ? [REPORTS] : []), ...(permissions.has('checkup:read') ? [CHECKUPS] : [])].join(' union all ');
    const conditions = new Conditions().always('true');
    const known = [conditions.bind(beneficiaryId), conditions.bind(permissions.has('diagnosis:read'))];
    addPeriod(conditions, 'e.at', [from, to]);
    return this.db.asCaller(caller, async (em) => {
      const [, items, months]: [void, TimelineItem[], TimelineMonth[]] = await Promise.all([
        mustSeePerson(em, beneficiaryId),
        em.query(`select * from (${events}) e where ${conditions.where} order by e.at desc, e."refId" limit ${MOST_ITEMS}`, conditions.values),
        em.query(
          `select to_char(e.at at time zone 'Asia/Shanghai', 'YYYY-MM') as month, count(*) as count
           from (${events}) e group by 1 order by 1`,
          conditions.values.slice(0, known.length),
        ),
      ]);
      return { items, months };
    });
  }
}
