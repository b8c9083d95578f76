import { Body, Controller, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { OutpatientQuery, OutpatientSearch, OutpatientVisitPage } from './outpatient-visit.dto.js';
import { OutpatientVisitQueries } from './outpatient-visits.queries.js';

@ApiTags('visits')
@Controller('outpatient-visits')
export class OutpatientVisitsController {
  constructor(private readonly visits: OutpatientVisitQueries) {}

  @Endpoint({ route: 'GET /', summary: '门急诊就诊列表', permission: 'visit:read', audit: 'search', returns: OutpatientVisitPage })
  list(@CurrentCaller() caller: Caller, @Query() query: OutpatientQuery): Promise<OutpatientVisitPage> {
    return this.visits.list(caller, query);
  }

  /** Conditions joined by and/or within the caller's scope; takes at most five seconds. */
  @Endpoint({ route: 'POST /search', summary: '门急诊就诊的组合查询', permission: 'visit:read', audit: 'search', returns: OutpatientVisitPage })
  search(@CurrentCaller() caller: Caller, @Body() query: OutpatientSearch): Promise<OutpatientVisitPage> {
    return this.visits.list(caller, query);
  }

  @Endpoint({ route: 'GET /export', summary: '导出门急诊就诊列表', permission: 'visit:export', audit: 'export', returns: 'file' })
  export(@CurrentCaller() caller: Caller, @Query() query: OutpatientQuery): Promise<StreamableFile> {
    return this.visits.export(caller, query);
  }
}
