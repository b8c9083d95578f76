import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { Conditions } from '../../platform/database/conditions.js';
import { addDepartment, addOwnWork, addPersonKind } from '../../platform/database/list-conditions.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { Page } from '../../platform/http/page.dto.js';
import { personColumns, withAge } from '../../platform/http/person-row.dto.js';
import type { ArrivalQuery, ArrivalRow } from './arrival.dto.js';
import { TODAY } from './board-columns.js';

/** One shape for what a day brings; `started_at` is when somebody came. */
const VISITS = `select v.id, v.beneficiary_id, v.visit_class as kind, v.id as visit_id, v.started_at, v.department_code, v.department_name,
    v.doctor_code, v.doctor_name, v.visit_no as number, v.status, v.main_diagnosis
  from visit v where v.deleted_at is null and ${TODAY('v.started_at')}`;
/** Who registered and was not seen yet; as soon as there is a visit, the visit stands for both. */
const REGISTRATIONS = `select g.id, g.beneficiary_id, 'registration', null::uuid, g.registered_at, g.department_code, g.department_name,
    g.doctor_code, g.doctor_name, g.source_key, case when g.refunded then 'refunded' else 'registered' end, null
  from registration g where g.deleted_at is null and ${TODAY('g.registered_at')}
    and not exists (select 1 from visit v where v.registration_no = g.source_key and v.beneficiary_id = g.beneficiary_id and v.deleted_at is null)`;
const CHECKUPS = `select c.id, c.beneficiary_id, 'checkup', null::uuid, c.checkup_date::timestamp at time zone 'Asia/Shanghai', null, null, null, null,
    c.checkup_no, c.status, null
  from checkup c where c.deleted_at is null and c.status <> 'cancelled' and c.checkup_date = (now() at time zone 'Asia/Shanghai')::date`;

type Found = Omit<ArrivalRow, 'age'> & { birthDate: string | null };

/** 今日到院: everybody of ours who came today, the last to come first. */
@Injectable()
export class ArrivalQueries {
  constructor(private readonly db: ScopedDatabase) {}

  list(caller: Caller, query: ArrivalQuery): Promise<Page<ArrivalRow>> {
    const sources = [VISITS, ...(caller.permissions.has('registration:read') ? [REGISTRATIONS] : []), ...(caller.permissions.has('checkup:read') ? [CHECKUPS] : [])];
    const conditions = new Conditions();
    addOwnWork(conditions, caller);
    addPersonKind(conditions, query);
    addDepartment(conditions, query.departmentCode);
    conditions
      .when(query.kind, (bound) => `v.kind = any (${bound}::text[])`)
      .when(query.status, (bound) => `v.status = any (${bound}::text[])`)
      .when(query.keyword, (text) => `(v.number = ${text} or v.beneficiary_id in (select id from beneficiary where strpos(name, ${text}) > 0)
        or v.beneficiary_id in (select beneficiary_id from person_token where kind in ('pinyin', 'initials') and starts_with(token, lower(${text}))))`);
    const arrivals = `(${sources.join(' union all ')}) v`;
    return this.db.asCaller(caller, async (em) => {
      const [rows, [counted]]: [Found[], [{ total: number }]] = await Promise.all([
        em.query(
          `select ${personColumns('v.started_at')}, v.kind, v.visit_id as "visitId", v.started_at as "arrivedAt", v.department_name as "departmentName",
             v.doctor_name as "doctorName", v.number, v.status, v.main_diagnosis as "mainDiagnosis"
           from ${arrivals} join beneficiary b on b.id = v.beneficiary_id where ${conditions.where}
           order by v.started_at desc, v.id desc limit ${query.pageSize} offset ${(query.page - 1) * query.pageSize}`,
          conditions.values,
        ),
        em.query(`select count(*)::int as total from ${arrivals} where ${conditions.where}`, conditions.values),
      ]);
      return { items: rows.map(withAge), total: counted.total, totalIsExact: true };
    });
  }
}
