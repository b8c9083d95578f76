import { Controller, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Caller } from '../../../../platform/access/caller.js';
import { CurrentCaller } from '../../../../platform/access/current-caller.js';
import { Endpoint } from '../../../../platform/access/endpoint.js';
import { type Page, PageQuery } from '../../../../platform/http/page.dto.js';
import { RunId } from '../../run.dto.js';
import { RunQueries } from '../../runs.queries.js';
import { BatchPage, BatchRow, RunRecord, RunRecordPage, RunRowQuery } from './run-parts.dto.js';
import { RunPartQueries } from './run-parts.queries.js';

@ApiTags('extraction')
@Controller('extraction/runs')
export class RunPartsController {
  constructor(
    private readonly runs: RunQueries,
    private readonly parts: RunPartQueries,
  ) {}

  @Endpoint({ route: 'GET /:id/batches', summary: '一次运行的批次', permission: 'sync:read', audit: 'view', returns: BatchPage })
  async batches(@CurrentCaller() caller: Caller, @Param() { id }: RunId, @Query() query: PageQuery): Promise<Page<BatchRow>> {
    await this.runs.one(caller, id);
    return this.parts.batches(caller, id, query);
  }

  @Endpoint({ route: 'GET /:id/records', summary: '一次运行涉及的记录', permission: 'sync:read', audit: 'view', returns: RunRecordPage })
  records(@CurrentCaller() caller: Caller, @Param() { id }: RunId, @Query() query: RunRowQuery): Promise<Page<RunRecord>> {
    return this.parts.records(caller, id, query);
  }
}
