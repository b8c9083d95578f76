import { Body, Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../../platform/access/caller.js';
import { CurrentCaller } from '../../../../platform/access/current-caller.js';
import { Endpoint } from '../../../../platform/access/endpoint.js';
import { type Page, PageQuery } from '../../../../platform/http/page.dto.js';
import { RunId, RunRow } from '../../run.dto.js';
import { RunQueries } from '../../runs.queries.js';
import { RunCancelService } from './run-cancel.service.js';
import { BatchPage, BatchRow, CancelRequest, RunRecord, RunRecordPage, RunRowQuery } from './run-parts.dto.js';
import { RunPartQueries } from './run-parts.queries.js';

@ApiTags('extraction')
@Controller('extraction/runs')
export class RunPartsController {
  constructor(
    private readonly runs: RunQueries,
    private readonly parts: RunPartQueries,
    private readonly cancels: RunCancelService,
  ) {}

  @Endpoint({
    route: 'GET /:id/batches',
    summary: '一次运行的批次',
    permission: 'sync:read',
    audit: 'view',
    returns: BatchPage,
  })
  async batches(
    @CurrentCaller() caller: Caller,
    @Param() { id }: RunId,
    @Query() query: PageQuery,
  ): Promise<Page<BatchRow>> {
    await this.runs.one(caller, id);
    return this.parts.batches(caller, id, query);
  }

  @Endpoint({
    route: 'GET /:id/records',
    summary: '一次运行涉及的记录',
    permission: 'sync:read',
    audit: 'view',
    returns: RunRecordPage,
  })
  records(
    @CurrentCaller() caller: Caller,
    @Param() { id }: RunId,
    @Query() query: RunRowQuery,
  ): Promise<Page<RunRecord>> {
    return this.parts.records(caller, id, query);
  }

  @Endpoint({
    route: 'POST /:id/cancel',
    summary: '取消一次运行',
    permission: 'sync:run',
    audit: 'operate',
    returns: RunRow,
  })
  async cancel(
    @CurrentCaller() caller: Caller,
    @Param() { id }: RunId,
    @Body() { reason }: CancelRequest,
  ): Promise<RunRow> {
    await this.cancels.cancel(caller, id, reason);
    return this.runs.one(caller, id);
  }
}
