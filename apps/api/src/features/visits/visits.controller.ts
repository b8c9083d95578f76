import { Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { VisitDetail } from './visit-detail.dto.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { VisitSeenService } from './visit-seen.service.js';
import { VisitQueries } from './visits.queries.js';

@ApiTags('visits')
@Controller('visits')
export class VisitsController {
  constructor(
    private readonly visits: VisitQueries,
    private readonly seen: VisitSeenService,
  ) {}

  @Endpoint({ route: 'GET /:id', summary: '就诊详情', permission: 'visit:read', audit: 'view', returns: VisitDetail })
  detail(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<VisitDetail> {
    return this.visits.detail(caller, id);
  }

  /** What is reported from now on counts as unread to the caller. */
  @Endpoint({ route: 'POST /:id/seen', summary: '标记已看过这次就诊', permission: 'visit:read', audit: { skip: 'His own mark; opening the visit is recorded' }, returns: 'nothing' })
  markSeen(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<void> {
    return this.seen.markSeen(caller, id);
  }
}
