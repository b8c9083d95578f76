import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { RecordId } from '../../../platform/http/record-id.dto.js';
import { ArchiveMoment, ArchiveView } from './archive-content.dto.js';
import { ArchiveQueries } from './archive.queries.js';

@ApiTags('archive')
@Controller('beneficiaries/:id')
export class PersonArchiveController {
  constructor(private readonly archive: ArchiveQueries) {}

  @Endpoint({ route: 'GET /archive', summary: '某人的健康档案（自动汇总）', permission: 'archive:read', audit: 'view', returns: ArchiveView })
  read(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Query() { asOf }: ArchiveMoment): Promise<ArchiveView> {
    return this.archive.ofPerson(caller, id, { asOf });
  }
}
