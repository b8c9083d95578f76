import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { PersonRecordsQuery } from '../../platform/http/person-records.dto.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { SurgeryPage } from './surgery.dto.js';
import { SurgeryQueries } from './surgeries.queries.js';

@ApiTags('surgeries')
@Controller('beneficiaries/:id')
export class SurgeriesController {
  constructor(private readonly surgeries: SurgeryQueries) {}

  @Endpoint({ route: 'GET /surgeries', summary: '某人的手术', permission: 'surgery:read', audit: 'view', returns: SurgeryPage })
  list(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Query() query: PersonRecordsQuery): Promise<SurgeryPage> {
    return this.surgeries.ofPerson(caller, id, query);
  }
}
