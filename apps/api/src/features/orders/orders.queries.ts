import { Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller.js';
import { type PersonList, personPage } from '../../platform/database/person-list.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import type { Page } from '../../platform/http/page.dto.js';
import type { PersonRecordsQuery } from '../../platform/http/person-records.dto.js';
import type { OrderRow } from './order.dto.js';
import type { PrescriptionRow } from './prescription.dto.js';

const ORDERS: PersonList = {
  table: 'clinical_order',
  columns: `r.id, r.beneficiary_id as "beneficiaryId", r.order_no as "orderNo", r.visit_no as "visitNo", r.group_no as "groupNo", r.category, r.term,
    r.item_name as "itemName", r.specification, r.dose, r.dose_unit as "doseUnit", r.route, r.frequency, r.quantity, r.quantity_unit as "quantityUnit",
    r.ordered_at as "orderedAt", r.started_at as "startedAt", r.stopped_at as "stoppedAt", r.order_department_name as "orderDepartmentName",
    r.ordering_doctor as "orderingDoctor", r.executing_department_name as "executingDepartmentName", r.status, r.skin_test as "skinTest", r.note`,
  shown: 'r.deleted_at is null',
  // Lines of a group stay together.
  order: `r.ordered_at desc, r.visit_no, r.group_no, r.order_no, r.id`,
};

const PRESCRIPTIONS: PersonList = {
  table: 'prescription',
  columns: `r.id, r.beneficiary_id as "beneficiaryId", r.prescription_no as "prescriptionNo", r.visit_no as "visitNo", r.prescribed_at as "prescribedAt",
    r.department_name as "departmentName", r.doctor_name as "doctorName", r.kind, r.diagnosis, r.amount, r.valid_days as "validDays",
    r.charge_type as "chargeType", r.status,
    (select coalesce(json_agg(json_build_object('groupNo', i.group_no, 'drugName', i.drug_name, 'specification', i.specification, 'dose', i.dose,
       'doseUnit', i.dose_unit, 'route', i.route, 'frequency', i.frequency, 'days', i.days, 'quantity', i.quantity,
       'quantityUnit', i.quantity_unit, 'note', i.note) order by i.line_no nulls last, i.item_no), '[]')
     from prescription_item i where i.prescription_id = r.id) as items`,
  shown: 'r.deleted_at is null',
  order: 'r.prescribed_at desc, r.id',
};

/** What was ordered and prescribed for a person, the newest first. */
@Injectable()
export class OrderQueries {
  constructor(private readonly db: ScopedDatabase) {}

  orders(caller: Caller, beneficiaryId: string, query: PersonRecordsQuery): Promise<Page<OrderRow>> {
    return personPage(this.db, caller, ORDERS, beneficiaryId, query);
  }

  prescriptions(caller: Caller, beneficiaryId: string, query: PersonRecordsQuery): Promise<Page<PrescriptionRow>> {
    return personPage(this.db, caller, PRESCRIPTIONS, beneficiaryId, query);
  }
}
