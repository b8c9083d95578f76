import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { Timeline, TimelineQuery } from './timeline.dto.js';
import { TimelineQueries } from './timeline.queries.js';
import { PersonVisitsQuery, VisitPage } from './visit-detail.dto.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { VisitQueries } from './visits.queries.js';

@ApiTags('visits')
@Controller('beneficiaries/:id')
export class PersonVisitsController {
  constructor(
    private readonly visits: VisitQueries,
    private readonly timeline: TimelineQueries,
  ) {}

  @Endpoint({ route: 'GET /visits', summary: '某人的就诊记录', permission: 'visit:read', audit: 'view', returns: VisitPage })
  list(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Query() query: PersonVisitsQuery): Promise<VisitPage> {
    return this.visits.ofPerson(caller, id, query);
  }

  @Endpoint({ route: 'GET /timeline', summary: '某人的健康时间轴', permission: 'visit:read', audit: 'view', returns: Timeline })
  readTimeline(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Query() query: TimelineQuery): Promise<Timeline> {
    return this.timeline.ofPerson(caller, id, query);
  }
}
