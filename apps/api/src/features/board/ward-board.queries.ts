import { daysBetween, hospitalDay } from '@cadre/clinical/calendar-day';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { Conditions } from '../../platform/database/conditions.js';
import { addDepartment, addOwnWork, addPersonKind } from '../../platform/database/list-conditions.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { personColumns, withAge } from '../../platform/http/person-row.dto.js';
import { aliasOf, byBed } from './bed-order.js';
import { ABNORMAL_COUNT, CRITICAL_COUNT, EXAMS_TODAY, SURGERIES_TODAY, TODAY, UNREAD_COUNT } from './board-columns.js';
import type { BoardBed, BoardQuery, WardBoard } from './ward-board.dto.js';

const COLUMNS = `${personColumns('v.started_at')}, b.confidential, v.visit_no as "visitNo", v.ward_name as "wardName", v.bed_no as "bedNo",
  v.department_name as "departmentName", v.doctor_name as "doctorName", v.care_grade as "careGrade", v.started_at as "admittedAt",
  v.main_diagnosis as "mainDiagnosis", ${ABNORMAL_COUNT} as "abnormalCount", ${CRITICAL_COUNT} as "criticalCount", ${UNREAD_COUNT} as "unreadCount",
  ${EXAMS_TODAY} as "examsToday", ${SURGERIES_TODAY} as "surgeriesToday"`;
/** More beds than any hospital has; a board is no list to leaf through. */
const MOST_BEDS = 2_000;

type Found = Omit<BoardBed, 'age' | 'dayNo' | 'doublyTaken'> & { birthDate: string | null; confidential: boolean };

/** Who is in hospital now, by ward and bed. */
@Injectable()
export class WardBoardQueries {
  constructor(private readonly db: ScopedDatabase) {}

  read(caller: Caller, query: BoardQuery): Promise<WardBoard> {
    const { where, values } = conditionsOf(caller, query);
    return this.db.asCaller(caller, async (em) => {
      const [rows, [today]]: [Found[], [Pick<WardBoard, 'admittedToday' | 'dischargedToday'>]] = await Promise.all([
        em.query(
          `select ${COLUMNS} from visit v join beneficiary b on b.id = v.beneficiary_id
           where v.status = 'in_hospital' and ${where} order by v.started_at, v.id limit ${MOST_BEDS}`,
          values,
        ),
        em.query(
          `select count(*) filter (where ${TODAY('v.started_at')})::int as "admittedToday",
             count(*) filter (where v.status = 'discharged' and ${TODAY('v.ended_at')})::int as "dischargedToday"
           from visit v where v.status in ('in_hospital', 'discharged') and (${TODAY('v.started_at')} or ${TODAY('v.ended_at')}) and ${where}`,
          values,
        ),
      ]);
      const items = bedsOf(rows, query.screen ?? false);
      return { items, inHospital: items.length, ...today, at: new Date() };
    });
  }
}

function conditionsOf(caller: Caller, query: BoardQuery): Conditions {
  const conditions = new Conditions().always(`v.visit_class = 'inpatient' and v.deleted_at is null`);
  addOwnWork(conditions, caller);
  addPersonKind(conditions, query);
  addDepartment(conditions, query.departmentCode);
  return conditions
    .when(query.ward, (bound) => `v.ward_name = ${bound}`)
    .when(query.doctor, (bound) => `(strpos(v.doctor_name, ${bound}) > 0 or v.doctor_code = ${bound})`);
}

/** In the order of the ward. A bed with two people in it is shown twice and says so: somebody's admission is wrong. */
function bedsOf(rows: readonly Found[], screen: boolean): BoardBed[] {
  const place = ({ wardName, departmentName, bedNo }: Found): string => `${wardName ?? departmentName ?? ''} ${bedNo ?? ''}`;
  const taken = new Map<string, number>();
  for (const row of rows) if (row.bedNo) taken.set(place(row), (taken.get(place(row)) ?? 0) + 1);
  const today = hospitalDay(new Date());
  return rows
    .map(({ confidential, ...found }) => ({
      ...withAge(found),
      ...(screen ? { name: aliasOf(found.name, confidential), mainDiagnosis: null } : {}),
      dayNo: Math.max(daysBetween(hospitalDay(found.admittedAt), today), 0) + 1,
      doublyTaken: (taken.get(place(found as Found)) ?? 0) > 1,
    }))
    .toSorted((a, b) => (a.wardName ?? a.departmentName ?? '').localeCompare(b.wardName ?? b.departmentName ?? '', 'zh-Hans-CN') || byBed(a.bedNo, b.bedNo));
}
