import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { Conditions } from '../../platform/database/conditions.js';
import { addPeriod, checkPeriod } from '../../platform/database/list-conditions.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { Page } from '../../platform/http/page.dto.js';
import { MISSION_SORTS, type MissionQuery, type MissionRow } from './mission.dto.js';

const COLUMNS = `m.id, m.mission_no as "missionNo", m.title, m.kind, m.issuer, m.status, m.received_at as "receivedAt", m.starts_at as "startsAt", m.ends_at as "endsAt",
  m.place, m.content, m.needs, m.reply, m.summary, m.revoke_reason as "revokeReason", m.replied_at as "repliedAt", m.done_at as "doneAt", m.version,
  staffed.names as "staffNames", staffed.staff, staffed.hours, coalesce(served.people, '[]') as people, coalesce(jsonb_array_length(served.people), 0) as "personCount"`;
const PARTS = `cross join lateral (select coalesce(string_agg(s.staff_name, '、' order by s.staff_no), '') as names,
    coalesce(round(sum(extract(epoch from s.ends_at - s.starts_at)) / 3600, 1), 0)::float8 as hours,
    coalesce(jsonb_agg(jsonb_build_object('staffNo', s.staff_no, 'name', s.staff_name, 'departmentCode', s.department_code, 'duty', s.duty,
      'startsAt', s.starts_at, 'endsAt', s.ends_at) order by s.staff_no), '[]') as staff from mission_staff s where s.mission_id = m.id) staffed
  cross join lateral (select jsonb_agg(jsonb_build_object('beneficiaryId', p.beneficiary_id, 'name', b.name, 'careLevel', p.snap_level) order by b.name_sort, b.id) as people
    from mission_person p join beneficiary b on b.id = p.beneficiary_id where p.mission_id = m.id) served`;

/** 保健任务, the latest first. */
@Injectable()
export class MissionQueries {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller, query: MissionQuery): Promise<Page<MissionRow>> {
    checkPeriod(query.from, query.to, 'to');
    const conditions = new Conditions();
    addPeriod(conditions, 'm.starts_at', [query.from, query.to]);
    const { where, values } = conditions
      .when(query.keyword, (text) => `(strpos(m.mission_no, ${text}) > 0 or strpos(m.title, ${text}) > 0)`)
      .when(query.kind, (some) => `m.kind = any (${some}::text[])`)
      .when(query.status, (some) => `m.status = any (${some}::text[])`)
      .when(query.staff, (text) => `exists (select 1 from mission_staff s where s.mission_id = m.id and (strpos(s.staff_name, ${text}) > 0 or s.staff_no = ${text}))`);
    const direction = query.sort.startsWith('-') ? 'desc' : 'asc';
    const column = (MISSION_SORTS as Readonly<Record<string, string>>)[query.sort.replace('-', '')]!;
    return this.db.asCaller(caller, async (em) => {
      const [items, [counted]]: [MissionRow[], [{ total: number }]] = await Promise.all([
        em.query(
          `select ${COLUMNS} from mission m ${PARTS} where ${where} order by ${column} ${direction}, m.id ${direction}
           limit ${query.pageSize} offset ${(query.page - 1) * query.pageSize}`,
          values,
        ),
        em.query(`select count(*) as total from mission m where ${where}`, values),
      ]);
      return { items, total: counted.total, totalIsExact: true };
    });
  }
}
