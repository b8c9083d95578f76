import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { PersonRecordsQuery } from '../../platform/http/person-records.dto.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { ConsultationPage } from './consultation.dto.js';
import { ConsultationQueries } from './consultations.queries.js';

@ApiTags('consultations')
@Controller('beneficiaries/:id')
export class ConsultationsController {
  constructor(private readonly consultations: ConsultationQueries) {}

  @Endpoint({ route: 'GET /consultations', summary: '某人的会诊', permission: 'surgery:read', audit: 'view', returns: ConsultationPage })
  list(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Query() query: PersonRecordsQuery): Promise<ConsultationPage> {
    return this.consultations.ofPerson(caller, id, query);
  }
}
