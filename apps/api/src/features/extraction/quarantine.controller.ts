import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../platform/access/caller.js';
import { CurrentCaller } from '../../platform/access/current-caller.js';
import { Endpoint } from '../../platform/access/endpoint.js';
import type { Page } from '../../platform/http/page.dto.js';
import {
  IgnoreRequest,
  QuarantineDetail,
  QuarantineGroup,
  QuarantineGroupPage,
  QuarantineId,
  QuarantinePage,
  QuarantineQuery,
  QuarantineRow,
  ReplayAnswer,
  ReplayManyRequest,
  ReplayRequest,
} from './quarantine.dto.js';
import { QuarantineQueries } from './quarantine.queries.js';
import { ReplayService } from './replay.service.js';

@ApiTags('extraction')
@Controller('extraction/quarantine')
export class QuarantineController {
  constructor(
    private readonly quarantine: QuarantineQueries,
    private readonly replays: ReplayService,
  ) {}

  @Endpoint({ route: 'GET /', summary: '失败记录', permission: 'sync:read', audit: 'view', returns: QuarantinePage })
  list(@CurrentCaller() caller: Caller, @Query() query: QuarantineQuery): Promise<Page<QuarantineRow>> {
    return this.quarantine.page(caller, query);
  }

  @Endpoint({
    route: 'GET /groups',
    summary: '同类失败',
    permission: 'sync:read',
    audit: 'view',
    returns: QuarantineGroupPage,
  })
  groups(@CurrentCaller() caller: Caller, @Query() query: QuarantineQuery): Promise<Page<QuarantineGroup>> {
    return this.quarantine.groups(caller, query);
  }

  @Endpoint({
    route: 'GET /:id',
    summary: '失败记录详情',
    permission: 'sync:replay',
    audit: 'view',
    returns: QuarantineDetail,
  })
  one(@CurrentCaller() caller: Caller, @Param() { id }: QuarantineId): Promise<QuarantineDetail> {
    return this.quarantine.one(caller, id);
  }

  @Endpoint({
    route: 'POST /replay',
    summary: '重试所选失败记录',
    permission: 'sync:replay',
    audit: 'operate',
    returns: ReplayAnswer,
  })
  replayMany(@CurrentCaller() caller: Caller, @Body() { ids, dryRun }: ReplayManyRequest): Promise<ReplayAnswer> {
    return this.replays.replay(caller, ids, dryRun ?? false);
  }

  @Endpoint({
    route: 'POST /:id/replay',
    summary: '重试一条失败记录',
    permission: 'sync:replay',
    audit: 'operate',
    returns: ReplayAnswer,
  })
  replay(
    @CurrentCaller() caller: Caller,
    @Param() { id }: QuarantineId,
    @Body() { dryRun }: ReplayRequest,
  ): Promise<ReplayAnswer> {
    return this.replays.replay(caller, [id], dryRun ?? false);
  }

  @Endpoint({
    route: 'POST /:id/ignore',
    summary: '忽略一条失败记录',
    permission: 'sync:replay',
    audit: 'operate',
    returns: 'nothing',
  })
  ignore(
    @CurrentCaller() caller: Caller,
    @Param() { id }: QuarantineId,
    @Body() { reason }: IgnoreRequest,
  ): Promise<void> {
    return this.replays.ignore(caller, id, reason);
  }
}
