import { daysBetween, hospitalDay } from '@cadre/clinical/calendar-day';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import type { Permission } from '../../platform/access/permissions.js';
import { Conditions } from '../../platform/database/conditions.js';
import { addDepartment, addOwnWork } from '../../platform/database/list-conditions.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { BadInput } from '../../platform/http/refusal.js';
import { personColumns, withAge } from '../../platform/http/person-row.dto.js';
import { byBed } from './bed-order.js';
import { TODAY } from './board-columns.js';
import type { RoundPatient, RoundQuery, RoundSheet } from './ward-round.dto.js';

/** More than one round visits; a sheet for the whole hospital nobody reads. */
const MOST_PATIENTS = 120;
const OF_THE_STAY = 'r.visit_no = v.visit_no and r.beneficiary_id = v.beneficiary_id and r.deleted_at is null';
const RESULTS = `(select coalesce(json_agg(json_build_object('name', x.item_name, 'value', x.value_text, 'unit', x.unit, 'range', x.range_text, 'flag', x.flag,
    'critical', x.critical, 'at', x.collected_at) order by x.critical desc, x.collected_at desc, x.line_no), '[]')
  from lab_report r join lab_result x on x.report_id = r.id
  where ${OF_THE_STAY} and r.status in ('final', 'corrected') and x.effective and (x.critical or x.flag is not null and x.flag not in ('N', 'normal'))
    and x.collected_at >= now() - interval '3 days')`;
const ORDERS = `(select coalesce(json_agg(json_build_object('name', concat_ws(' ', r.item_name, r.specification), 'term', r.term,
    'detail', concat_ws(' ', nullif(concat(r.dose, r.dose_unit), ''), r.route, r.frequency), 'fresh', ${TODAY('r.ordered_at')})
    order by ${TODAY('r.ordered_at')} desc, r.ordered_at, r.group_no, r.order_no), '[]')
  from clinical_order r where ${OF_THE_STAY} and r.status <> 'cancelled'
    and (${TODAY('r.ordered_at')} or r.term = 'long' and r.status = 'active' and r.stopped_at is null))`;
const EXAMS = `(select coalesce(json_agg(json_build_object('name', r.item_name, 'impression', r.impression, 'at', r.examined_at) order by r.examined_at desc), '[]')
  from exam_report r where ${OF_THE_STAY} and r.status <> 'withdrawn' and r.examined_at >= now() - interval '7 days')`;

type Found = Omit<RoundPatient, 'age' | 'dayNo'> & { birthDate: string | null };

/** 查房一页纸: everybody in hospital of a ward, a department or a doctor, one block each. */
@Injectable()
export class WardRoundQueries {
  constructor(private readonly db: ScopedDatabase) {}

  /** Throws BadInput when more people lie there than a round can visit. */
  read(caller: Caller, query: RoundQuery): Promise<RoundSheet> {
    const conditions = new Conditions().always(`v.visit_class = 'inpatient' and v.status = 'in_hospital' and v.deleted_at is null`);
    addOwnWork(conditions, caller);
    addDepartment(conditions, query.departmentCode);
    conditions
      .when(query.ward, (bound) => `v.ward_name = ${bound}`)
      .when(query.doctor, (bound) => `(strpos(v.doctor_name, ${bound}) > 0 or v.doctor_code = ${bound})`);
    const only = (permission: Permission, sql: string): string => (caller.permissions.has(permission) ? sql : `'[]'::json`);
    return this.db.asCaller(caller, async (em) => {
      const rows: Found[] = await em.query(
        `select ${personColumns('v.started_at')}, v.ward_name as "wardName", v.bed_no as "bedNo", v.department_name as "departmentName",
           v.doctor_name as "doctorName", v.care_grade as "careGrade", v.started_at as "admittedAt", v.main_diagnosis as "mainDiagnosis",
           array(select distinct d.name from visit_diagnosis d where d.visit_id = v.id and d.name is distinct from v.main_diagnosis) as "otherDiagnoses",
           b.allergies, ${only('lab:read', RESULTS)} as results, ${only('order:read', ORDERS)} as orders, ${only('exam:view', EXAMS)} as exams
         from visit v join beneficiary b on b.id = v.beneficiary_id where ${conditions.where} order by v.started_at limit ${MOST_PATIENTS + 1}`,
        conditions.values,
      );
      if (rows.length > MOST_PATIENTS) throw new BadInput(`在院对象超过 ${MOST_PATIENTS} 人，请选择病区、科室或责任医师后再生成。`);
      const today = hospitalDay(new Date());
      const items = rows
        .map((found) => ({ ...withAge(found), dayNo: Math.max(daysBetween(hospitalDay(found.admittedAt), today), 0) + 1 }))
        .toSorted((a, b) => (a.wardName ?? '').localeCompare(b.wardName ?? '', 'zh-Hans-CN') || byBed(a.bedNo, b.bedNo));
      return { items, at: new Date() };
    });
  }
}
