import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { PersonRecordsQuery } from '../../platform/http/person-records.dto.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { ImagingStudyPage } from './imaging-study.dto.js';
import { ImagingStudyQueries } from './imaging-studies.queries.js';

@ApiTags('imaging')
@Controller('beneficiaries/:id')
export class PersonImagingController {
  constructor(private readonly studies: ImagingStudyQueries) {}

  @Endpoint({ route: 'GET /imaging-studies', summary: '某人的检查与影像', permission: 'exam:view', audit: 'view', returns: ImagingStudyPage })
  list(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Query() query: PersonRecordsQuery): Promise<ImagingStudyPage> {
    return this.studies.ofPerson(caller, id, query);
  }
}
