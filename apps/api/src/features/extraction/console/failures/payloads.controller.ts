import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../../platform/access/caller.js';
import { CurrentCaller } from '../../../../platform/access/current-caller.js';
import { Endpoint } from '../../../../platform/access/endpoint.js';
import { QuarantineId } from '../../quarantine.dto.js';
import { InboxId, PayloadAnswer, PayloadRequest } from './payloads.dto.js';
import { PayloadsService } from './payloads.service.js';

@ApiTags('extraction')
@Controller('extraction')
export class PayloadsController {
  constructor(private readonly payloads: PayloadsService) {}

  @Endpoint({ route: 'POST /quarantine/:id/payload', summary: '查看失败记录的原始报文', permission: 'sync:payload', audit: 'reveal', returns: PayloadAnswer })
  async ofFailure(@CurrentCaller() caller: Caller, @Param() { id }: QuarantineId, @Body() { reason }: PayloadRequest): Promise<PayloadAnswer> {
    return { items: await this.payloads.ofFailure(caller, id, reason) };
  }

  @Endpoint({ route: 'POST /inbox/:id/payload', summary: '查看收件箱中的原始报文', permission: 'sync:payload', audit: 'reveal', returns: PayloadAnswer })
  async ofInbox(@CurrentCaller() caller: Caller, @Param() { id }: InboxId, @Body() { reason }: PayloadRequest): Promise<PayloadAnswer> {
    return { items: await this.payloads.ofInbox(caller, id, reason) };
  }
}
