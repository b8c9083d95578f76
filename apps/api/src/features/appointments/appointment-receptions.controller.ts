import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { DueAppointmentPage } from './appointment.dto.js';
import { AppointmentReceptions } from './appointment-receptions.service.js';
import { KeptReception } from './reception.dto.js';

@ApiTags('appointments')
@Controller('appointments')
export class AppointmentReceptionsController {
  constructor(private readonly work: AppointmentReceptions) {}

  @Endpoint({ route: 'GET /today', summary: '今日预约与接待状态', permission: 'appointment:read', audit: 'search', returns: DueAppointmentPage })
  today(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<DueAppointmentPage> {
    return this.work.today(caller, query);
  }

  @Endpoint({ route: 'POST /:id/start-reception', summary: '由预约开始接待', permission: 'reception:write', audit: 'change', returns: KeptReception })
  start(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<KeptReception> {
    return this.work.start(caller, id);
  }
}
