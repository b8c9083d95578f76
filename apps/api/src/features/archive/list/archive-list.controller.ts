import { Body, Controller, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { ArchiveList, ArchiveQuery, ArchiveSearch } from './archive-list.dto.js';
import { ArchiveListQueries } from './archive-list.queries.js';

@ApiTags('archive')
@Controller('archives')
export class ArchiveListController {
  constructor(private readonly archives: ArchiveListQueries) {}

  @Endpoint({ route: 'GET /', summary: '健康档案列表', permission: 'archive:read', audit: 'search', returns: ArchiveList })
  list(@CurrentCaller() caller: Caller, @Query() query: ArchiveQuery): Promise<ArchiveList> {
    return this.archives.list(caller, query);
  }

  /** Conditions joined by and/or within the caller's scope; takes at most five seconds. */
  @Endpoint({ route: 'POST /search', summary: '健康档案的组合查询', permission: 'archive:read', audit: 'search', returns: ArchiveList })
  search(@CurrentCaller() caller: Caller, @Body() query: ArchiveSearch): Promise<ArchiveList> {
    return this.archives.list(caller, query);
  }

  @Endpoint({ route: 'GET /export', summary: '导出健康档案列表', permission: 'archive:export', audit: 'export', returns: 'file' })
  export(@CurrentCaller() caller: Caller, @Query() query: ArchiveQuery): Promise<StreamableFile> {
    return this.archives.export(caller, query);
  }
}
