import { Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { ArchiveList, ArchiveQuery } from './archive-list.dto.js';
import { ArchiveListQueries } from './archive-list.queries.js';

@ApiTags('archive')
@Controller('archives')
export class ArchiveListController {
  constructor(private readonly archives: ArchiveListQueries) {}

  @Endpoint({ route: 'GET /', summary: '健康档案列表', permission: 'archive:read', audit: 'search', returns: ArchiveList })
  list(@CurrentCaller() caller: Caller, @Query() query: ArchiveQuery): Promise<ArchiveList> {
    return this.archives.list(caller, query);
  }
}
