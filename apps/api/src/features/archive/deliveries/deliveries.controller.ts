import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../platform/access/caller.js';
import { CurrentCaller } from '../../../platform/access/current-caller.js';
import { Endpoint } from '../../../platform/access/endpoint.js';
import { RecordId } from '../../../platform/http/record-id.dto.js';
import { DeliveriesService } from './deliveries.service.js';
import { DeliveryAsked, DeliveryPage, DeliveryQuery, DeliveryRecipient, DeliveryRow, RevokeAsked } from './delivery.dto.js';

@ApiTags('archive')
@Controller()
export class DeliveriesController {
  constructor(private readonly deliveries: DeliveriesService) {}

  @Endpoint({ route: 'GET /archives/:id/recipient', summary: '档案将发送给谁、能否发送', permission: 'archive:send', audit: 'view', returns: DeliveryRecipient })
  recipient(@CurrentCaller() caller: Caller, @Param() { id }: RecordId): Promise<DeliveryRecipient> {
    return this.deliveries.recipient(caller, id);
  }

  @Endpoint({ route: 'POST /archives/:id/deliveries', summary: '把健康档案发送给本人', permission: 'archive:send', audit: 'change', returns: DeliveryRow })
  send(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { days }: DeliveryAsked): Promise<DeliveryRow> {
    return this.deliveries.send(caller, id, days);
  }

  @Endpoint({ route: 'GET /deliveries', summary: '档案发送记录', permission: 'archive:read', audit: 'search', returns: DeliveryPage })
  list(@CurrentCaller() caller: Caller, @Query() query: DeliveryQuery): Promise<DeliveryPage> {
    return this.deliveries.list(caller, query);
  }

  @Endpoint({ route: 'POST /deliveries/:id/revoke', summary: '撤回已发送的健康档案', permission: 'archive:send', audit: 'change', returns: DeliveryRow })
  revoke(@CurrentCaller() caller: Caller, @Param() { id }: RecordId, @Body() { reason }: RevokeAsked): Promise<DeliveryRow> {
    return this.deliveries.revoke(caller, id, reason);
  }
}
