import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { type PersonList, personPage } from '../../platform/database/person-list.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { Page } from '../../platform/http/page.dto.js';
import type { PersonRecordsQuery } from '../../platform/http/person-records.dto.js';
import type { AppointmentRow } from './appointment.dto.js';

const APPOINTMENTS: PersonList = {
  table: 'appointment',
  columns: `r.id, r.beneficiary_id as "beneficiaryId", r.appointment_no as "appointmentNo", r.kind, r.item_name as "itemName",
    r.department_name as "departmentName", r.doctor_name as "doctorName", r.appointed_at as "appointedAt", r.ends_at as "endsAt",
    r.queue_no as "queueNo", r.priority, r.fee_waived as "feeWaived", r.status, r.booked_at as "bookedAt", r.booked_by as "bookedBy",
    r.contact_phone as "contactPhone", r.channel,
    (select c.status from reception c where c.appointment_id = r.id and c.status <> 'cancelled' limit 1) as "receptionStatus", r.visit_no as "visitNo", r.note`,
  shown: 'r.deleted_at is null',
  order: 'r.appointed_at desc, r.id',
};

/** Appointments of a person, the latest first. */
@Injectable()
export class AppointmentQueries {
  constructor(private readonly db: ScopedDatabase) {}

  ofPerson(caller: Caller, beneficiaryId: string, query: PersonRecordsQuery): Promise<Page<AppointmentRow>> {
    return personPage(this.db, caller, APPOINTMENTS, beneficiaryId, query);
  }
}
