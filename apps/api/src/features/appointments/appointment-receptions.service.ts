import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { EXACT_TOTAL, type Page, type PageQuery } from '../../platform/http/page.dto.js';
import { withAge } from '../../platform/http/person-row.dto.js';
import { Conflict, NotFound, Refusal } from '../../platform/http/refusal.js';
import type { DueAppointment } from './appointment.dto.js';
import type { KeptReception } from './reception.dto.js';
import { ReceptionService } from './receptions.service.js';

const OVER = ['cancelled', 'rejected', 'no-show'];
/** What somebody was booked for, as a kind of reception. */
const KIND = `case a.kind when 'outpatient' then 'CLINIC' when 'inpatient' then 'INPATIENT' when 'checkup' then 'PE' else 'OTHER' end`;
const TODAY = `(a.appointed_at at time zone 'Asia/Shanghai')::date = (now() at time zone 'Asia/Shanghai')::date`;

/** From a booking to the reception of whoever was booked. */
@Injectable()
export class AppointmentReceptions {
  constructor(
    private readonly db: ScopedDatabase,
    private readonly receptions: ReceptionService,
  ) {}

  /** The bookings of today with the receptions that were begun from them, the earliest first. */
  today(caller: Caller, { page, pageSize }: PageQuery): Promise<Page<DueAppointment>> {
    return this.db.asCaller(caller, async (em) => {
      const [rows, [counted]]: [(Omit<DueAppointment, 'age'> & { birthDate: string | null })[], [{ total: number }]] = await Promise.all([
        em.query(
          `select a.id, a.beneficiary_id as "beneficiaryId", b.name, b.sex, b.birth_date as "birthDate", b.categories, b.care_level as "careLevel",
             a.kind, a.item_name as "itemName", a.department_name as "departmentName", a.doctor_name as "doctorName", a.appointed_at as "appointedAt", a.status,
             r.id as "receptionId", r.status as "receptionStatus"
           from appointment a join beneficiary b on b.id = a.beneficiary_id left join reception r on r.appointment_id = a.id and r.status <> 'cancelled'
           where a.deleted_at is null and ${TODAY} order by a.appointed_at, a.id limit $1 offset $2`,
          [pageSize, (page - 1) * pageSize],
        ),
        em.query(`select count(*) as total from (select 1 from appointment a where a.deleted_at is null and ${TODAY} limit ${EXACT_TOTAL}) counted`),
      ]);
      return { items: rows.map(withAge), total: counted.total, totalIsExact: counted.total < EXACT_TOTAL };
    });
  }

  /** Begins the reception of a booking: everything is copied, the caller receives, the moment is the server's. Throws NotFound for what is not the caller's to see. */
  async start(caller: Caller, id: string): Promise<KeptReception> {
    const { staffNo } = caller;
    if (!staffNo) throw new Refusal(403, 'NO_STAFF_NUMBER', '您的账号没有对应的工号，不能以本人名义接待。请点“登记接待”选择接待人员，或请管理员补上工号。');
    const [found]: { beneficiaryId: string; kind: string; departmentCode: string | null; place: string | null; doctorName: string | null; at: Date; status: string }[] =
      await this.db.asCaller(caller, (em) =>
        em.query(
          `select a.beneficiary_id as "beneficiaryId", ${KIND} as kind, a.department_code as "departmentCode", a.department_name as place, a.doctor_name as "doctorName",
             a.appointed_at as at, a.status from appointment a where a.id = $1 and a.deleted_at is null`,
          [id],
        ),
      );
    if (!found) throw new NotFound('预约');
    if (OVER.includes(found.status)) throw new Conflict('APPOINTMENT_OVER', '这个预约已取消或爽约，不能由它开始接待。如对象已到院，请点“登记接待”。');
    const { at, status: _, ...copied } = found;
    return this.receptions.add(caller, {
      ...copied, staffNos: [staffNo], plannedAt: at.toISOString(), startedAt: new Date().toISOString(), keyCare: false, dimensions: [],
      origin: 'appointment', originId: id,
    });
  }
}
