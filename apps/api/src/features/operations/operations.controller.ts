import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import { RecordId } from '../../platform/http/record-id.dto.js';
import { HealthQueries } from './health.queries.js';
import { HealthAnswer, SystemEventNote, SystemEventPage, SystemEventQuery } from './operations.dto.js';
import { SystemEventQueries } from './system-events.queries.js';

@ApiTags('operations')
@Controller('operations')
export class OperationsController {
  constructor(
    private readonly events: SystemEventQueries,
    private readonly health: HealthQueries,
  ) {}

  @Endpoint({ route: 'GET /events', summary: '系统事件', permission: 'system:read', audit: 'search', returns: SystemEventPage })
  list(@CurrentCaller() caller: Caller, @Query() query: SystemEventQuery): Promise<SystemEventPage> {
    return this.events.list(caller, query);
  }

  @Endpoint({ route: 'POST /events/:id/handle', summary: '处理系统事件', permission: 'system:handle', audit: 'change', returns: 'nothing' })
  handle(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { note }: SystemEventNote): Promise<void> {
    return this.events.handle(caller, id, note);
  }

  @Endpoint({ route: 'GET /health', summary: '系统健康', permission: 'system:read', audit: 'view', returns: HealthAnswer })
  read(@CurrentCaller() caller: Caller): Promise<HealthAnswer> {
    return this.health.read(caller);
  }
}
