import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { AlertHandling, AlertId, AlertPage, AlertQuery } from './alert.dto.js';
import { Alerts } from './alerts.queries.js';

/** What the office was told of people, and who looks after it. */
@ApiTags('roster')
@Controller('alerts')
export class AlertsController {
  constructor(private readonly alerts: Alerts) {}

  @Endpoint({ route: 'GET /', summary: '关注提醒', permission: 'beneficiary:read', audit: 'search', returns: AlertPage })
  list(@CurrentCaller() caller: Caller, @Query() query: AlertQuery): Promise<AlertPage> {
    return this.alerts.list(caller, query);
  }

  @Endpoint({ route: 'POST /:id/handle', summary: '处理关注提醒', permission: 'beneficiary:write', audit: 'change', returns: 'nothing' })
  handle(@CurrentCaller() caller: Caller, @Param() { id }: AlertId, @Body() handling: AlertHandling): Promise<void> {
    return this.alerts.handle(caller, id, handling);
  }
}
