import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { PersonRecordsQuery } from '../../platform/http/person-records.dto.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { MedicationList } from './medication.dto.js';
import { MedicationQueries } from './medications.queries.js';
import { OrderPage } from './order.dto.js';
import { OrderQueries } from './orders.queries.js';
import { PrescriptionPage } from './prescription.dto.js';

@ApiTags('orders')
@Controller('beneficiaries/:id')
export class OrdersController {
  constructor(
    private readonly orders: OrderQueries,
    private readonly medications: MedicationQueries,
  ) {}

  @Endpoint({ route: 'GET /orders', summary: '某人的医嘱', permission: 'order:read', audit: 'view', returns: OrderPage })
  listOrders(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Query() query: PersonRecordsQuery): Promise<OrderPage> {
    return this.orders.orders(caller, id, query);
  }

  @Endpoint({ route: 'GET /medications', summary: '某人的用药一览', permission: 'order:read', audit: 'view', returns: MedicationList })
  listMedications(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<MedicationList> {
    return this.medications.ofPerson(caller, id);
  }

  @Endpoint({ route: 'GET /prescriptions', summary: '某人的处方', permission: 'order:read', audit: 'view', returns: PrescriptionPage })
  listPrescriptions(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Query() query: PersonRecordsQuery): Promise<PrescriptionPage> {
    return this.orders.prescriptions(caller, id, query);
  }
}
