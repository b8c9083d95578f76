import { Controller, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { RecordId } from '../../../platform/http/record-id.dto.js';
import { PersonLogPage, PersonLogQuery, TrailDetail, TrailFilter, TrailPage, TrailQuery, TrailSeq } from './trail.dto.js';
import { TrailQueries } from './trail.queries.js';

@ApiTags('audit')
@Controller('audit/trail')
export class TrailController {
  constructor(private readonly trail: TrailQueries) {}

  @Endpoint({ route: 'GET /', summary: '查询审计记录', permission: 'audit:read', audit: 'search', returns: TrailPage })
  list(@CurrentCaller() caller: Caller, @Query() query: TrailQuery): Promise<TrailPage> {
    return this.trail.list(caller, query);
  }

  @Endpoint({ route: 'GET /export', summary: '导出审计记录', permission: 'audit:export', audit: 'export', returns: 'file' })
  export(@CurrentCaller() caller: Caller, @Query() filter: TrailFilter): Promise<StreamableFile> {
    return this.trail.export(caller, filter);
  }

  @Endpoint({ route: 'GET /:seq', summary: '查看一条审计记录', permission: 'audit:read', audit: 'view', returns: TrailDetail })
  detail(@CurrentCaller() caller: Caller, @Param() { seq }: TrailSeq): Promise<TrailDetail> {
    return this.trail.detail(caller, seq);
  }
}

@ApiTags('audit')
@Controller('beneficiaries')
export class PersonLogController {
  constructor(private readonly trail: TrailQueries) {}

  @Endpoint({ route: 'GET /:id/access-log', summary: '谁看过这份档案', permission: 'audit:person', audit: 'view', returns: PersonLogPage })
  list(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Query() query: PersonLogQuery): Promise<PersonLogPage> {
    return this.trail.personLog(caller, id, query);
  }
}
