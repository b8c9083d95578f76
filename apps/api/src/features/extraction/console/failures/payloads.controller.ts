import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../../platform/access/caller.js';
import { CurrentCaller } from '../../../../platform/access/current-caller.js';
import { Endpoint } from '../../../../platform/access/endpoint.js';
import type { Page } from '../../../../platform/http/page.dto.js';
import { QuarantineId } from '../../quarantine.dto.js';
import { InboxPage, InboxQuery, InboxRow } from './inbox.dto.js';
import { InboxQueries } from './inbox.queries.js';
import { InboxId, PayloadAnswer, PayloadRequest, RecordId } from './payloads.dto.js';
import { PayloadsService } from './payloads.service.js';

@ApiTags('extraction')
@Controller('extraction')
export class PayloadsController {
  constructor(
    private readonly payloads: PayloadsService,
    private readonly inbox: InboxQueries,
  ) {}

  @Endpoint({ route: 'GET /inbox', summary: '收件箱', permission: 'sync:read', audit: 'view', returns: InboxPage })
  list(@CurrentCaller() caller: Caller, @Query() query: InboxQuery): Promise<Page<InboxRow>> {
    return this.inbox.page(caller, query);
  }

  @Endpoint({
    route: 'POST /quarantine/:id/payload',
    summary: '查看失败记录的原始报文',
    permission: 'sync:payload',
    audit: 'reveal',
    returns: PayloadAnswer,
  })
  async ofFailure(
    @CurrentCaller() caller: Caller,
    @Param() { id }: QuarantineId,
    @Body() { reason }: PayloadRequest,
  ): Promise<PayloadAnswer> {
    return { items: await this.payloads.ofFailure(caller, id, reason) };
  }

  @Endpoint({
    route: 'POST /inbox/:id/payload',
    summary: '查看收件箱中的原始报文',
    permission: 'sync:payload',
    audit: 'reveal',
    returns: PayloadAnswer,
  })
  async ofInbox(
    @CurrentCaller() caller: Caller,
    @Param() { id }: InboxId,
    @Body() { reason }: PayloadRequest,
  ): Promise<PayloadAnswer> {
    return { items: await this.payloads.ofInbox(caller, id, reason) };
  }

  @Endpoint({
    route: 'POST /records/:entity/:id/payload',
    summary: '查看一条记录的原始报文',
    permission: 'sync:payload',
    audit: 'reveal',
    returns: PayloadAnswer,
  })
  async ofRecord(
    @CurrentCaller() caller: Caller,
    @Param() record: RecordId,
    @Body() { reason }: PayloadRequest,
  ): Promise<PayloadAnswer> {
    return { items: await this.payloads.ofRecord(caller, record, reason) };
  }
}
