import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { PersonRecordsQuery } from '../../platform/http/person-records.dto.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { AppointmentPage } from './appointment.dto.js';
import { AppointmentQueries } from './appointments.queries.js';

@ApiTags('appointments')
@Controller('beneficiaries/:id')
export class AppointmentsController {
  constructor(private readonly appointments: AppointmentQueries) {}

  @Endpoint({ route: 'GET /appointments', summary: '某人的预约', permission: 'appointment:read', audit: 'view', returns: AppointmentPage })
  list(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Query() query: PersonRecordsQuery): Promise<AppointmentPage> {
    return this.appointments.ofPerson(caller, id, query);
  }
}
