import { Body, Controller, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { InpatientCounts, InpatientQuery, InpatientSearch, InpatientVisitPage } from './inpatient-visit.dto.js';
import { InpatientVisitQueries } from './inpatient-visits.queries.js';

@ApiTags('visits')
@Controller('inpatient-visits')
export class InpatientVisitsController {
  constructor(private readonly visits: InpatientVisitQueries) {}

  @Endpoint({ route: 'GET /', summary: '住院列表', permission: 'visit:read', audit: 'search', returns: InpatientVisitPage })
  list(@CurrentCaller() caller: Caller, @Query() query: InpatientQuery): Promise<InpatientVisitPage> {
    return this.visits.list(caller, query);
  }

  @Endpoint({ route: 'GET /counts', summary: '在院与已出院人次', permission: 'visit:read', audit: 'search', returns: InpatientCounts })
  counts(@CurrentCaller() caller: Caller, @Query() query: InpatientQuery): Promise<InpatientCounts> {
    return this.visits.counts(caller, query);
  }

  /** Conditions joined by and/or within the caller's scope; takes at most five seconds. */
  @Endpoint({ route: 'POST /search', summary: '住院的组合查询', permission: 'visit:read', audit: 'search', returns: InpatientVisitPage })
  search(@CurrentCaller() caller: Caller, @Body() query: InpatientSearch): Promise<InpatientVisitPage> {
    return this.visits.list(caller, query);
  }

  @Endpoint({ route: 'GET /export', summary: '导出住院列表', permission: 'visit:export', audit: 'export', returns: 'file' })
  export(@CurrentCaller() caller: Caller, @Query() query: InpatientQuery): Promise<StreamableFile> {
    return this.visits.export(caller, query);
  }
}
